using Rendering.Syntax;
using Rendering.Values;

namespace Rendering.Liquid.Expressions;

/// <summary>A value by itself: anything but nil and false is a yes.</summary>
internal sealed class TruthyCondition(Expression expression) : Condition
{
    public override bool Test(RenderFrame frame) => LiquidComparison.IsTruthy(expression.Evaluate(frame));
}

/// <summary>A comparison of two values.</summary>
internal abstract class Comparison(Expression left, Expression right) : Condition
{
    public sealed override bool Test(RenderFrame frame)
    {
        var a = left.Evaluate(frame);
        var b = right.Evaluate(frame);
        return frame.Pending is null && Compare(frame, a, b);
    }

    protected abstract bool Compare(RenderFrame frame, in Value a, in Value b);

    /// <summary>The comparison of that operator; an unknown one is an error when it is asked, as in Shopify's Liquid.</summary>
    public static Condition Of(string op, Expression left, Expression right) => op switch
    {
        "==" => new EqualCondition(left, right),
        "!=" or "<>" => new NotCondition(new EqualCondition(left, right)),
        "<" => new OrderCondition(left, right, static order => order < 0),
        "<=" => new OrderCondition(left, right, static order => order <= 0),
        ">" => new OrderCondition(left, right, static order => order > 0),
        ">=" => new OrderCondition(left, right, static order => order >= 0),
        "contains" => new ContainsCondition(left, right),
        _ => new UnknownCondition(op),
    };
}

internal sealed class EqualCondition(Expression left, Expression right) : Comparison(left, right)
{
    protected override bool Compare(RenderFrame frame, in Value a, in Value b) => LiquidComparison.AreEqual(frame, a, b);
}

internal sealed class ContainsCondition(Expression left, Expression right) : Comparison(left, right)
{
    protected override bool Compare(RenderFrame frame, in Value a, in Value b) => LiquidComparison.Contains(frame, a, b);
}

internal sealed class OrderCondition(Expression left, Expression right, Func<int, bool> accepts) : Comparison(left, right)
{
    protected override bool Compare(RenderFrame frame, in Value a, in Value b) => LiquidComparison.TryOrder(frame, a, b, out var order) && accepts(order);
}

internal sealed class UnknownCondition(string op) : Condition
{
    public override bool Test(RenderFrame frame) => LiquidComparison.IsTruthy(frame.Fail($"Unknown operator {op}"));
}
