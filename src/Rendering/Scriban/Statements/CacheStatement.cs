using Rendering.Scriban.Expressions;
using Rendering.Scriban.Parsing;
using Rendering.Syntax;

namespace Rendering.Scriban.Statements;

/// <summary>
/// <c>&lt;% cache key, more_key, expire: 60, type: "memory", region: "short_term", tags: "a,b", if: condition %&gt; ... &lt;% endcache %&gt;</c>: a section that is
/// rendered once and served from the cache after that. Without a key it has one entry.
/// </summary>
internal static class CacheStatement
{
    private static readonly string[] Options = ["expire", "type", "region", "tags", "if"];

    public static Node Parse(ScribanParser parser)
    {
        var word = parser.Take();
        var section = parser.NextSection();
        var arguments = Arguments(parser);
        return new CacheNode(arguments, section, parser.AngleBody(word)) { Offset = word.Start };
    }

    private static CacheArguments Arguments(ScribanParser parser)
    {
        List<Expression> key = [];
        var values = new Expression?[Options.Length];
        while (parser.Current.Kind != TokenKind.AngleExit)
        {
            if (parser.Current.Kind == TokenKind.Identifier && parser.Next.Is(":"))
            {
                var name = parser.Take();
                parser.Take();
                var option = Array.IndexOf(Options, name.Text);
                if (option < 0) throw parser.Error($"Unknown option '{name.Text}' of cache; its options are expire, type, region, tags and if{Spelling.Suggest(name.Text, Options)}", name.Start);
                values[option] = parser.Expression("cache", $"{name.Text}: <expression>");
            }
            else key.Add(parser.Expression("cache", "<% cache <key>, ... %>"));
            parser.SkipLines();
            if (!parser.TryTake(",")) break;
            parser.SkipLines();
        }
        if (parser.Take() is { Kind: not TokenKind.AngleExit } more) throw parser.Error($"Unexpected `{more.Text}`. Keys and options of cache are separated by commas", more.Start);
        return new CacheArguments([.. key], values[0], values[1], values[2], values[3], values[4] is { } condition ? new Truth(condition) : null);
    }
}
