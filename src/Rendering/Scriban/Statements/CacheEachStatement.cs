using Rendering.Scriban.Expressions;
using Rendering.Scriban.Parsing;
using Rendering.Syntax;
using Rendering.Values;

namespace Rendering.Scriban.Statements;

/// <summary>
/// <c>&lt;% cache_each product in products, key: product.id, version: product.updated_at, expire: 60 %&gt; ... {{ else }} ...
/// &lt;% endcache_each %&gt;</c>: a loop whose body is a cached section for each item. With <c>load:</c> the list is one of ids, and
/// <c>product</c> is an id in the options and what was loaded for it in the body.
/// </summary>
internal static class CacheEachStatement
{
    public static Node Parse(ScribanParser parser)
    {
        var word = parser.Take();
        var name = parser.Take();
        if (name.Kind is not (TokenKind.Identifier or TokenKind.Local)) throw parser.Error($"cache_each needs a variable instead of `{name.Text}`: cache_each product in products, key: product.id", name.Start);
        if (!parser.TryTakeWord("in")) throw parser.Error($"Expecting 'in' instead of `{parser.Current.Text}`: cache_each product in products, key: product.id", parser.Current.Start);
        var collection = parser.Expression("cache_each", "<% cache_each <variable> in <expression>, ... %>");
        if (name.Kind == TokenKind.Identifier) parser.Assigned(name.Text);
        var item = name.Kind == TokenKind.Local ? parser.LocalSlot(name.Text) : parser.Slots.Read(name.Text);
        parser.Scope.LoopVariables.Add(name.Text);
        parser.SkipLines();
        if (parser.Current.Kind != TokenKind.AngleExit && !parser.TryTake(",")) throw parser.Error($"Unexpected `{parser.Current.Text}`. Options of cache_each are separated by commas", parser.Current.Start);
        var arguments = AngleOptions.Read(parser, word, CacheOptions.OfCollection, hasKey: false).Over(parser.CacheDefaults);
        // The item's key tells items apart; without one, the item itself.
        var reads = new FreeReads(arguments with { Told = [.. arguments.Told, name.Text] }, parser.Slots, parser.Paths);
        parser.Scope.Loops++;
        var body = parser.AngleBranch();
        parser.Scope.Loops--;
        parser.Scope.LoopVariables.RemoveAt(parser.Scope.LoopVariables.Count - 1);
        reads.Check(parser.FreeVariables, parser.Source);
        var otherwise = parser.TryTakeWord("else") ? parser.AngleBranch() : null;
        parser.EndAngle(word);
        return new CacheEachNode(collection, ItemsOf, arguments, item, parser.LoopSlot(word with { Text = "for" }), body, otherwise) { Offset = word.Start, Number = parser.NextSection() };
    }

    private static LoopRange ItemsOf(RenderFrame frame, in Value collection) => LoopItems.Of(frame, collection, default, default, reversed: false);
}
