using Rendering.Scriban.Parsing;
using Rendering.Syntax;

namespace Rendering.Scriban.Statements;

/// <summary>
/// <c>&lt;% cache key, more_key, expire: 60, vary: "user", if: condition %&gt; ... &lt;% endcache %&gt;</c>, with the options of
/// <see cref="CacheOptions"/>: a section that is rendered once and served from the cache after that. Without a key it has one entry.
/// </summary>
internal static class CacheStatement
{
    public static Node Parse(ScribanParser parser)
    {
        var word = parser.Take();
        var section = parser.NextSection();
        var arguments = AngleOptions.Read(parser, word, CacheOptions.OfSection, hasKey: true).Over(parser.CacheDefaults);
        var reads = new FreeReads(arguments, parser.Slots, parser.Paths);
        var body = parser.AngleBody(word);
        return new CacheNode(reads.Check(parser.FreeVariables, parser.Source), section, body) { Offset = word.Start };
    }

    /// <summary><c>&lt;% cache_defaults expire: 60, region: "short_term" %&gt;</c>: what the sections behind it in this template take where they do not say it.</summary>
    public static Node? Defaults(ScribanParser parser)
    {
        var word = parser.Take();
        parser.CacheDefaults = AngleOptions.Read(parser, word, CacheOptions.OfDefaults, hasKey: false);
        return null;
    }

    /// <summary><c>&lt;% page cached, key: product.id, expire: 60 %&gt;</c> at the head of a template: how it is cached as a page, and as a partial.</summary>
    public static Node? Page(ScribanParser parser)
    {
        var word = parser.Take();
        parser.Page = new PageDirective(AngleOptions.Read(parser, word, CacheOptions.OfPage, hasKey: false, "cached"), word.Start);
        return null;
    }
}
