using Rendering.Scriban.Expressions;
using Rendering.Syntax;

namespace Rendering.Scriban.Parsing;

/// <summary>Operators, from the loosest: pipes, the conditional, binary operators by precedence, unary ones.</summary>
internal sealed partial class ScribanParser
{
    private static readonly Dictionary<string, int> Precedence = new(StringComparer.Ordinal)
    {
        ["??"] = 20,
        ["?!"] = 20,
        ["||"] = 30,
        ["&&"] = 40,
        ["=="] = 70,
        ["!="] = 70,
        ["<"] = 80,
        [">"] = 80,
        ["<="] = 80,
        [">="] = 80,
        ["+"] = 100,
        ["-"] = 100,
        ["*"] = 110,
        ["/"] = 110,
        ["//"] = 110,
        ["%"] = 110,
        ["<<"] = 110,
        [">>"] = 110,
        [".."] = 130,
        ["..<"] = 130,
    };

    /// <summary>A whole expression, pipes included; what it is for is told where there is none.</summary>
    public Expression Expression(string statement, string syntax)
    {
        if (Current.EndsLine) throw Error($"Error while parsing {statement} statement: Expecting <expression> instead of `{Current.Text}` in: {syntax}", Current.Start);
        return Expression();
    }

    public Expression Expression()
    {
        Enter();
        var left = Conditional();
        while (TakePipe())
        {
            var start = Current.Start;
            // What stands behind a pipe takes its result: "1" | string.to_int + 1.
            left = Conditional(Binary(PipeTo(left), start, 0));
        }
        Leave();
        return left;
    }

    // A pipe may stand at the beginning of the next line.
    private bool TakePipe()
    {
        var at = _at;
        while (_tokens[at].Kind == TokenKind.NewLine && _tokens[at].Text != ";") at++;
        if (!_tokens[at].Is("|") && !_tokens[at].Is("|>")) return false;
        _at = at + 1;
        SkipLines();
        if (Current.EndsLine) throw Error($"Error while parsing pipe expression: Expecting <expression> instead of `{Current.Text}` in: <expression> | <expression>", Current.Start);
        return true;
    }

    private Expression Conditional() => Conditional(Binary(0));

    private Expression Conditional(Expression condition)
    {
        if (!TryTake("?")) return condition;
        var around = Open();
        _around = _around with { NoNames = true };
        SkipLines();
        var yes = Conditional();
        Close(around);
        SkipLines();
        Expect(":");
        SkipLines();
        Enter();
        var no = Conditional();
        Leave();
        return new ConditionalExpression(condition, yes, no);
    }

    private Expression Binary(int least)
    {
        var start = Current.Start;
        return Binary(Unary(), start, least);
    }

    private Expression Binary(Expression left, int start, int least)
    {
        while (Current.Kind == TokenKind.Operator && Precedence.TryGetValue(Current.Text, out var precedence) && precedence > least)
        {
            var op = Take();
            SkipLinesUnlessLast();
            if (Current.EndsLine || Current.Is("}") || Current.Is(")") || Current.Is("]"))
                throw Error($"Error while parsing binary expression: Expecting an <expression> to the right of the operator instead of `{Current.Text}` in: <expression> operator <expression>", Current.Start);
            Enter();
            left = BinaryExpression.Of(op.Text, left, Binary(precedence), start, op.Start);
            Leave();
        }
        return left;
    }

    // The right side may stand on the next line; where none follows, the error is about this one.
    private void SkipLinesUnlessLast()
    {
        var at = _at;
        while (_tokens[at].Kind == TokenKind.NewLine) at++;
        if (!_tokens[at].EndsLine) _at = at;
    }

    private Expression Unary()
    {
        var op = Current;
        if (op.Kind != TokenKind.Operator || op.Text is not ("!" or "-" or "+" or "@" or "^" or "++" or "--")) return Call();
        _at++;
        Enter();
        Expression made = op.Text switch
        {
            "!" => new NotExpression(Unary()),
            "-" => new NegateExpression(Unary(), op.Start, negate: true),
            "+" => new NegateExpression(Unary(), op.Start, negate: false),
            "@" => Alias(),
            "^" => new ExpandExpression(Unary()),
            _ => Increment(Path(), op, isPrefix: true),
        };
        Leave();
        return made;
    }

    private Expression Alias()
    {
        var path = Path();
        while (path is NestedExpression nested) path = nested.Inner;
        return path switch
        {
            BuiltInReference known => ConstantExpression.Of(known.AsFunction()),
            CallIfFunction call => call.Path,
            _ => path,
        };
    }

    private IncrementExpression Increment(Expression path, Token op, bool isPrefix) =>
        new(AssignTarget.Of(this, path, op.Start), AsValue(path), op.Text == "++" ? 1 : -1, isPrefix, op.Start);

    public void Expect(string op)
    {
        if (!TryTake(op)) throw Error($"Unexpected token found `{Current.Text}` while expecting `{op}`.", Current.Start);
    }
}
