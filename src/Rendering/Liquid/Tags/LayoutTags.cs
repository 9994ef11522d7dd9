using Rendering.Liquid.Parsing;
using Rendering.Syntax;

namespace Rendering.Liquid.Tags;

/// <summary>
/// <c>{% layout 'main' %}</c> lays the page out; <c>{% section head %} ... {% endsection %}</c> fills a part of the layout; in the
/// layout, <c>{% renderbody %}</c> and <c>{% rendersection head %}</c> print them. The words are those of Fluid's view engine.
/// </summary>
internal static class LayoutTags
{
    public static Node Layout(TagContext tag)
    {
        var name = Value(tag, "layout '[template]'");
        if (name.TryGetConstant(out var constant) && constant.AsString is { } text) tag.Parser.Reference(text, tag.Offset);
        return new LayoutNode(name) { Offset = tag.Offset };
    }

    public static Node RenderBody(TagContext tag) => tag.Markup.Trim().Length == 0
        ? new RenderBodyNode { Offset = tag.Offset }
        : throw new TemplateSyntaxException("Syntax Error in 'renderbody' - Valid syntax: renderbody");

    public static Node Section(TagContext tag)
    {
        // section name, once: "key"
        var markup = tag.Markup.Trim();
        var comma = markup.IndexOf(',', StringComparison.Ordinal);
        Expression? once = null;
        if (comma >= 0)
        {
            var p = new MarkupParser(tag.Parser, markup[(comma + 1)..]);
            if (!p.TryWord("once")) throw new TemplateSyntaxException("Syntax Error in 'section' - Valid syntax: section [name], once: [key]");
            p.Consume(MarkupKind.Colon);
            once = p.Expression();
            p.End();
        }

        return new SectionNode(Name(tag, comma < 0 ? markup : markup[..comma]), once, tag.Body()) { Offset = tag.Offset };
    }

    public static Node ResponseHeader(TagContext tag)
    {
        var p = new MarkupParser(tag.Parser, tag.Markup);
        var name = p.Expression();
        p.Consume(MarkupKind.Comma);
        var value = p.Expression();
        p.End();
        return new ResponseHeaderNode(name, value) { Offset = tag.Offset };
    }

    public static Node RenderSection(TagContext tag) => new RenderSectionNode(Name(tag, tag.Markup)) { Offset = tag.Offset };

    private static Expression Value(TagContext tag, string syntax) => tag.Parse(p =>
    {
        if (p.Look(MarkupKind.EndOfString)) throw new TemplateSyntaxException($"Syntax Error in '{tag.Name}' - Valid syntax: {syntax}");
        var expression = p.Expression();
        p.End();
        return expression;
    }, lax => lax.Expression(tag.Markup));

    // A bare word, or quoted.
    private static string Name(TagContext tag, string markup)
    {
        var name = markup.Trim();
        if (name.Length > 1 && name[0] is '"' or '\'' && name[^1] == name[0]) name = name[1..^1];
        return name.Length > 0 && name.All(static c => char.IsLetterOrDigit(c) || c is '_' or '-')
            ? name
            : throw new TemplateSyntaxException($"Syntax Error in '{tag.Name}' - Valid syntax: {tag.Name} [name]");
    }
}
