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
        if (a.IsString || b.IsString) return string.CompareOrdinal(ScribanText.Of(frame, a), ScribanText.Of(frame, b));
        if (a.IsNumber && b.IsNumber) return Numbers(a, b);
        if (a.IsDate && b.IsDate) return a.AsDate.CompareTo(b.AsDate);
        return a.AsObject is TimeSpan first && b.AsObject is TimeSpan second ? first.CompareTo(second) : null;
    }

    /// <summary>
    /// An order of all values, for sorting: null first, then what cannot be compared as it came. Text is in the order of words, small
    /// and large letters together, which is not that of the operators.
    /// </summary>
    public static int Order(RenderFrame frame, in Value a, in Value b)
    {
        if (a.IsNil || b.IsNil) return b.IsNil.CompareTo(a.IsNil);
        if (a.AsString is { } text && b.AsString is { } other) return CultureInfo.InvariantCulture.CompareInfo.Compare(text, other);
        return Compare(frame, a, b) ?? 0;
    }

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
