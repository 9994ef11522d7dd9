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
        var name = Name(parser, word);
        return new SectionNode(name, parser.Body(word)) { Offset = word.Start };
    }

    private static string Name(ScribanParser parser, Token word)
    {
        var name = parser.Take();
        if (name.Kind is not (TokenKind.Identifier or TokenKind.String)) throw parser.Error($"{word.Text} is followed by a name", name.Start);
        parser.EndLine(word.Start);
        return name.Text;
    }
}
