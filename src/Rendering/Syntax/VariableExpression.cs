using System.Runtime.CompilerServices;
using Rendering.Values;

namespace Rendering.Syntax;

/// <summary>A variable by its slot; where nothing was assigned, the model's member of that name.</summary>
internal sealed class VariableExpression(int slot, string name) : Expression
{
    // Beside the node, not in it: a type and its accessor must change together.
    private MemberSite _site = MemberSite.None;

    public string Name => name;

    public int Slot => slot;

    public override Value Evaluate(RenderFrame frame)
    {
        ref readonly var value = ref frame.Slots[frame.Read[slot]];
        return value.IsUnset ? frame.ReadModel(name, ref _site, strict: true) : value;
    }

    /// <summary>What the slot refers to, the tags of numbers included; null also where the model must be asked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public object? PeekReference(RenderFrame frame) => frame.Slots[frame.Read[slot]].Reference;

    public override Value Peek(RenderFrame frame)
    {
        ref readonly var value = ref frame.Slots[frame.Read[slot]];
        return value.IsUnset ? frame.ReadModel(name, ref _site, strict: false) : value;
    }
}

/// <summary>A variable whose name is known only at run time: <c>{{ [name] }}</c>.</summary>
internal sealed class DynamicVariableExpression(Expression name, IReadOnlyList<(string Name, int Slot)> visible) : Expression(name)
{
    public override Value Evaluate(RenderFrame frame)
    {
        var key = name.Evaluate(frame);
        return frame.Pending is null ? frame.ReadByName(key, visible) : default;
    }
}

/// <summary>The last type seen at a place in a template, with the accessor found for it.</summary>
internal sealed record MemberSite(Type? Type, Accessor? Accessor, nint Identity = 0)
{
    /// <summary>The accessor, where what it reads is never lazy.</summary>
    public readonly Accessor? Direct = Accessor is { MayBeLazy: false } ? Accessor : null;

    public static readonly MemberSite None = new(null, null);
}
