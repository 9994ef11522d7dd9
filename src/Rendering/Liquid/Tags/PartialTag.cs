using System.Text.RegularExpressions;
using Rendering.Liquid.Parsing;
using Rendering.Syntax;

namespace Rendering.Liquid.Tags;

/// <summary>
/// <c>{% render 'box', product: p %}</c> runs a partial that sees only what it is given; <c>{% include 'box' %}</c> one that sees,
/// and may change, the variables of the page. Both take <c>with x</c>, <c>for list</c>, <c>as name</c>, and cache arguments:
/// <c>cache_key: p.id, cache_expire: 60, cache_type: "memory", cache_region: "short_term", cache_tags: "a,b"</c>.
/// </summary>
internal static class PartialTag
{
    private static readonly Regex Syntax = LaxGrammar.Linear($"((?:{LaxGrammar.Fragment})+)(\\s+(with|for)\\s+((?:{LaxGrammar.Fragment})+))?(\\s+(?:as)\\s+([\\w\\-]+))?");

    internal sealed class Header
    {
        public required Expression Template;
        public Expression? Subject;
        public bool ForEach;
        public string? Alias;
        public PartialArguments Arguments { get; } = new();
    }

    public static Node Include(TagContext tag)
    {
        var header = tag.Parser.IsStrict2
            ? tag.Parse(static p => Strict(p, p.Expression()), lax => Lax(tag, lax, InvalidInclude()))
            : Lax(tag, tag.Parser.Lax, InvalidInclude());
        Reference(tag, header.Template);
        tag.Parser.Paths.Include(header.Template);
        return new IncludeNode(header, tag.Slots.Visible, header.Arguments.Cache) { Offset = tag.Offset };
    }

    public static Node Render(TagContext tag)
    {
        var header = tag.Parser.IsStrict2
            ? tag.Parse(static p => p.Look(MarkupKind.String) ? Strict(p, p.Expression()) : throw InvalidRender(), lax => Lax(tag, lax, InvalidRender()))
            : Lax(tag, tag.Parser.Lax, InvalidRender());
        if (!header.Template.TryGetConstant(out var name) || !name.IsString) throw InvalidRender();
        Reference(tag, header.Template);
        return new RenderNode(header, name.AsString!, header.Arguments.Cache) { Offset = tag.Offset };
    }

    private static void Reference(TagContext tag, Expression template)
    {
        if (template.TryGetConstant(out var name) && name.AsString is { } text) tag.Parser.Reference(text, tag.Offset);
    }

    private static Header Strict(MarkupParser p, Expression template)
    {
        var header = new Header { Template = template };
        if (p.TryWord("for")) header.ForEach = true;
        if (header.ForEach || p.TryWord("with")) header.Subject = p.Expression();
        if (p.TryWord("as")) header.Alias = p.Consume(MarkupKind.Id);
        p.TryConsume(MarkupKind.Comma);
        while (p.Look(MarkupKind.Id))
        {
            var name = p.Consume(MarkupKind.Id);
            p.Consume(MarkupKind.Colon);
            header.Arguments.Add(name, p.Expression());
            p.TryConsume(MarkupKind.Comma);
        }
        p.End();
        return header;
    }

    private static Header Lax(TagContext tag, LaxGrammar lax, TemplateSyntaxException invalid)
    {
        var match = Syntax.Match(tag.Markup);
        if (!match.Success) throw invalid;
        var header = new Header { Template = lax.Expression(match.Groups[1].Value) };
        if (match.Groups[4].Success) header.Subject = lax.Expression(match.Groups[4].Value);
        header.ForEach = match.Groups[3].Value == "for";
        if (match.Groups[6].Success) header.Alias = match.Groups[6].Value;
        foreach (var (name, value) in lax.Attributes(tag.Markup)) header.Arguments.Add(name, value);
        return header;
    }

    private static TemplateSyntaxException InvalidInclude() => new("Error in tag 'include' - Valid syntax: include '[template]' (with|for) [object|collection]");

    private static TemplateSyntaxException InvalidRender() => new("Syntax error in tag 'render' - Template name must be a quoted string");
}
