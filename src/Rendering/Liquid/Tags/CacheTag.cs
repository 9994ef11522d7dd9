using Rendering.Liquid.Parsing;
using Rendering.Syntax;

namespace Rendering.Liquid.Tags;

/// <summary>
/// <c>&lt;% cache key, more_key, expire: 60, type: "memory", region: "short_term", tags: "a,b", if: condition,
/// export: "title" %&gt; ... &lt;% endcache %&gt;</c>, also as
/// <c>{% cache %}</c>: a section that is rendered once and served from the cache after that. Without a key it has one entry.
/// </summary>
internal static class CacheTag
{
    public static Node Parse(TagContext tag)
    {
        var arguments = tag.Parse(p => Arguments(tag, p), lax => Arguments(tag, new MarkupParser(tag.Parser, tag.Markup)));
        return new CacheNode(arguments, tag.Parser.NextSection(), tag.Body()) { Offset = tag.Offset };
    }

    // Our own tag has one grammar, also in the lax mode: a mistyped option must not switch its meaning off in silence.
    private static CacheArguments Arguments(TagContext tag, MarkupParser p)
    {
        List<Expression> key = [];
        Expression? expire = null, type = null, region = null, tags = null;
        (string, int)[] export = [];
        Condition? condition = null;
        while (!p.Look(MarkupKind.EndOfString))
        {
            if (p.Look(MarkupKind.Id) && p.Look(MarkupKind.Colon, 1))
            {
                var name = p.Consume(MarkupKind.Id);
                p.Consume(MarkupKind.Colon);
                switch (name)
                {
                    case "expire":
                        expire = p.Expression();
                        break;
                    case "type":
                        type = p.Expression();
                        break;
                    case "region":
                        region = p.Expression();
                        break;
                    case "tags":
                        tags = p.Expression();
                        break;
                    case "export":
                        export = Exports(tag, p);
                        break;
                    case "if":
                        condition = IfTag.Chain(p);
                        break;
                    default:
                        throw new TemplateSyntaxException($"Unknown option '{name}' of cache; its options are expire, type, region, tags, if and export{Spelling.Suggest(name, ["expire", "type", "region", "tags", "if", "export"])}");
                }
            }
            else key.Add(p.Expression());
            if (!p.TryConsume(MarkupKind.Comma)) break;
        }
        p.End();
        return new CacheArguments([.. key], expire, type, region, tags, condition) { Export = export };
    }

    // export: "title, total": variables that the section assigns and that are seen behind it.
    private static (string, int)[] Exports(TagContext tag, MarkupParser p)
    {
        if (!p.Expression().TryGetConstant(out var names) || names.AsString is not { } text)
            throw new TemplateSyntaxException("export takes the names of variables as text with commas: export: \"title, total\"");
        return [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(name => (name, tag.Slots.Write(name)))];
    }
}
