using Rendering.Liquid.Parsing;
using Rendering.Syntax;

namespace Rendering.Liquid.Tags;

/// <summary>
/// <c>&lt;% cache key, more_key, expire: 60, vary: "user", if: condition %&gt; ... &lt;% endcache %&gt;</c>, with the options of
/// <see cref="CacheOptions"/>, also as <c>{% cache %}</c>: a section that is rendered once and served from the cache after that. Without a
/// key it has one entry.
/// </summary>
internal static class CacheTag
{
    public static Node Parse(TagContext tag)
    {
        var arguments = MarkupOptions.Read(tag, CacheOptions.OfSection, hasKey: true).Over(tag.Parser.CacheDefaults);
        var (number, reads) = (tag.Parser.NextSection(), new FreeReads(arguments, tag.Slots, tag.Parser.Paths));
        var body = tag.Body();
        return new CacheNode(reads.Check(tag.Parser.FreeVariables, tag.Parser.Source), number, body) { Offset = tag.Offset };
    }

    /// <summary><c>&lt;% cache_defaults expire: 60, region: "short_term" %&gt;</c>: what the sections behind it in this template take where they do not say it.</summary>
    public static Node? Defaults(TagContext tag)
    {
        tag.Parser.CacheDefaults = MarkupOptions.Read(tag, CacheOptions.OfDefaults, hasKey: false);
        return null;
    }

    /// <summary><c>&lt;% page cached, key: product.id, expire: 60 %&gt;</c> at the head of a template: how it is cached as a page, and as a partial.</summary>
    public static Node? Page(TagContext tag)
    {
        if (!tag.Parser.Source.Text.AsSpan(0, tag.Offset).IsWhiteSpace())
            throw new TemplateSyntaxException("page stands at the head of a template, before everything else");
        tag.Parser.Page = new PageDirective(MarkupOptions.Read(tag, CacheOptions.OfPage, hasKey: false, "cached"), tag.Offset);
        return null;
    }
}
