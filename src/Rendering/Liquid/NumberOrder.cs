using System.Numerics;
using Rendering.Values;

namespace Rendering.Liquid;

/// <summary>Compares numbers of any two kinds by their exact values: no kind is rounded to meet another.</summary>
internal static class NumberOrder
{
    /// <summary>Null where one is not a number (NaN).</summary>
    public static int? Compare(in Value a, in Value b) => (a.Kind, b.Kind) switch
    {
        (ValueKind.Int, ValueKind.Int) => a.AsInt.CompareTo(b.AsInt),
        (ValueKind.Float, ValueKind.Float) => Floats(a.AsFloat, b.AsFloat),
        (ValueKind.Float, _) => -AgainstFloat(b, a.AsFloat),
        (_, ValueKind.Float) => AgainstFloat(a, b.AsFloat),
        (ValueKind.Decimal, ValueKind.Decimal) => a.AsDecimal.CompareTo(b.AsDecimal),
        (ValueKind.Decimal, ValueKind.Int) => a.AsDecimal.CompareTo(b.AsInt),
        (ValueKind.Int, ValueKind.Decimal) => ((decimal)a.AsInt).CompareTo(b.AsDecimal),
        (ValueKind.Decimal, _) => -AgainstDecimal(b.AsBigInt, a.AsDecimal),
        (_, ValueKind.Decimal) => AgainstDecimal(a.AsBigInt, b.AsDecimal),
        _ => a.AsBigInt.CompareTo(b.AsBigInt),
    };

    private static int? Floats(double a, double b) => double.IsNaN(a) || double.IsNaN(b) ? null : a.CompareTo(b);

    private static int? AgainstFloat(in Value exact, double number)
    {
        if (double.IsNaN(number)) return null;
        if (double.IsInfinity(number)) return number > 0 ? -1 : 1;
        // Every whole number up to 2^53 is a double.
        if (exact.IsInt && exact.AsInt is >= -(1L << 53) and <= 1L << 53) return ((double)exact.AsInt).CompareTo(number);
        // 0.1m equals 0.1, though the double is not exactly a tenth: people compare what they see, and a template's 0.1 is a double.
        if (exact.Kind == ValueKind.Decimal) return ExactNumber.From(exact.AsDecimal).CompareTo(ExactNumber.From(number));
        var order = exact.AsBigInt.CompareTo(new BigInteger(Math.Floor(number)));
        return order != 0 ? order : Math.Floor(number) < number ? -1 : 0;
    }

    private static int AgainstDecimal(BigInteger whole, decimal number)
    {
        var order = whole.CompareTo(new BigInteger(decimal.Floor(number)));
        return order != 0 ? order : decimal.Floor(number) < number ? -1 : 0;
    }
}
