using Rendering.Scriban.Expressions;
using Rendering.Scriban.Parsing;
using Rendering.Syntax;

namespace Rendering.Scriban.Statements;

/// <summary><c>case a; when 1, 2 ... when 3 ... else ... end</c>.</summary>
internal static class CaseStatement
{
    public static Node Parse(ScribanParser parser, Token word)
    {
        var value = parser.ExpressionLine("case", "case <expression> ... end|when|else");
        while (parser.Current.Kind is TokenKind.NewLine or TokenKind.Exit || (parser.Current.Kind == TokenKind.Text && string.IsNullOrWhiteSpace(parser.Current.Text))) parser.Take();
        if (parser.Current.Kind != TokenKind.End && !parser.Current.IsWord("when") && !parser.Current.IsWord("end") && !parser.Current.IsWord("else"))
            throw parser.Error($"Unexpected statement/expression `{parser.Current.Text}` in the body of a `case` statement. Only `when`/`else` are expected.", parser.Current.Start);
        List<CaseNode.When> whens = [];
        // What stands before the first of them is nothing.
        parser.Body(word, out var end, "when");
        while (end.Text == "when")
        {
            List<Expression> values = [];
            do
            {
                parser.SkipLines();
                values.Add(parser.Expression("when", "when <expression>"));
            }
            while (parser.TryTake(","));
            parser.EndLine(end.Start);
            whens.Add(new CaseNode.When([.. values], parser.Body(word, out end, "when", "else")));
        }
        var otherwise = end.Text == "else" ? parser.Body(word) : Block.None;
        return new CaseNode(value, [.. whens], otherwise) { Offset = word.Start };
    }
}

internal sealed class CaseNode(Expression value, CaseNode.When[] whens, Block otherwise) : Node
{
    public sealed record When(Expression[] Values, Block Body);

    public override Task? Render(RenderFrame frame)
    {
        var mark = frame.Output.Length;
        var wanted = value.Evaluate(frame);
        foreach (var when in whens)
            foreach (var expression in when.Values)
            {
                var candidate = expression.Evaluate(frame);
                if (frame.Pending is not null) return Again(frame, mark);
                if (Comparison.AreEqual(frame, wanted, candidate)) return when.Body.Render(frame);
            }
        return frame.Pending is not null ? Again(frame, mark) : otherwise.Render(frame);
    }
}
