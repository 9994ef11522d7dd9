using Rendering.Liquid.Parsing;
using Rendering.Syntax;

namespace Rendering.Liquid.Tags;

/// <summary><c>{% raw %} ... {% endraw %}</c>: text that looks like a template and is none.</summary>
internal static class RawTag
{
    public static Node? Parse(TagContext tag)
    {
        if (tag.Markup.Trim().Length > 0) throw new TemplateSyntaxException("Syntax Error in 'raw' - Valid syntax: raw");
        var text = (tag.Lexer as SourceLexer)?.RawUntil("endraw") ?? throw tag.Error("'raw' tag was never closed");
        return text.Length == 0 ? null : new TextNode(text, isRaw: true) { Offset = tag.Offset };
    }
}
