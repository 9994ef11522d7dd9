using Rendering.Scriban.Parsing;
using Rendering.Syntax;

namespace Rendering.Scriban.Statements;

/// <summary>
/// <c>layout "main"</c> lays the page out; <c>section head ... end</c> fills a part of the layout; in the layout, <c>renderbody</c> and
/// <c>rendersection head</c> print them. Not Scriban's own: the words are those of our Liquid.
/// </summary>
internal static class LayoutStatements
{
    public static Node Layout(ScribanParser parser, Token word)
    {
        var name = parser.ExpressionLine("layout", "layout <name>");
        if (name.TryGetConstant(out var constant) && constant.AsString is { } text) parser.Reference(text, word.Start);
        return new LayoutNode(name) { Offset = word.Start };
    }

    public static Node RenderBody(ScribanParser parser, Token word)
    {
        parser.EndLine(word.Start);
        return new RenderBodyNode { Offset = word.Start };
    }

    public static Node RenderSection(ScribanParser parser, Token word) => new RenderSectionNode(Name(parser, word)) { Offset = word.Start };

    public static Node Section(ScribanParser parser, Token word)
    {
        var name = parser.Take();
        if (name.Kind is not (TokenKind.Identifier or TokenKind.String)) throw parser.Error($"{word.Text} is followed by a name", name.Start);
        Expression? once = null;
        if (parser.TryTake(","))
        {
            if (!parser.TryTakeWord("once") || !parser.TryTake(":")) throw parser.Error("A section is a name, and once: <key> where it is to be filled once", name.Start);
            once = parser.Expression("section", "section <name>, once: <key>");
        }

        parser.EndLine(word.Start);
        return new SectionNode(name.Text, once, parser.Body(word)) { Offset = word.Start };
    }

    /// <summary><c>&lt;% response_header "Link", "&lt;/a.css&gt;; rel=preload" %&gt;</c>.</summary>
    public static Node ResponseHeader(ScribanParser parser)
    {
        var word = parser.Take();
        const string syntax = "<% response_header <name>, <value> %>";
        var name = parser.Expression("response_header", syntax);
        if (!parser.TryTake(",")) throw parser.Error($"A header is a name and a value: {syntax}", word.Start);
        var value = parser.Expression("response_header", syntax);
        if (parser.Take() is { Kind: not TokenKind.AngleExit } more) throw parser.Error($"Unexpected `{more.Text}` in {syntax}", more.Start);
        return new ResponseHeaderNode(name, value) { Offset = word.Start };
    }

    private static string Name(ScribanParser parser, Token word)
    {
        var name = parser.Take();
        if (name.Kind is not (TokenKind.Identifier or TokenKind.String)) throw parser.Error($"{word.Text} is followed by a name", name.Start);
        parser.EndLine(word.Start);
        return name.Text;
    }
}
