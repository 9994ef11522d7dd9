using System.Numerics;
using Rendering.Syntax.Filters;
using Rendering.Values;

namespace Rendering.Liquid.Filters;

internal enum ArithmeticOperator
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
}

/// <summary>
/// Arithmetic of two operands. Whole numbers stay whole and grow beyond 64 bits; a fraction makes the result a float, computed in
/// exact digits; a decimal of the host makes it a decimal, so that money stays money, and a float where 28 digits do not hold it.
/// </summary>
internal static class Arithmetic
{
    private const int MaxBits = LiquidNumbers.MaxDigits * 10 / 3;

    /// <exception cref="FilterException"><c>divided by 0</c>.</exception>
    public static Value Apply(ArithmeticOperator what, in Value left, in Value right)
    {
        if (left.IsInt && right.IsInt && TryApply(what, left.AsInt, right.AsInt, out var small)) return Value.FromInt(small);
        var (a, b) = (LiquidNumbers.ToNumber(left), LiquidNumbers.ToNumber(right));
        if (what is ArithmeticOperator.Divide or ArithmeticOperator.Modulo && IsZero(b)) throw new FilterException("divided by 0");
        if (IsWhole(a) && IsWhole(b)) return Value.FromBigInt(Whole(what, a.AsBigInt, b.AsBigInt));
        if (ShortDecimal.TryApply(what, left, right, out var fraction)) return Value.FromFloat(fraction);
        if (IsUnbounded(a) || IsUnbounded(b)) return Value.FromFloat(Float(what, ToDouble(a), ToDouble(b)));
        if ((a.Kind == ValueKind.Decimal || b.Kind == ValueKind.Decimal) && TryDecimal(what, left, right, out var money)) return Value.FromDecimal(money);
        return Value.FromFloat(Exact(what, ToExact(left), ToExact(right)).ToDouble());
    }

    /// <summary>An operand in exact digits; text keeps all that it has.</summary>
    public static ExactNumber ToExact(in Value operand)
    {
        if (operand.AsString is { } text && LiquidNumbers.TryFraction(text, out var fraction)) return fraction;
        var number = LiquidNumbers.ToNumber(operand);
        return number.Kind switch
        {
            ValueKind.Float => ExactNumber.From(number.AsFloat),
            ValueKind.Decimal => ExactNumber.From(number.AsDecimal),
            _ => new(number.AsBigInt, 0),
        };
    }

    public static bool IsWhole(in Value number) => number.Kind is ValueKind.Int or ValueKind.BigInt;

    /// <summary>NaN and the infinities, which have no digits.</summary>
    public static bool IsUnbounded(in Value number) => number.Kind == ValueKind.Float && !double.IsFinite(number.AsFloat);

    private static bool IsZero(in Value number) => number.Kind switch
    {
        ValueKind.Int => number.AsInt == 0,
        ValueKind.Float => number.AsFloat == 0,
        ValueKind.Decimal => number.AsDecimal == 0,
        _ => false,
    };

    private static bool TryApply(ArithmeticOperator what, long a, long b, out long result)
    {
        result = 0;
        switch (what)
        {
            case ArithmeticOperator.Add:
                result = unchecked(a + b);
                return ((a ^ result) & (b ^ result)) >= 0;
            case ArithmeticOperator.Subtract:
                result = unchecked(a - b);
                return ((a ^ b) & (a ^ result)) >= 0;
            case ArithmeticOperator.Multiply:
                var high = Math.BigMul(a, b, out result);
                return (high == 0 && result >= 0) || (high == -1 && result < 0);
            default:
                // The one quotient of 64 bits that does not fit is that of the smallest number by -1.
                if (b is 0 or -1) return false;
                var (quotient, rest) = Math.DivRem(a, b);
                var floors = rest != 0 && rest < 0 != b < 0;
                result = what == ArithmeticOperator.Divide ? (floors ? quotient - 1 : quotient) : floors ? rest + b : rest;
                return true;
        }
    }

    private static BigInteger Whole(ArithmeticOperator what, BigInteger a, BigInteger b)
    {
        if (what == ArithmeticOperator.Multiply && a.GetBitLength() + b.GetBitLength() > MaxBits) throw new LimitException($"A number has more than {LiquidNumbers.MaxDigits:N0} digits.");
        switch (what)
        {
            case ArithmeticOperator.Add:
                return a + b;
            case ArithmeticOperator.Subtract:
                return a - b;
            case ArithmeticOperator.Multiply:
                return a * b;
            default:
                var quotient = BigInteger.DivRem(a, b, out var rest);
                var floors = !rest.IsZero && rest.Sign != b.Sign;
                return what == ArithmeticOperator.Divide ? (floors ? quotient - 1 : quotient) : floors ? rest + b : rest;
        }
    }

    private static ExactNumber Exact(ArithmeticOperator what, in ExactNumber a, in ExactNumber b) => what switch
    {
        ArithmeticOperator.Add => a + b,
        ArithmeticOperator.Subtract => a - b,
        ArithmeticOperator.Multiply => a * b,
        ArithmeticOperator.Divide => a / b,
        _ => a % b,
    };

    private static double Float(ArithmeticOperator what, double a, double b) => what switch
    {
        ArithmeticOperator.Add => a + b,
        ArithmeticOperator.Subtract => a - b,
        ArithmeticOperator.Multiply => a * b,
        ArithmeticOperator.Divide => a / b,
        _ => a - b * Math.Floor(a / b),
    };

    private static bool TryDecimal(ArithmeticOperator what, in Value left, in Value right, out decimal result)
    {
        result = 0;
        if (ToDecimal(left) is not { } a || ToDecimal(right) is not { } b) return false;
        try
        {
            result = what switch
            {
                ArithmeticOperator.Add => a + b,
                ArithmeticOperator.Subtract => a - b,
                ArithmeticOperator.Multiply => a * b,
                ArithmeticOperator.Divide => a / b,
                _ => a - b * decimal.Floor(a / b),
            };
            return true;
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    private static decimal? ToDecimal(in Value operand) => operand.Kind switch
    {
        ValueKind.Decimal => operand.AsDecimal,
        ValueKind.Int => operand.AsInt,
        _ => ToExact(operand).ToDecimal(),
    };

    private static double ToDouble(in Value number) => number.Kind switch
    {
        ValueKind.Float => number.AsFloat,
        ValueKind.Decimal => (double)number.AsDecimal,
        _ => (double)number.AsBigInt,
    };
}
