using Rendering.Scriban.Expressions;
using Rendering.Syntax;
using Rendering.Values;

namespace Rendering.Scriban.Statements;

/// <summary>What a loop goes through: the items of a list, the numbers of a range, the characters of a text, an object's members as <c>key</c> and <c>value</c>.</summary>
internal static class LoopItems
{
    public static LoopRange Of(RenderFrame frame, in Value collection, in Value offset, in Value limit, bool reversed)
    {
        var from = offset.IsNil ? 0 : Whole(offset, "offset");
        var most = limit.IsNil ? int.MaxValue : Whole(limit, "limit");
        if (collection.Kind == ValueKind.Range)
        {
            var (first, last) = collection.AsRange;
            var length = last < first ? 0 : (Int128)last - first + 1;
            var rest = Int128.Min(Int128.Max(0, length - from), most);
            if (rest > frame.Limits.LoopLength) throw LimitException.LoopLength(frame.Limits.LoopLength);
            return new LoopRange(null, null, first, from, (int)rest, reversed);
        }
        if (ListOf(frame, collection) is not { IsNil: false } list) return default;
        var source = Items.ByIndex(list, frame.Limits.LoopLength, out var sequence);
        return new LoopRange(source, sequence, 0, from, Math.Min(Math.Max(0, sequence.Count(source) - from), most), reversed);
    }

    private static Value ListOf(RenderFrame frame, in Value collection)
    {
        switch (collection.Kind)
        {
            case ValueKind.Array:
                return collection;
            case ValueKind.Hash:
                var hash = HashAccess.Of(collection.AsObject!);
                Take(frame, hash.Count(collection.AsObject!));
                return Value.FromArray([.. hash.Pairs(collection.AsObject!).Select(static pair => Pair(pair.Key, pair.Value))]);
            case ValueKind.String:
                Take(frame, collection.AsString!.Length);
                return Value.FromArray([.. collection.AsString.Select(static c => Value.FromString(c.ToString()))]);
            case ValueKind.Nil or ValueKind.Unset:
                return default;
            default:
                throw new TemplateRenderException($"Unexpected type `{Errors.TypeOf(collection)}` for a loop. Expecting a list, a range, an object or text");
        }
    }

    // All are made before the first is gone through, also where the loop ends there.
    private static void Take(RenderFrame frame, int count)
    {
        if (count > frame.Limits.LoopLength) throw LimitException.LoopLength(frame.Limits.LoopLength);
        frame.Spend(count);
    }

    private static Value Pair(in Value key, in Value value) => Value.FromReference(new ValueHash { ["key"] = key, ["value"] = value });

    private static int Whole(in Value value, string option) => value.IsInt
        ? (int)Math.Clamp(value.AsInt, 0, int.MaxValue)
        : throw new TemplateRenderException($"The {option} of a loop is a whole number, not {Errors.TypeOf(value)}");
}
