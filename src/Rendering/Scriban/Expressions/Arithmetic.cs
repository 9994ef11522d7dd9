using System.Numerics;
using Rendering.Syntax.Filters;
using Rendering.Values;

namespace Rendering.Scriban.Expressions;

/// <summary>
/// Arithmetic: whole numbers of any size stay whole but in <c>/</c>; a decimal makes the other side one, else a float does. Null
/// with anything is null; what is not a number has no result.
/// </summary>
internal static class Arithmetic
{
    private const int MaxShift = 4096;

    // 78,000 digits.
    private const int MaxBytes = 32 * 1024;

    public static Value? Add(FilterContext context, in Value a, in Value b)
    {
        if (a.IsInt && b.IsInt && !Overflows(a.AsInt, b.AsInt, out var sum)) return Value.FromInt(sum);
        return Compute(context, a, b, static (x, y) => x + y, static (x, y) => x + y, static (x, y) => x + y);
    }

    public static Value? Subtract(FilterContext context, in Value a, in Value b)
    {
        if (a.IsInt && b.IsInt && b.AsInt != long.MinValue && !Overflows(a.AsInt, -b.AsInt, out var difference)) return Value.FromInt(difference);
        return Compute(context, a, b, static (x, y) => x - y, static (x, y) => x - y, static (x, y) => x - y);
    }

    public static Value? Multiply(FilterContext context, in Value a, in Value b)
    {
        if (a.IsInt && b.IsInt && Math.BigMul(a.AsInt, b.AsInt, out var product) == product >> 63) return Value.FromInt(product);
        return Compute(context, a, b, static (x, y) => x * y, static (x, y) => x * y, static (x, y) => x * y);
    }

    public static Value? Divide(FilterContext context, in Value a, in Value b)
    {
        if (IsWhole(a) && IsWhole(b)) return Value.FromFloat(ToFloat(a) / ToFloat(b));
        return Compute(context, a, b, null, static (x, y) => x / y, static (x, y) => x / NotZero(y));
    }

    public static Value? DivideWhole(FilterContext context, in Value a, in Value b) =>
        Compute(context, a, b, static (x, y) => x / NotZero(y), static (x, y) => Math.Round(x / y), static (x, y) => Math.Round(x / NotZero(y)));

    public static Value? Remainder(FilterContext context, in Value a, in Value b) =>
        Compute(context, a, b, static (x, y) => x % NotZero(y), static (x, y) => x % y, static (x, y) => x % NotZero(y));

    public static Value? Shift(FilterContext context, in Value a, in Value b, bool right = false)
    {
        if (!IsWhole(a) || !b.IsInt || b.AsInt is < 0 or > MaxShift) return null;
        return Whole(context, right ? a.AsBigInt >> (int)b.AsInt : a.AsBigInt << (int)b.AsInt);
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

    /// <summary>A whole number, which is memory and work by its length where it is a large one.</summary>
    /// <exception cref="TemplateRenderException">It is too long: a loop that squares a number would else double its digits without end.</exception>
    public static Value Whole(FilterContext context, BigInteger number)
    {
        var length = number.GetByteCount();
        if (length <= sizeof(long)) return Value.FromBigInt(number);
        if (length > MaxBytes) throw new TemplateRenderException("A whole number has more than 78,000 digits");
        context.Step(length >> 6);
        context.Made(length);
        return Value.FromBigInt(number);
    }

    public static bool IsWhole(in Value value) => value.Kind is ValueKind.Int or ValueKind.BigInt;

    private static Value? Compute(FilterContext context, in Value a, in Value b, Func<BigInteger, BigInteger, BigInteger>? whole, Func<double, double, double> floats, Func<decimal, decimal, decimal> decimals)
    {
        if (a.IsNil || b.IsNil) return default(Value);
        if (!a.IsNumber || !b.IsNumber) return null;
        if (whole is not null && IsWhole(a) && IsWhole(b))
        {
            var (left, right) = (a.AsBigInt, b.AsBigInt);
            // Products and quotients take time by the product of the lengths: about a step for 64 pairs of digits of 32 bits.
            context.Step((int)((long)left.GetByteCount() * right.GetByteCount() >> 10));
            return Whole(context, whole(left, right));
        }
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

    private static bool Overflows(long a, long b, out long sum)
    {
        sum = unchecked(a + b);
        return ((a ^ sum) & (b ^ sum)) < 0;
    }

    private static BigInteger NotZero(BigInteger number) => number.IsZero ? throw DividedByZero() : number;

    private static decimal NotZero(decimal number) => number == 0 ? throw DividedByZero() : number;

    private static TemplateRenderException DividedByZero() => new("Divided by zero");
}
