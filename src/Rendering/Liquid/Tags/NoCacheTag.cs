using Rendering.Liquid.Parsing;
using Rendering.Syntax;

namespace Rendering.Liquid.Tags;

/// <summary>
/// <c>&lt;% nocache version: cart.version, stale: true, src: "/cart" with product.name, total: expression %&gt; ... &lt;% endnocache %&gt;</c>,
/// also as <c>{% nocache %}</c>: a hole, rendered whenever what it stands in is served.
/// </summary>
internal static class NoCacheTag
{
    public static Node Parse(TagContext tag)
    {
        var arguments = tag.Parse(p => Arguments(tag, p), _ => Arguments(tag, new MarkupParser(tag.Parser, tag.Markup)));
        var holes = tag.Parser.Holes;
        var (number, mark) = (holes.Count, tag.Parser.Paths.Mark);
        // Its number is that of its place in the text, before those inside it.
        holes.Add(null);
        tag.Parser.Paths.Holes++;
        var body = tag.Body();
        tag.Parser.Paths.Holes--;
        var node = new HoleNode(number, arguments, body, tag.Parser.Paths.Since(mark), tag.Slots.Visible) { Offset = tag.Offset };
        holes[number] = node;
        return node;
    }

    private static HoleArguments Arguments(TagContext tag, MarkupParser p)
    {
        Expression? version = null, source = null;
        var stale = false;
        List<(string[], Expression)>? with = null;
        while (!p.Look(MarkupKind.EndOfString) && !p.TryWord("with"))
        {
            var name = p.Consume(MarkupKind.Id);
            p.Consume(MarkupKind.Colon);
            var value = p.Expression();
            switch (name)
            {
                case "version":
                    version = value;
                    break;
                case "stale":
                    stale = HoleOptions.IsStale(value);
                    break;
                case "src":
                    source = value;
                    break;
                default:
                    throw HoleOptions.Unknown(name);
            }

            if (p.TryConsume(MarkupKind.Comma)) continue;
            if (p.TryWord("with")) with = [];
            break;
        }

        if (with is null && !p.Look(MarkupKind.EndOfString)) with = [];
        while (with is not null && !p.Look(MarkupKind.EndOfString))
        {
            if (p.Look(MarkupKind.Id) && p.Look(MarkupKind.Colon, 1))
            {
                var name = p.Consume(MarkupKind.Id);
                p.Consume(MarkupKind.Colon);
                with.Add(([name], p.Expression()));
            }
            else
            {
                var mark = tag.Parser.Paths.Mark;
                var value = p.Expression();
                with.Add((HoleOptions.PathOf(value, tag.Parser.Paths.Since(mark)), value));
            }

            if (!p.TryConsume(MarkupKind.Comma)) break;
        }

        p.End();
        return new(with?.ToArray(), version, stale, source);
    }
}
