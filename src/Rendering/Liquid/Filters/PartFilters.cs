using System.Numerics;
using Rendering.Syntax.Filters;
using Rendering.Values;

namespace Rendering.Liquid.Filters;

/// <summary>Parts of texts and of lists alike: size, slice, first, last.</summary>
internal static class PartFilters
{
    /// <summary>Characters of a text, items of a list or hash; of a whole number the bytes that Ruby keeps it in, of all else 0.</summary>
    public static Value Size(FilterContext context, in Value input, in FilterArguments arguments) => Value.FromInt(input.Kind switch
    {
        ValueKind.String => CodePoints.Count(input.AsString),
        ValueKind.Hash => HashAccess.Of(input.AsObject!).Count(input.AsObject!),
        ValueKind.Array => Sequence.Of(input.AsObject!)?.Count(input.AsObject!) ?? context.ToItems(input)?.Count ?? 0,
        ValueKind.Range => SizeOf(input.AsRange.First, input.AsRange.Last),
        ValueKind.Int => 8,
        ValueKind.BigInt => ((long)BigInteger.Abs(input.AsBigInt).GetBitLength() + 63) / 64 * 8,
        _ => 0,
    });

    /// <summary>From an index, negative ones from the end, so many characters or items; one where no count is given.</summary>
    public static Value Slice(FilterContext context, in Value input, in FilterArguments arguments)
    {
        var offset = LiquidNumbers.ToIndex(arguments[0]);
        var length = LiquidComparison.IsTruthy(arguments[1]) ? LiquidNumbers.ToIndex(arguments[1]) : 1;
        if (input.Kind == ValueKind.Array && context.ToItems(input) is { } list)
        {
            if (!Clip(list.Count, ref offset, ref length)) return Value.FromArray(ValueArray.None);
            return Value.FromArray(new ValueArray(list.Items[offset..(offset + length)]));
        }
        var text = FilterText.Of(input);
        if (!Clip(CodePoints.Count(text), ref offset, ref length)) return Value.FromString("");
        var start = CodePoints.IndexOf(text, offset);
        return Value.FromString(text.Substring(start, CodePoints.IndexOf(text.AsSpan(start), length)));
    }

    public static Value First(FilterContext context, in Value input, in FilterArguments arguments)
    {
        switch (input.Kind)
        {
            case ValueKind.Range:
                return Value.FromInt(input.AsRange.First);
            case ValueKind.String:
                return Value.FromString(input.AsString![..CodePoints.IndexOf(input.AsString, 1)]);
            case ValueKind.Hash:
                foreach (var (key, value) in HashAccess.Of(input.AsObject!).Pairs(input.AsObject!)) return Value.FromArray(key, value);
                return default;
            case ValueKind.Array when Sequence.Of(input.AsObject!) is { } list:
                return list.Count(input.AsObject!) > 0 ? list.At(input.AsObject!, 0) : default;
            case ValueKind.Array or ValueKind.Object:
                return context.ToItems(input) is { Count: > 0 } items ? items[0] : default;
            default:
                return default;
        }
    }

    public static Value Last(FilterContext context, in Value input, in FilterArguments arguments)
    {
        switch (input.Kind)
        {
            case ValueKind.Range:
                return Value.FromInt(input.AsRange.Last);
            case ValueKind.String:
                var text = input.AsString!;
                return Value.FromString(text[CodePoints.IndexOf(text, Math.Max(0, CodePoints.Count(text) - 1))..]);
            case ValueKind.Array when Sequence.Of(input.AsObject!) is { } list:
                return list.Count(input.AsObject!) is > 0 and var count ? list.At(input.AsObject!, count - 1) : default;
            case ValueKind.Array or ValueKind.Object:
                return context.ToItems(input) is { Count: > 0 } items ? items[items.Count - 1] : default;
            default:
                return default;
        }
    }

    private static long SizeOf(long first, long last) => last < first ? 0 : (long)Int128.Min((Int128)last - first + 1, long.MaxValue);

    private static bool Clip(int count, ref int offset, ref int length)
    {
        if (offset < 0) offset += count;
        if (offset < 0 || offset > count || length < 0) return false;
        length = Math.Min(length, count - offset);
        return true;
    }
}
