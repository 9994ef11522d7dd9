using Rendering.Output;
using Rendering.Values;

namespace Rendering.Liquid.Filters;

/// <summary>
/// Arithmetic on fractions of few digits, prices and rates, without a big number: exact as <see cref="ExactNumber"/> is, and it
/// allocates nothing. Where the digits do not fit it declines.
/// </summary>
internal static class ShortDecimal
{
    // Up to here whole numbers and powers of ten are doubles, so the one division that makes the result rounds it right.
    private const long MaxWhole = 1L << 53;
    private const int MaxScale = 22;

    private static readonly double[] Powers =
        [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22];

    /// <summary>The result as a float, where both operands are whole numbers or floats and all digits fit.</summary>
    public static bool TryApply(ArithmeticOperator what, in Value left, in Value right, out double result)
    {
        result = 0;
        if (!TryRead(left, out var a, out var scale) || !TryRead(right, out var b, out var other)) return false;
        if (what == ArithmeticOperator.Multiply) return TryDivide(a * b, scale + other, out result);
        if (scale < other) a *= Power(other - scale);
        if (other < scale) b *= Power(scale - other);
        scale = Math.Max(scale, other);
        if (what == ArithmeticOperator.Divide) return TryQuotient(a, b, out result);
        if (what == ArithmeticOperator.Modulo)
        {
            var rest = a % b;
            return TryDivide(rest != 0 && rest < 0 != b < 0 ? rest + b : rest, scale, out result);
        }
        return TryDivide(what == ArithmeticOperator.Add ? a + b : a - b, scale, out result);
    }

    // Both scales are at most 18 and both numbers below 2^63, so no product here leaves 128 bits.
    private static bool TryRead(in Value operand, out Int128 digits, out int scale)
    {
        (digits, scale) = (operand.AsInt, 0);
        if (operand.IsInt) return true;
        if (operand.Kind != ValueKind.Float || !double.IsFinite(operand.AsFloat)) return false;
        Span<byte> text = stackalloc byte[RubyFloat.MaxLength];
        var count = RubyFloat.Digits(operand.AsFloat, text, out var point);
        scale = count - point;
        if (scale is < 0 or > 18) return false;
        var number = 0L;
        foreach (var digit in text[..count]) number = number * 10 + digit - '0';
        digits = operand.AsFloat < 0 ? -number : number;
        return true;
    }

    private static Int128 Power(int exponent) => (Int128)Powers[exponent];

    private static bool TryDivide(Int128 digits, int scale, out double result)
    {
        result = 0;
        if (scale > MaxScale || Int128.Abs(digits) > MaxWhole) return false;
        result = (double)(long)digits / Powers[scale];
        return true;
    }

    private static bool TryQuotient(Int128 a, Int128 b, out double result)
    {
        result = 0;
        if (Int128.Abs(a) > MaxWhole || Int128.Abs(b) > MaxWhole) return false;
        result = (double)(long)a / (long)b;
        return true;
    }
}
