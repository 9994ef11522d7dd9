using System.Globalization;
using System.Numerics;
using Rendering.Values;

namespace Rendering.Scriban.Parsing;

/// <summary>Numbers: <c>1</c>, <c>1_000</c>, <c>0xff</c>, <c>0b101</c>, <c>1.5</c>, <c>1e3</c>, <c>1f</c>, <c>1.5d</c>, <c>1.5m</c>.</summary>
internal static class NumberLexer
{
    public static int EndOf(string source, int at, int end)
    {
        var i = at;
        if (source[i] == '0' && i + 2 < end && source[i + 1] is 'x' or 'X' && (char.IsAsciiHexDigit(source[i + 2]) || source[i + 2] == '_'))
        {
            for (i += 2; i < end && (char.IsAsciiHexDigit(source[i]) || source[i] == '_');) i++;
            return Unsigned(source, i, end);
        }
        if (source[i] == '0' && i + 2 < end && source[i + 1] is 'b' or 'B' && source[i + 2] is '0' or '1' or '_')
        {
            for (i += 2; i < end && source[i] is '0' or '1' or '_';) i++;
            return Unsigned(source, i, end);
        }
        i = Digits(source, i, end);
        // 1..5 is a range, 1.5 a number.
        if (i + 1 < end && source[i] == '.' && char.IsAsciiDigit(source[i + 1])) i = Digits(source, i + 1, end);
        if (i + 1 < end && source[i] is 'e' or 'E')
        {
            var exponent = source[i + 1] is '+' or '-' ? i + 2 : i + 1;
            if (exponent < end && char.IsAsciiDigit(source[exponent])) i = Digits(source, exponent, end);
        }
        if (i < end && source[i] is 'f' or 'F' or 'd' or 'D' or 'm' or 'M' && !(i + 1 < end && char.IsLetterOrDigit(source[i + 1]))) i++;
        return i;
    }

    // The time to read a number grows faster than its length.
    private const int MaxDigits = 1000;

    /// <exception cref="TemplateSyntaxException">It is too large for a decimal, or at all.</exception>
    public static Value Parse(string text)
    {
        if (text.Length > MaxDigits) throw new TemplateSyntaxException($"A number has more than {MaxDigits:N0} digits");
        var digits = text.Replace("_", "", StringComparison.Ordinal).TrimEnd('u', 'U');
        if (digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
            return Value.FromBigInt(BigInteger.Parse(string.Concat("0", digits.AsSpan(2)), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
        if (digits.StartsWith("0b", StringComparison.OrdinalIgnoreCase))
            return Value.FromBigInt(BigInteger.Parse(string.Concat("0", digits.AsSpan(2)), NumberStyles.AllowBinarySpecifier, CultureInfo.InvariantCulture));
        var number = digits.AsSpan().TrimEnd("fFdDmM");
        if (digits[^1] is 'm' or 'M')
            return decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
                ? Value.FromDecimal(exact)
                : throw new TemplateSyntaxException($"The number `{text}` is too large for a decimal");
        // 1e3 is a whole number, 1e-3 and 1e3f are not.
        if (number.Length == digits.Length && !number.ContainsAny('.', '-') && ExponentOf(number) <= MaxDigits)
            return Value.FromBigInt(BigInteger.Parse(number, NumberStyles.AllowExponent, CultureInfo.InvariantCulture));
        return Value.FromFloat(double.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture));
    }

    private static int ExponentOf(ReadOnlySpan<char> number)
    {
        var at = number.IndexOfAny('e', 'E');
        return at < 0 ? 0 : int.TryParse(number[(at + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent) ? exponent : int.MaxValue;
    }

    // A suffix says that the highest bit is no sign; here it never is.
    private static int Unsigned(string source, int i, int end) => i < end && source[i] is 'u' or 'U' ? i + 1 : i;

    private static int Digits(string source, int i, int end)
    {
        while (i < end && (char.IsAsciiDigit(source[i]) || (source[i] == '_' && i + 1 < end && char.IsAsciiDigit(source[i + 1])))) i++;
        return i;
    }
}
