using Rendering.Scriban.Expressions;
using Rendering.Scriban.Parsing;
using Rendering.Syntax;
using Rendering.Values;

namespace Rendering.Scriban.Statements;

/// <summary>
/// <c>for x in list reversed offset: 2 limit: 4 ... else ... end</c>. The variable is the page's own while the loop runs, so that
/// functions and includes see it; what it was before is put back.
/// </summary>
internal static class ForStatement
{
    private static readonly string[] Stops = ["offset", "limit", "reversed", "cols"];

    public sealed record Header(int Slot, Expression Items, Expression? From, Expression? Limit, bool Reversed, Expression? Columns);

    public static Node Parse(ScribanParser parser, Token word)
    {
        var header = ReadHeader(parser, word, out var variable);
        var body = Body(parser, word, variable, out var end);
        var otherwise = end.Text == "else" ? parser.Body(word) : null;
        return new ForLoopNode(header, parser.LoopSlot(word), parser.LoopUse, body, otherwise) { Offset = word.Start };
    }

    public static Block Body(ScribanParser parser, Token word, string variable, out Token end)
    {
        parser.Scope.Loops++;
        parser.Scope.LoopVariables.Add(variable);
        var body = parser.Body(word, out end, "else");
        parser.Scope.LoopVariables.RemoveAt(parser.Scope.LoopVariables.Count - 1);
        parser.Scope.Loops--;
        return body;
    }

    public static Header ReadHeader(ScribanParser parser, Token word, out string variable)
    {
        var name = parser.Take();
        if (name.Kind is not (TokenKind.Identifier or TokenKind.Local))
            throw parser.Error($"Error while parsing {word.Text} statement: Expecting a variable instead of `{name.Text}` in: {word.Text} <variable> in <expression> ... end", name.Start);
        variable = name.Text;
        if (!parser.TryTakeWord("in")) throw parser.Error($"Error while parsing {word.Text} statement: Expecting 'in' word instead of `{parser.Current.Text}` in: {word.Text} <variable> in <expression> ... end", word.Start);
        var items = parser.ExpressionUntil(Stops, word.Text, $"{word.Text} <variable> in <expression> ... end");
        if (name.Kind == TokenKind.Identifier) parser.Assigned(variable);
        var slot = name.Kind == TokenKind.Local ? parser.LocalSlot(variable) : parser.Slots.Read(variable);
        var header = new Header(slot, items, null, null, Reversed: false, null);
        while (!parser.Current.EndsLine)
        {
            var option = parser.Take();
            if (Array.IndexOf(Stops, option.Text) < 0) throw parser.Error($"Invalid token found `{option.Text}`. Expecting <EOL>/end of line.", option.Start);
            if (option.Text == "reversed")
            {
                header = header with { Reversed = true };
                continue;
            }
            parser.Expect(":");
            var value = parser.ExpressionUntil(Stops, word.Text, $"{option.Text}: <expression>");
            header = option.Text switch { "offset" => header with { From = value }, "limit" => header with { Limit = value }, _ => header with { Columns = value } };
        }
        return header;
    }
}

internal sealed class ForLoopNode(ForStatement.Header header, int loopSlot, LoopUse use, Block body, Block? otherwise) : ForNode(header.Slot, loopSlot, body, otherwise)
{
    private readonly ForStatement.Header _header = header;

    protected override ForLoop? MakeLoop(RenderFrame frame, in LoopRange items) =>
        use.IsRead ? new ScribanLoop("for", items, frame.Registers.Loop) : null;

    protected override bool TryGetItems(RenderFrame frame, out LoopRange items)
    {
        items = default;
        var collection = _header.Items.Evaluate(frame);
        var from = _header.From?.Evaluate(frame) ?? default;
        var limit = _header.Limit?.Evaluate(frame) ?? default;
        if (frame.Pending is not null) return false;
        items = LoopItems.Of(frame, collection, from, limit, _header.Reversed);
        return true;
    }
}
