using Rendering.Syntax;
using Rendering.Values;

namespace Rendering.Liquid.Expressions;

/// <summary><c>(a..b)</c>; ends that are not numbers count as what they begin with, or 0.</summary>
internal sealed class RangeExpression(Expression first, Expression last) : Expression(first, last)
{
    public override Value Evaluate(RenderFrame frame)
    {
        var from = first.Evaluate(frame);
        var to = last.Evaluate(frame);
        return frame.Pending is null ? Value.FromRange(Integers.ToRangeEnd(from), Integers.ToRangeEnd(to)) : default;
    }

    public override bool TryGetConstant(out Value value)
    {
        value = default;
        if (!first.TryGetConstant(out var from) || !last.TryGetConstant(out var to) || !from.IsInt || !to.IsInt) return false;
        value = Value.FromRange(from.AsInt, to.AsInt);
        return true;
    }
}

/// <summary>An expression whose error is known at parse but belongs to the render, as in Shopify's Liquid.</summary>
internal sealed class FailingExpression(string problem) : Expression
{
    public override Value Evaluate(RenderFrame frame) => frame.Fail(problem);
}
