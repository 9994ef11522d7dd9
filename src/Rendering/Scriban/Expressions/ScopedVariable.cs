using Rendering.Syntax;
using Rendering.Values;

namespace Rendering.Scriban.Expressions;

/// <summary>The objects of the <c>with</c> statements that are running, innermost first. They stand in a variable that no template can name.</summary>
internal sealed class WithScope(Value target, WithScope? outer)
{
    public const string Name = " with";

    internal readonly Value Target = target;

    internal readonly WithScope? Outer = outer;

    internal static WithScope? Of(RenderFrame frame, int slot) => frame.Slots[frame.Read[slot]].AsObject as WithScope;
}

/// <summary>A variable that an object of a <c>with</c> around it, or around the call of the function that it is in, may have.</summary>
internal sealed class ScopedVariable(int withSlot, VariableExpression variable) : Expression
{
    public VariableExpression Variable => variable;

    public int WithSlot => withSlot;

    public override Value Evaluate(RenderFrame frame) => TryWith(frame, out var value) ? value : variable.Evaluate(frame);

    public override Value Peek(RenderFrame frame) => TryWith(frame, out var value) ? value : variable.Peek(frame);

    private bool TryWith(RenderFrame frame, out Value value)
    {
        for (var with = WithScope.Of(frame, withSlot); with is not null; with = with.Outer)
            if (frame.TryReadMember(with.Target, Value.FromString(variable.Name), out value)) return true;
        value = default;
        return false;
    }
}
