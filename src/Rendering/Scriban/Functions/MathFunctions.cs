using System.Globalization;
using Rendering.Scriban.Expressions;
using Rendering.Syntax.Filters;
using Rendering.Values;

namespace Rendering.Scriban.Functions;

/// <summary>Numbers. Arithmetic is that of the operators.</summary>
internal static class MathFunctions
{
    public static BuiltInFunction[] All { get; } =
    [
        new("math.abs", "value", static (FilterContext context, in Value value, in FilterArguments _) => Change(context, value, Math.Abs, Math.Abs)),
        new("math.ceil", "value", static (FilterContext context, in Value value, in FilterArguments _) => Change(context, value, Math.Ceiling, Math.Ceiling)),
        new("math.divided_by", "value divisor", DividedBy),
        new("math.floor", "value", static (FilterContext context, in Value value, in FilterArguments _) => Change(context, value, Math.Floor, Math.Floor)),
        new("math.format", "value format culture?", Format),
        new("math.is_number", "value", static (FilterContext _, in Value value, in FilterArguments _) => Value.FromBool(value.IsNumber)),
        new("math.minus", "value with", static (FilterContext context, in Value value, in FilterArguments arguments) => Number(Arithmetic.Subtract(context, value, arguments[0]))),
        new("math.modulo", "value with", static (FilterContext context, in Value value, in FilterArguments arguments) => Number(Arithmetic.Remainder(context, value, arguments[0]))),
        new("math.plus", "value with", static (FilterContext context, in Value value, in FilterArguments arguments) => Number(Arithmetic.Add(context, value, arguments[0]))),
        new("math.round", "value precision?", Round),
        new("math.times", "value with", static (FilterContext context, in Value value, in FilterArguments arguments) => Number(Arithmetic.Multiply(context, value, arguments[0]))),
    ];

    /// <summary>A number in a format of .NET (<c>0.##</c>, <c>X4</c>), with its precision kept within reason.</summary>
    public static Value Format(FilterContext context, in Value value, in FilterArguments arguments)
    {
        if (value.IsNil) return Value.FromString("");
        var format = ScribanText.Of(context, arguments[0]);
        if (value.ToObject() is not IFormattable number) return Value.FromString(ScribanText.Of(context, value));
        if (format.Length > MaxFormat || PrecisionOf(format) > MaxPrecision) throw new FilterException($"The format `{format}` is too long");
        try
        {
            return Value.FromString(number.ToString(format, CultureOf(context, arguments[1])));
        }
        catch (FormatException)
        {
            throw new FilterException($"The format `{format}` is not one for {Errors.TypeOf(value)}");
        }
    }

    /// <exception cref="FilterException">There is no such culture.</exception>
    public static CultureInfo CultureOf(FilterContext context, in Value name)
    {
        if (name.IsNil) return CultureInfo.InvariantCulture;
        try
        {
            return CultureInfo.GetCultureInfo(ScribanText.Of(context, name), predefinedOnly: true);
        }
        catch (CultureNotFoundException)
        {
            throw new FilterException($"There is no culture `{ScribanText.Of(context, name)}`");
        }
    }

    // N999999999 would make a text of that many digits.
    private const int MaxPrecision = 300;
    private const int MaxFormat = 200;

    private static int PrecisionOf(string format) =>
        format.Length > 1 && char.IsAsciiLetter(format[0]) && format.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0
            ? int.TryParse(format.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var digits) ? digits : int.MaxValue : 0;

    private static Value DividedBy(FilterContext context, in Value value, in FilterArguments arguments)
    {
        var quotient = Number(Arithmetic.Divide(context, value, arguments[0]));
        // By a whole number, the quotient is one.
        return quotient.Kind == ValueKind.Float && Arithmetic.IsWhole(arguments[0]) ? Value.FromFloat(Math.Floor(quotient.AsFloat)) : quotient;
    }

    private static Value Round(FilterContext context, in Value value, in FilterArguments arguments)
    {
        var places = arguments[0].IsNil ? 0 : Math.Clamp(ArrayFunctions.Whole(arguments[0]), 0, 15);
        return Change(context, value, number => Math.Round(number, places, MidpointRounding.AwayFromZero), number => Math.Round(number, places, MidpointRounding.AwayFromZero));
    }

    private static Value Change(FilterContext context, in Value value, Func<double, double> floats, Func<decimal, decimal> decimals) => value.Kind switch
    {
        ValueKind.Nil => default,
        ValueKind.Float => Value.FromFloat(floats(value.AsFloat)),
        ValueKind.Int when value.AsInt is > -(1L << 53) and < 1L << 53 => Value.FromInt((long)floats(value.AsInt)),
        ValueKind.Int or ValueKind.BigInt => floats(-1) > 0 ? Arithmetic.Whole(context, System.Numerics.BigInteger.Abs(value.AsBigInt)) : value,
        ValueKind.Decimal => Value.FromDecimal(decimals(value.AsDecimal)),
        _ => throw new FilterException($"Expecting a number instead of {Errors.TypeOf(value)}"),
    };

    private static Value Number(Value? result) => result ?? throw new FilterException("Expecting two numbers");
}
