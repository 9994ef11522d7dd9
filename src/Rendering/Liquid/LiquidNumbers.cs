using System.Globalization;
using System.Numerics;
using Rendering.Syntax.Filters;
using Rendering.Values;

namespace Rendering.Liquid;

/// <summary>What Liquid takes for a number: strict where a count or an index is asked for, lenient in arithmetic.</summary>
internal static class LiquidNumbers
{
    /// <summary>Digits of a number in text; reading more would take time that grows faster than the text.</summary>
    public const int MaxDigits = 20_000;

    /// <summary>The whole number of an index, a length or a range's end, by the rules of Ruby's Integer(): <c>" 12 "</c>, <c>1_000</c>, <c>0x1f</c>.</summary>
    /// <exception cref="FilterException"><c>invalid integer</c>: the value is none, 2.5 and nil included.</exception>
    public static BigInteger ToInteger(in Value value)
    {
        if (value.IsInt) return value.AsInt;
        if (value.Kind == ValueKind.BigInt) return value.AsBigInt;
        if (value.AsString is { } text && TryParse(text, out var number)) return number;
        throw new FilterException("invalid integer");
    }

    /// <summary>As <see cref="ToInteger"/>, brought into the range of an int: beyond it no text or list has an index.</summary>
    public static int ToIndex(in Value value)
    {
        if (value.IsInt) return (int)Math.Clamp(value.AsInt, int.MinValue, int.MaxValue);
        return (int)BigInteger.Clamp(ToInteger(value), int.MinValue, int.MaxValue);
    }

    /// <summary>An end of a range: text by its leading digits, nil as 0, else as <see cref="ToInteger"/>.</summary>
    /// <exception cref="FilterException"><c>invalid integer</c>.</exception>
    public static BigInteger ToRangeEnd(in Value value) =>
        value.IsNil ? 0 : value.AsString is { } text ? LeadingDigits(text) : ToInteger(value);

    /// <summary>Any value as an operand of arithmetic: text by its leading digits, what is no number as 0.</summary>
    public static Value ToNumber(in Value value)
    {
        if (value.IsInt || value.IsNumber) return value;
        return value.AsString is { } text ? Lenient(text) : Value.FromInt(0);
    }

    /// <summary>The digits of a text that is a fraction (<c>-1.50</c>), which arithmetic keeps all of.</summary>
    public static bool TryFraction(string text, out ExactNumber number)
    {
        number = default;
        var trimmed = text.AsSpan().Trim(Blank);
        var digits = trimmed.StartsWith("-") ? trimmed[1..] : trimmed;
        var point = digits.IndexOf('.');
        if (point <= 0 || point == digits.Length - 1 || digits[..point].ContainsAnyExceptInRange('0', '9') || digits[(point + 1)..].ContainsAnyExceptInRange('0', '9')) return false;
        CheckLength(digits.Length);
        var all = BigInteger.Parse(string.Concat(digits[..point], digits[(point + 1)..]), NumberStyles.None, CultureInfo.InvariantCulture);
        number = new(trimmed.Length > digits.Length ? -all : all, digits.Length - point - 1);
        return true;
    }

    private const string Blank = " \t\n\v\f\r\0";

    private static Value Lenient(string text)
    {
        if (TryFraction(text, out var fraction)) return Value.FromFloat(fraction.ToDouble());
        return Value.FromBigInt(LeadingDigits(text));
    }

    private static BigInteger LeadingDigits(string text)
    {
        var rest = text.AsSpan().TrimStart(" \t\n\v\f\r");
        var sign = rest.Length > 0 && rest[0] is '-' or '+' ? rest[..1] : default;
        rest = rest[sign.Length..];
        var end = 0;
        while (end < rest.Length && (char.IsAsciiDigit(rest[end]) || (rest[end] == '_' && end > 0 && rest[end - 1] != '_'))) end++;
        var digits = rest[..end].Trim('_');
        if (digits.Length == 0) return 0;
        var number = ParseDigits(digits, 10);
        return sign is "-" ? -number : number;
    }

    private static bool TryParse(string text, out BigInteger number)
    {
        number = default;
        var rest = text.AsSpan();
        // A number beyond 64 bits Ruby reads in another way, which ends at a null character whatever follows.
        if (rest.IndexOf('\0') is >= 0 and var end) return TryParse(text[..end], out number) && BigInteger.Abs(number) > ulong.MaxValue;
        rest = rest.Trim(" \t\n\v\f\r");
        var negative = rest.StartsWith("-");
        if (negative || rest.StartsWith("+")) rest = rest[1..];
        var radix = 10;
        if (rest.Length > 1 && rest[0] == '0')
        {
            (radix, var prefix) = char.ToLowerInvariant(rest[1]) switch { 'x' => (16, 2), 'b' => (2, 2), 'o' => (8, 2), 'd' => (10, 2), '_' => (8, 2), _ => (8, 1) };
            rest = rest[prefix..];
        }
        if (rest.Length == 0 || rest[0] == '_' || rest[^1] == '_' || rest.Contains("__", StringComparison.Ordinal)) return false;
        foreach (var c in rest)
            if (c != '_' && (!char.IsAsciiHexDigit(c) || Convert.ToInt32(c.ToString(), 16) >= radix)) return false;
        number = ParseDigits(rest, radix);
        if (negative) number = -number;
        return true;
    }

    private static BigInteger ParseDigits(ReadOnlySpan<char> digits, int radix)
    {
        CheckLength(digits.Length);
        var plain = digits.ToString().Replace("_", "", StringComparison.Ordinal);
        if (radix == 10) return BigInteger.Parse(plain, NumberStyles.None, CultureInfo.InvariantCulture);
        var number = BigInteger.Zero;
        foreach (var c in plain) number = number * radix + Convert.ToInt32(c.ToString(), 16);
        return number;
    }

    private static void CheckLength(int digits)
    {
        if (digits > MaxDigits) throw new LimitException($"A number has more than {MaxDigits:N0} digits.");
    }
}
