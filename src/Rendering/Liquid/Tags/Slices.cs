using Rendering.Syntax;
using Rendering.Values;

namespace Rendering.Liquid.Tags;

/// <summary>What a loop goes through, by Liquid's rules: text is one item, a hash is its pairs, nil and numbers are nothing.</summary>
internal static class Slices
{
    /// <param name="collection">Anything.</param>
    /// <param name="from">The first item taken.</param>
    /// <param name="to">The item before which to stop.</param>
    /// <param name="reversed">The last item first.</param>
    /// <param name="limit">The most items that a loop may have.</param>
    public static LoopRange Of(in Value collection, long from, long to, bool reversed, int limit)
    {
        switch (collection.Kind)
        {
            case ValueKind.Range:
                var (first, last) = collection.AsRange;
                var (start, count) = Clip(last < first ? 0 : (Int128)last - first + 1, from, to, limit);
                return new LoopRange(null, null, first, start, count, reversed);
            case ValueKind.String:
                return collection.AsString!.Length == 0 ? default : Whole(Value.FromArray(collection).AsObject!);
            case ValueKind.Array:
                var source = Items.ByIndex(collection, limit, out var sequence);
                var (begin, length) = Clip(sequence.Count(source), from, to, limit);
                return new LoopRange(source, sequence, 0, begin, length, reversed);
            case ValueKind.Hash:
                var pairs = Items.Of(collection, limit)!;
                var (head, number) = Clip(pairs.Count, from, to, limit);
                return new LoopRange(pairs, Sequence.Of(pairs), 0, head, number, reversed);
            default:
                return default;
        }
    }

    private static LoopRange Whole(object items) => new(items, Sequence.Of(items), 0, 0, 1, false);

    private static (int From, int Count) Clip(Int128 size, long from, long to, int limit)
    {
        var start = Int128.Max(from, 0);
        var count = Int128.Max(Int128.Min(size, to) - start, 0);
        if (count > limit) throw LimitException.LoopLength(limit);
        return start > int.MaxValue ? (0, 0) : ((int)start, (int)count);
    }
}
