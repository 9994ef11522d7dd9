using System.Numerics;
using Rendering.Values;

namespace Rendering.Scriban.Expressions;

/// <summary>
/// Arithmetic: whole numbers of any size stay whole but in <c>/</c>; a decimal makes the other side one, else a float does. Null
/// with anything is null; what is not a number has no result.
/// </summary>
internal static class Arithmetic
{
    private const int MaxShift = 4096;

    public static Value? Add(in Value a, in Value b)
    {
        if (a.IsInt && b.IsInt && !Overflows(a.AsInt, b.AsInt, out var sum)) return Value.FromInt(sum);
        return Compute(a, b, static (x, y) => x + y, static (x, y) => x + y, static (x, y) => x + y);
    }

    public static Value? Subtract(in Value a, in Value b)
    {
        if (a.IsInt && b.IsInt && b.AsInt != long.MinValue && !Overflows(a.AsInt, -b.AsInt, out var difference)) return Value.FromInt(difference);
        return Compute(a, b, static (x, y) => x - y, static (x, y) => x - y, static (x, y) => x - y);
    }

    public static Value? Multiply(in Value a, in Value b)
    {
        if (a.IsInt && b.IsInt && Math.BigMul(a.AsInt, b.AsInt, out var product) == product >> 63) return Value.FromInt(product);
        return Compute(a, b, static (x, y) => x * y, static (x, y) => x * y, static (x, y) => x * y);
    }

    public static Value? Divide(in Value a, in Value b)
    {
        if (IsWhole(a) && IsWhole(b)) return Value.FromFloat(ToFloat(a) / ToFloat(b));
        return Compute(a, b, null, static (x, y) => x / y, static (x, y) => x / NotZero(y));
    }

    public static Value? DivideWhole(in Value a, in Value b) =>
        Compute(a, b, static (x, y) => x / NotZero(y), static (x, y) => Math.Round(x / y), static (x, y) => Math.Round(x / NotZero(y)));

    public static Value? Remainder(in Value a, in Value b) =>
        Compute(a, b, static (x, y) => x % NotZero(y), static (x, y) => x % y, static (x, y) => x % NotZero(y));

    public static Value? Shift(in Value a, in Value b, bool right = false)
    {
        if (!IsWhole(a) || !b.IsInt || b.AsInt is < 0 or > MaxShift) return null;
        return Value.FromBigInt(right ? a.AsBigInt >> (int)b.AsInt : a.AsBigInt << (int)b.AsInt);
    }

    public static double ToFloat(in Value value) => value.Kind switch
    {
        ValueKind.Float => value.AsFloat,
        ValueKind.Decimal => (double)value.AsDecimal,
        ValueKind.Int => value.AsInt,
        _ => (double)value.AsBigInt,
    };

    public static decimal ToDecimal(in Value value)
    {
        try
        {
            return value.Kind switch
            {
                ValueKind.Decimal => value.AsDecimal,
                ValueKind.Float => (decimal)value.AsFloat,
                ValueKind.Int => value.AsInt,
                _ => (decimal)value.AsBigInt,
            };
        }
        catch (OverflowException)
        {
            throw new TemplateRenderException("The number is too large for arithmetic with decimals");
        }
    }

    public static bool IsWhole(in Value value) => value.Kind is ValueKind.Int or ValueKind.BigInt;

    private static Value? Compute(in Value a, in Value b, Func<BigInteger, BigInteger, BigInteger>? whole, Func<double, double, double> floats, Func<decimal, decimal, decimal> decimals)
    {
        if (a.IsNil || b.IsNil) return default(Value);
        if (!a.IsNumber || !b.IsNumber) return null;
        if (whole is not null && IsWhole(a) && IsWhole(b)) return Bounded(whole(a.AsBigInt, b.AsBigInt));
        if (a.Kind != ValueKind.Decimal && b.Kind != ValueKind.Decimal) return Value.FromFloat(floats(ToFloat(a), ToFloat(b)));
        try
        {
            return Value.FromDecimal(decimals(ToDecimal(a), ToDecimal(b)));
        }
        catch (OverflowException)
        {
            throw new TemplateRenderException("The result is too large for a decimal");
        }
    }

    // A loop that squares a number would else double its digits without end.
    private static Value Bounded(BigInteger number) => number.GetBitLength() <= 64 * MaxShift
        ? Value.FromBigInt(number)
        : throw new TemplateRenderException("A whole number has more than 78,000 digits");

    private static bool Overflows(long a, long b, out long sum)
    {
        sum = unchecked(a + b);
        return ((a ^ sum) & (b ^ sum)) < 0;
    }

    private static BigInteger NotZero(BigInteger number) => number.IsZero ? throw DividedByZero() : number;

    private static decimal NotZero(decimal number) => number == 0 ? throw DividedByZero() : number;

    private static TemplateRenderException DividedByZero() => new("Divided by zero");
}
