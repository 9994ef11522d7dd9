using Rendering.Scriban.Expressions;
using Rendering.Scriban.Parsing;
using Rendering.Syntax;

namespace Rendering.Scriban.Statements;

/// <summary><c>case a; when 1, 2 ... when 3 ... else ... end</c>.</summary>
internal static class CaseStatement
{
    public static Node Parse(ScribanParser parser, Token word)
    {
        var start = parser.Current.Start;
        var value = parser.Expression("case", "case <expression> ... end|when|else");
        parser.EndLine(start);
        while (parser.Current.Kind is TokenKind.NewLine or TokenKind.Exit || (parser.Current.Kind == TokenKind.Text && string.IsNullOrWhiteSpace(parser.Current.Text))) parser.Take();
        if (parser.Current.Kind != TokenKind.End && !parser.Current.IsWord("when") && !parser.Current.IsWord("end") && !parser.Current.IsWord("else"))
            throw parser.Error($"Unexpected statement/expression `{parser.Current.Text}` in the body of a `case` statement. Only `when`/`else` are expected.", parser.Current.Start);
        List<CaseNode.When> whens = [];
        var otherwise = Block.None;
        // What stands before the first of them is nothing.
        var end = parser.ParseBlock(new BlockBuilder(), word, "when");
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
            var body = new BlockBuilder();
            end = parser.ParseBlock(body, word, "when", "else");
            whens.Add(new CaseNode.When([.. values], body.Build()));
        }
        if (end.Text == "else")
        {
            var body = new BlockBuilder();
            parser.ParseBlock(body, word);
            otherwise = body.Build();
        }
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
