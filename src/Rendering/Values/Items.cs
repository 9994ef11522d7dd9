using System.Collections;
using System.Text.Json;

namespace Rendering.Values;

/// <summary>Goes through anything that has items.</summary>
internal static class Items
{
    /// <summary>The items of a list or a range, the pairs of a hash as lists of two; null for what has none.</summary>
    /// <exception cref="LimitException">There are more than <paramref name="limit"/>.</exception>
    public static ValueArray? Of(in Value value, int limit)
    {
        if (value.AsObject is ValueArray made) return made;
        switch (value.Kind)
        {
            case ValueKind.Range:
                var (first, last) = value.AsRange;
                if (last < first) return ValueArray.None;
                if ((Int128)last - first >= limit) throw LimitException.LoopLength(limit);
                var numbers = new Value[last - first + 1];
                for (var i = 0; i < numbers.Length; i++) numbers[i] = Value.FromInt(first + i);
                return new ValueArray(numbers);
            case ValueKind.Hash:
                var hash = value.AsObject!;
                var access = HashAccess.Of(hash);
                if (access.Count(hash) > limit) throw LimitException.LoopLength(limit);
                return new ValueArray([.. access.Pairs(hash).Select(static pair => Value.FromArray(pair.Key, pair.Value))]);
            case ValueKind.Array:
                return OfList(value.AsObject!, limit);
            default:
                return null;
        }
    }

    /// <summary>
    /// A list that a loop goes through by index: itself where an item is found at once, else a copy of its items. In JSON an item is
    /// found by going over all before it.
    /// </summary>
    public static object ByIndex(in Value list, int limit, out Sequence sequence)
    {
        var source = list.AsObject!;
        if (source is JsonElement json) source = Of(json);
        else if (Sequence.Of(source) is null) source = Of(list, limit)!;
        sequence = Sequence.Of(source)!;
        return source;
    }

    private static ValueArray Of(JsonElement list) => new([.. list.EnumerateArray().Select(static item => ValueConversion.From(item))]);

    private static ValueArray OfList(object list, int limit)
    {
        if (list is JsonElement json)
        {
            if (json.GetArrayLength() > limit) throw LimitException.LoopLength(limit);
            return Of(json);
        }
        if (Sequence.Of(list) is { } sequence)
        {
            var count = sequence.Count(list);
            if (count > limit) throw LimitException.LoopLength(limit);
            var items = new Value[count];
            for (var i = 0; i < count; i++) items[i] = sequence.At(list, i);
            return new ValueArray(items);
        }
        if (list is not IEnumerable source) return ValueArray.None;
        var found = new List<Value>();
        foreach (var item in source)
        {
            if (found.Count == limit) throw LimitException.LoopLength(limit);
            found.Add(Value.From(item));
        }
        return new ValueArray([.. found]);
    }
}
