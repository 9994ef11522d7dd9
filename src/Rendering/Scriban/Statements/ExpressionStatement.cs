using Rendering.Scriban.Expressions;
using Rendering.Scriban.Parsing;
using Rendering.Syntax;

namespace Rendering.Scriban.Statements;

/// <summary>A value that is printed, an assignment (<c>a = 1</c>, <c>a += 1</c>), or a function in one line (<c>f(x) = x + 1</c>).</summary>
internal static class ExpressionStatement
{
    public static Node Parse(ScribanParser parser)
    {
        var start = parser.Current;
        if (FunctionStatement.IsInline(parser)) return FunctionStatement.Inline(parser);
        var expression = parser.Expression();
        if (IsAssignment(parser.Current)) return Assignment(parser, expression, start);
        return expression is IncludeExpression include ? include.Statement : new OutputNode([], expression, parser.Engine.Language.Formatter) { Offset = start.Start };
    }

    private static bool IsAssignment(Token token) => token.Kind == TokenKind.Operator && token.Text is "=" or "+=" or "-=" or "*=" or "/=" or "//=" or "%=" or "??=";

    private static AssignStatement Assignment(ScribanParser parser, Expression expression, Token start)
    {
        var op = parser.Take();
        // (1 + 2) = 3 is wrong about what is inside of the brackets.
        var target = AssignTarget.Of(parser, expression, expression is NestedExpression ? start.End : start.Start);
        parser.SkipLines();
        var value = parser.Expression("assign", "<target_expression> = <value_expression>");
        if (op.Text != "=") value = BinaryExpression.Of(op.Text[..^1], expression, value, start.Start, op.Start);
        if (IsAssignment(parser.Current)) parser.EndLine(start.Start);
        return new AssignStatement(target, value) { Offset = start.Start };
    }
}

internal sealed class AssignStatement(AssignTarget target, Expression expression) : Node
{
    public override Task? Render(RenderFrame frame)
    {
        var mark = frame.Output.Length;
        var (owner, key) = target.Find(frame);
        var value = expression.Evaluate(frame);
        if (frame.Pending is not null) return Again(frame, mark);
        target.Set(frame, owner, key, value);
        return null;
    }
}
