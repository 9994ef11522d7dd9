using Rendering.Scriban.Expressions;
using Rendering.Scriban.Parsing;
using Rendering.Syntax;

namespace Rendering.Scriban.Statements;

/// <summary><c>if a ... else if b ... else ... end</c>.</summary>
internal static class IfStatement
{
    private const string Syntax = "if <expression> ... end|else|else if";

    public static Node Parse(ScribanParser parser, Token word)
    {
        List<Condition> conditions = [Condition(parser)];
        List<Block> blocks = [];
        while (true)
        {
            ReadOnlySpan<string> others = conditions.Count > blocks.Count ? ["else"] : [];
            blocks.Add(parser.Body(word, out var end, others));
            if (end.Text == "end") break;
            if (parser.TryTakeWord("if")) conditions.Add(Condition(parser));
            else parser.EndLine(parser.Current.Start);
        }
        return new IfNode([.. conditions], [.. blocks]) { Offset = word.Start };
    }

    private static Truth Condition(ScribanParser parser) => new(parser.ExpressionLine("if", Syntax));
}
