using System.Globalization;
using System.Text;

namespace Rendering.Values;

/// <summary>
/// Scalars, and lists of them, as typed text, so that they can be kept with a rendition: a letter for the kind, then the value; for a list
/// its items with their lengths before them.
/// </summary>
internal static class ValueText
{
    // A list of lists goes so deep and no deeper; nobody keeps lists like that but to break something.
    private const int MostNested = 16;

    /// <summary>Null for what is neither a scalar nor a list of them.</summary>
    public static string? TryWrite(in Value value, Func<Value, ValueArray?> items, int depth = 0) => value.Kind switch
    {
        ValueKind.Nil or ValueKind.Unset => "n",
        ValueKind.Empty => "e",
        ValueKind.Blank => "_",
        ValueKind.Bool => value.AsBool ? "b1" : "b0",
        ValueKind.Int => string.Create(CultureInfo.InvariantCulture, $"i{value.AsInt}"),
        ValueKind.BigInt => "g" + value.AsBigInt.ToString(CultureInfo.InvariantCulture),
        ValueKind.Float => string.Create(CultureInfo.InvariantCulture, $"f{value.AsFloat:R}"),
        ValueKind.Decimal => string.Create(CultureInfo.InvariantCulture, $"d{value.AsDecimal}"),
        ValueKind.Date when value.IsDay => string.Create(CultureInfo.InvariantCulture, $"y{value.AsDate:yyyy-MM-dd}"),
        ValueKind.Date => string.Create(CultureInfo.InvariantCulture, $"t{value.AsDate:O}"),
        ValueKind.Range => string.Create(CultureInfo.InvariantCulture, $"r{value.AsRange.First}:{value.AsRange.Last}"),
        ValueKind.String => (value.IsMarkup ? "m" : "s") + value.AsString,
        ValueKind.Array when depth < MostNested => List(value, items, depth),
        _ => null,
    };

    public static Value Read(ReadOnlySpan<char> text)
    {
        var rest = text[1..];
        switch (text[0])
        {
            case 'e':
                return Value.Empty;
            case '_':
                return Value.Blank;
            case 'b':
                return Value.FromBool(rest is "1");
            case 'i':
                return Value.FromInt(long.Parse(rest, CultureInfo.InvariantCulture));
            case 'g':
                return Value.FromBigInt(System.Numerics.BigInteger.Parse(rest, CultureInfo.InvariantCulture));
            case 'f':
                return Value.FromFloat(double.Parse(rest, CultureInfo.InvariantCulture));
            case 'd':
                return Value.FromDecimal(decimal.Parse(rest, CultureInfo.InvariantCulture));
            case 'y':
                return Value.FromDay(DateOnly.ParseExact(rest, "yyyy-MM-dd", CultureInfo.InvariantCulture));
            case 't':
                return Value.FromDate(DateTimeOffset.ParseExact(rest, "O", CultureInfo.InvariantCulture));
            case 'r':
                var colon = rest.IndexOf(':');
                return Value.FromRange(long.Parse(rest[..colon], CultureInfo.InvariantCulture), long.Parse(rest[(colon + 1)..], CultureInfo.InvariantCulture));
            case 's':
                return Value.FromString(rest.ToString());
            case 'm':
                return Value.FromMarkup(rest.ToString());
            case 'l':
                return ReadList(rest);
            default:
                return default;
        }
    }

    private static string? List(in Value value, Func<Value, ValueArray?> items, int depth)
    {
        if (items(value) is not { } list) return null;
        var text = new StringBuilder("l");
        foreach (var item in list.Items)
        {
            if (TryWrite(item, items, depth + 1) is not { } part) return null;
            text.Append(CultureInfo.InvariantCulture, $"{part.Length}:{part}");
        }

        return text.ToString();
    }

    private static Value ReadList(ReadOnlySpan<char> text)
    {
        var items = new List<Value>();
        while (!text.IsEmpty)
        {
            var colon = text.IndexOf(':');
            var end = colon + 1 + int.Parse(text[..colon], CultureInfo.InvariantCulture);
            items.Add(Read(text[(colon + 1)..end]));
            text = text[end..];
        }

        return Value.FromArray([.. items]);
    }
}
