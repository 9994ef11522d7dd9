using System.Numerics;
using Rendering.Output;
using Rendering.Syntax.Filters;
using Rendering.Values;

namespace Rendering.Liquid.Filters;

/// <summary>Numbers: arithmetic, rounding, bounds.</summary>
internal static class MathFilters
{
    public static Value Plus(FilterContext context, in Value input, in FilterArguments arguments) => Arithmetic.Apply(ArithmeticOperator.Add, input, arguments[0]);

    public static Value Minus(FilterContext context, in Value input, in FilterArguments arguments) => Arithmetic.Apply(ArithmeticOperator.Subtract, input, arguments[0]);

    public static Value Times(FilterContext context, in Value input, in FilterArguments arguments) => Arithmetic.Apply(ArithmeticOperator.Multiply, input, arguments[0]);

    public static Value DividedBy(FilterContext context, in Value input, in FilterArguments arguments) => Arithmetic.Apply(ArithmeticOperator.Divide, input, arguments[0]);

    public static Value Modulo(FilterContext context, in Value input, in FilterArguments arguments) => Arithmetic.Apply(ArithmeticOperator.Modulo, input, arguments[0]);

    public static Value Abs(FilterContext context, in Value input, in FilterArguments arguments)
    {
        var number = LiquidNumbers.ToNumber(input);
        return number.Kind switch
        {
            ValueKind.Float => Value.FromFloat(Math.Abs(number.AsFloat)),
            ValueKind.Decimal => Value.FromDecimal(Math.Abs(number.AsDecimal)),
            _ => Value.FromBigInt(BigInteger.Abs(number.AsBigInt)),
        };
    }

    public static Value AtLeast(FilterContext context, in Value input, in FilterArguments arguments)
    {
        var (number, bound) = (LiquidNumbers.ToNumber(input), LiquidNumbers.ToNumber(arguments[0]));
        return NumberOrder.Compare(bound, number) > 0 ? bound : number;
    }

    public static Value AtMost(FilterContext context, in Value input, in FilterArguments arguments)
    {
        var (number, bound) = (LiquidNumbers.ToNumber(input), LiquidNumbers.ToNumber(arguments[0]));
        return NumberOrder.Compare(bound, number) < 0 ? bound : number;
    }

    public static Value Ceil(FilterContext context, in Value input, in FilterArguments arguments)
    {
        if (IsRounded(input, out var number)) return number;
        var exact = Arithmetic.ToExact(input);
        return Value.FromBigInt(-new ExactNumber(-exact.Digits, exact.Scale).Floor());
    }

    public static Value Floor(FilterContext context, in Value input, in FilterArguments arguments) =>
        IsRounded(input, out var number) ? number : Value.FromBigInt(Arithmetic.ToExact(input).Floor());

    /// <summary>Halves go away from zero. Without a count of places above 0 the result is a whole number.</summary>
    public static Value Round(FilterContext context, in Value input, in FilterArguments arguments)
    {
        var places = arguments.Count == 0 ? 0 : Places(arguments[0]);
        var number = LiquidNumbers.ToNumber(input);
        if (Arithmetic.IsWhole(number))
            return places >= 0 ? number : Value.FromBigInt(new ExactNumber(number.AsBigInt, 0).Round(places).Floor());
        if (Arithmetic.IsUnbounded(number))
        {
            if (places > 0) return number;
            ThrowUnbounded(number);
        }
        var rounded = Arithmetic.ToExact(input).Round(places);
        if (places <= 0) return Value.FromBigInt(rounded.Floor());
        return number.Kind == ValueKind.Decimal && rounded.ToDecimal() is { } money ? Value.FromDecimal(money) : Value.FromFloat(rounded.ToDouble());
    }

    private static int Places(in Value argument)
    {
        var places = LiquidNumbers.ToNumber(argument);
        if (Arithmetic.IsUnbounded(places)) ThrowUnbounded(places);
        var exact = Arithmetic.ToExact(places);
        var whole = exact.Digits.Sign < 0 ? -new ExactNumber(-exact.Digits, exact.Scale).Floor() : exact.Floor();
        return (int)BigInteger.Clamp(whole, -LiquidNumbers.MaxDigits, LiquidNumbers.MaxDigits);
    }

    private static bool IsRounded(in Value input, out Value number)
    {
        number = LiquidNumbers.ToNumber(input);
        if (Arithmetic.IsUnbounded(number)) ThrowUnbounded(number);
        return Arithmetic.IsWhole(number);
    }

    private static void ThrowUnbounded(in Value number) => throw new FilterException(double.IsNaN(number.AsFloat)
        ? "Computation results in 'NaN' (Not a Number)"
        : $"Computation results in '{RubyFloat.ToText(number.AsFloat)}'");
}
