using Rendering.Values;

namespace Rendering.Syntax;

/// <summary>The variables of a page or of an isolated partial. It may grow while it is looked at; the array is replaced then.</summary>
internal sealed class VariableStore
{
    public static readonly VariableStore None = new();

    public Value[] Slots { get; private set; } = [];

    /// <summary>A template holds on to it, so it is not used again.</summary>
    public bool IsShared { get; set; }

    public void Reset(int count)
    {
        if (Slots.Length < count) Slots = new Value[Math.Max(count, 16)];
        Array.Fill(Slots, Value.Unset);
    }

    public void Grow(int count)
    {
        var larger = new Value[count + 8];
        Slots.CopyTo(larger, 0);
        larger.AsSpan(Slots.Length).Fill(Value.Unset);
        Slots = larger;
    }

    public void Clear() => Array.Clear(Slots);
}
