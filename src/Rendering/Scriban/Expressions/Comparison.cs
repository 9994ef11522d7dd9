using System.Globalization;
using Rendering.Syntax;
using Rendering.Values;

namespace Rendering.Scriban.Expressions;

/// <summary>Equality and order: numbers by value, text by its characters, dates by time, other things by being the same.</summary>
internal static class Comparison
{
    public static bool AreEqual(RenderFrame frame, in Value a, in Value b)
    {
        if (a.IsInt && b.IsInt) return a.AsInt == b.AsInt;
        if (a.IsNil || b.IsNil) return a.IsNil && b.IsNil;
        if (a.Kind == ValueKind.Empty || b.Kind == ValueKind.Empty) return IsEmpty(a) && IsEmpty(b);
        return Compare(frame, a, b) is { } order ? order == 0 : a.IsBool && b.IsBool ? a.AsBool == b.AsBool
            : a.Kind == ValueKind.Range && b.Kind == ValueKind.Range ? a.AsRange == b.AsRange
            : a.IsReference && ReferenceEquals(a.AsObject, b.AsObject);
    }

    /// <summary>Null where there is no order, NaN included.</summary>
    public static int? Compare(RenderFrame frame, in Value a, in Value b)
    {
        if (a.IsInt && b.IsInt) return a.AsInt.CompareTo(b.AsInt);
        if (a.IsNil || b.IsNil) return null;
        if (a.IsString || b.IsString)
        {
            var (left, right) = (ScribanText.Of(frame, a), ScribanText.Of(frame, b));
            frame.Spend(Math.Min(left.Length, right.Length) >> RenderFrame.CharactersAStep);
            return string.CompareOrdinal(left, right);
        }
        if (a.IsNumber && b.IsNumber) return Numbers(a, b);
        if (a.IsDate && b.IsDate) return a.AsDate.CompareTo(b.AsDate);
        return a.AsObject is TimeSpan first && b.AsObject is TimeSpan second ? first.CompareTo(second) : null;
    }

    /// <summary>
    /// An order of all values, for sorting: null first, then truth values, numbers, dates, spans of time, text, and all else as it came.
    /// Text is in the order of words, small and large letters together, which is not that of the operators.
    /// </summary>
    public static int Order(RenderFrame frame, in Value a, in Value b)
    {
        if (a.IsInt && b.IsInt) return a.AsInt.CompareTo(b.AsInt);
        if (a.AsString is { } text && b.AsString is { } other) return CultureInfo.InvariantCulture.CompareInfo.Compare(text, other);
        var kind = RankOf(a);
        if (kind != RankOf(b)) return kind.CompareTo(RankOf(b));
        if (kind == Rank.Truth) return a.AsBool.CompareTo(b.AsBool);
        return kind == Rank.Number ? OrderNumbers(a, b) : Compare(frame, a, b) ?? 0;
    }

    // As floats, where all kinds of numbers have one order, and where those are the same exactly; NaN comes first.
    private static int OrderNumbers(in Value a, in Value b)
    {
        var order = Arithmetic.ToFloat(a).CompareTo(Arithmetic.ToFloat(b));
        if (order != 0) return order;
        if (Arithmetic.IsWhole(a) && Arithmetic.IsWhole(b)) return a.AsBigInt.CompareTo(b.AsBigInt);
        return a.Kind == ValueKind.Decimal && b.Kind == ValueKind.Decimal ? a.AsDecimal.CompareTo(b.AsDecimal)
            : Arithmetic.IsWhole(b).CompareTo(Arithmetic.IsWhole(a)) is var whole and not 0 ? whole : a.Kind.CompareTo(b.Kind);
    }

    private enum Rank : byte
    {
        Null,
        Truth,
        Number,
        Date,
        Span,
        Text,
        Other,
    }

    private static Rank RankOf(in Value value) => value.Kind switch
    {
        ValueKind.Nil or ValueKind.Unset => Rank.Null,
        ValueKind.Bool => Rank.Truth,
        ValueKind.Int or ValueKind.BigInt or ValueKind.Float or ValueKind.Decimal => Rank.Number,
        ValueKind.Date => Rank.Date,
        ValueKind.String => Rank.Text,
        _ => value.AsObject is TimeSpan ? Rank.Span : Rank.Other,
    };

    private static bool IsEmpty(in Value value) => value.Kind switch
    {
        ValueKind.Empty => true,
        ValueKind.String => value.AsString!.Length == 0,
        ValueKind.Array => Items.Of(value, int.MaxValue)!.Items.Length == 0,
        ValueKind.Hash => HashAccess.Of(value.AsObject!).Count(value.AsObject!) == 0,
        _ => false,
    };

    private static int? Numbers(in Value a, in Value b)
    {
        if (Arithmetic.IsWhole(a) && Arithmetic.IsWhole(b)) return a.AsBigInt.CompareTo(b.AsBigInt);
        if (a.Kind == ValueKind.Decimal && b.Kind != ValueKind.Float || b.Kind == ValueKind.Decimal && a.Kind != ValueKind.Float)
            return Arithmetic.ToDecimal(a).CompareTo(Arithmetic.ToDecimal(b));
        var (left, right) = (Arithmetic.ToFloat(a), Arithmetic.ToFloat(b));
        return double.IsNaN(left) || double.IsNaN(right) ? null : left.CompareTo(right);
    }
}
