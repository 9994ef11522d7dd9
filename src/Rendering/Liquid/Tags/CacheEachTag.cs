using Rendering.Liquid.Parsing;
using Rendering.Syntax;
using Rendering.Values;

namespace Rendering.Liquid.Tags;

/// <summary>
/// <c>&lt;% cache_each product in products, key: product.id, version: product.updated_at, expire: 60 %&gt; ... {% else %} ...
/// &lt;% endcache_each %&gt;</c>, also as <c>{% cache_each %}</c>: a loop whose body is a cached section for each item. With
/// <c>load:</c> the list is one of ids, and <c>product</c> is an id in the options and what was loaded for it in the body.
/// </summary>
internal static class CacheEachTag
{
    public static Node Parse(TagContext tag)
    {
        var (collection, item, arguments) = tag.Parse(p => Header(tag, p), lax => Header(tag, new MarkupParser(tag.Parser, tag.Markup)));
        var place = tag.Slots.Open("forloop");
        var reads = new FreeReads(arguments, tag.Slots, tag.Parser.Paths);
        var body = new BlockBuilder();
        var (end, _) = tag.Body(body, "else", "endcache_each");
        tag.Slots.Close(2);
        reads.Check(tag.Parser.FreeVariables, tag.Parser.Source);
        BlockBuilder? otherwise = null;
        if (end == "else") tag.Body(otherwise = new BlockBuilder(), "endcache_each");
        return new CacheEachNode(collection, ItemsOf, arguments, item, place, body.Build(), otherwise?.Build()) { Offset = tag.Offset, Number = tag.Parser.NextSection() };
    }

    // Our own tag has one grammar, also in the lax mode: a mistyped option must not switch its meaning off in silence.
    private static (Expression Collection, int Item, CacheArguments Arguments) Header(TagContext tag, MarkupParser p)
    {
        var variable = p.Consume(MarkupKind.Id);
        if (!p.TryWord("in")) throw new TemplateSyntaxException("cache_each requires an 'in': cache_each product in products, key: product.id");
        var collection = p.Expression();
        var item = tag.Slots.Open(variable);
        if (!p.Look(MarkupKind.EndOfString)) p.Consume(MarkupKind.Comma);
        var arguments = MarkupOptions.Read(tag, p, CacheOptions.OfCollection, hasKey: false).Over(tag.Parser.CacheDefaults);
        // The item's key tells items apart; without one, the item itself.
        return (collection, item, arguments with { Told = [.. arguments.Told, variable, "forloop"] });
    }

    private static LoopRange ItemsOf(RenderFrame frame, in Value collection) => Slices.Of(collection, 0, long.MaxValue, reversed: false, frame.Limits.LoopLength);
}
