using Rendering.Syntax;
using Rendering.Values;

namespace Rendering.Scriban.Expressions;

/// <summary>A value as a condition: all but null and false is a yes.</summary>
internal sealed class Truth(Expression expression) : Condition
{
    public override bool Test(RenderFrame frame) => Of(expression.Evaluate(frame));

    public static bool Of(in Value value) => !value.IsNil && (value.IsBool ? value.AsBool : value.Kind is not (ValueKind.Unset or ValueKind.Empty));
}

/// <summary><c>!a</c>.</summary>
internal sealed class NotExpression(Expression inner) : Expression(inner)
{
    private readonly Expression _inner = inner;

    public override Value Evaluate(RenderFrame frame) => Value.FromBool(!Truth.Of(_inner.Evaluate(frame)));
}

/// <summary><c>a &amp;&amp; b</c>; the second is evaluated only when the first says yes.</summary>
internal sealed class AndExpression(Expression left, Expression right) : Expression(left, right)
{
    private readonly Expression _left = left;

    public override Value Evaluate(RenderFrame frame) => Value.FromBool(Truth.Of(_left.Evaluate(frame)) && Truth.Of(right.Evaluate(frame)));
}

/// <summary><c>a || b</c>; the second is evaluated only when the first says no.</summary>
internal sealed class OrExpression(Expression left, Expression right) : Expression(left, right)
{
    private readonly Expression _left = left;

    public override Value Evaluate(RenderFrame frame) => Value.FromBool(Truth.Of(_left.Evaluate(frame)) || Truth.Of(right.Evaluate(frame)));
}

/// <summary><c>a ?? b</c>: the second where the first is null; <c>a ?! b</c>: the second where it is not.</summary>
internal sealed class CoalescingExpression(Expression left, Expression right, bool whenNull) : Expression(left, right)
{
    private readonly Expression _left = left;

    public override Value Evaluate(RenderFrame frame)
    {
        var value = _left.Evaluate(frame);
        return frame.Pending is null && value.IsNil == whenNull ? right.Evaluate(frame) : value;
    }
}

/// <summary><c>a ? b : c</c>.</summary>
internal sealed class ConditionalExpression(Expression condition, Expression yes, Expression no) : Expression(condition, yes, no)
{
    private readonly Expression _condition = condition;

    public override Value Evaluate(RenderFrame frame)
    {
        var value = _condition.Evaluate(frame);
        return frame.Pending is not null ? default : Truth.Of(value) ? yes.Evaluate(frame) : no.Evaluate(frame);
    }
}

/// <summary><c>(a)</c>; a function that it holds is called.</summary>
internal sealed class NestedExpression(Expression inner) : Expression(inner)
{
    public Expression Inner { get; } = inner;

    public override Value Evaluate(RenderFrame frame) => CallIfFunction.Call(frame, Inner.Evaluate(frame));
}
