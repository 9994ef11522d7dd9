using Rendering.Syntax;
using Rendering.Values;

namespace Rendering.Scriban.Expressions;

/// <summary>An operator between two values.</summary>
internal sealed class BinaryExpression(Operator op, Expression left, Expression right, string text, int start, int offset) : Expression(left, right)
{
    private readonly Expression _left = left;

    public override Value Evaluate(RenderFrame frame)
    {
        var a = _left.Evaluate(frame);
        var b = right.Evaluate(frame);
        if (frame.Pending is not null) return default;
        return op(frame, a, b) ?? Refuse(frame, a, b);
    }

    private Value Refuse(RenderFrame frame, in Value a, in Value b)
    {
        if (text is ".." or "..<") Errors.Throw(frame, offset, $"Operator `{text}` is not supported on {Errors.TypeOf(a.IsInt ? b : a)} objects");
        if (text == "*" && (a.IsString || b.IsString)) Errors.Throw(frame, start, "Expecting an integer. The operator `*` is not supported for the expression. Only working on string x int or int x string");
        Errors.Throw(frame, offset, $"The operator `{text}` is not supported between {Errors.TypeOf(a)} and {Errors.TypeOf(b)}");
        return default;
    }

    public static Expression Of(string text, Expression left, Expression right, int start, int offset) => text switch
    {
        "&&" => new AndExpression(left, right),
        "||" => new OrExpression(left, right),
        "??" => new CoalescingExpression(left, right, whenNull: true),
        "?!" => new CoalescingExpression(left, right, whenNull: false),
        _ => new BinaryExpression(Operators.ByText[text], left, right, text, start, offset),
    };
}

/// <summary>The result of an operator; null where it is not for such values.</summary>
internal delegate Value? Operator(RenderFrame frame, in Value a, in Value b);

/// <summary><c>-a</c> and <c>+a</c>.</summary>
internal sealed class NegateExpression(Expression inner, int offset, bool negate) : Expression(inner)
{
    private readonly Expression _inner = inner;

    public override Value Evaluate(RenderFrame frame)
    {
        var value = _inner.Evaluate(frame);
        if (frame.Pending is not null || value.IsNil) return default;
        if (!value.IsNumber) Errors.Throw(frame, offset, $"The operator `{(negate ? "-" : "+")}` is for numbers, not for {Errors.TypeOf(value)}");
        return !negate ? value : value.Kind switch
        {
            ValueKind.Float => Value.FromFloat(-value.AsFloat),
            ValueKind.Decimal => Value.FromDecimal(-value.AsDecimal),
            _ => Arithmetic.Whole(frame, -value.AsBigInt),
        };
    }
}

/// <summary><c>^a</c>: as an argument, each item of a list is one.</summary>
internal sealed class ExpandExpression(Expression inner) : Expression(inner)
{
    private readonly Expression _inner = inner;

    public override Value Evaluate(RenderFrame frame) => _inner.Evaluate(frame);
}
