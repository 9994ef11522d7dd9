using System.Globalization;
using System.Text;

namespace Rendering.Output;

/// <summary>
/// Floats as Ruby's Float#to_s prints them: the shortest digits that read back as the same number, always with a fraction
/// (5.0), in exponent form from 1e15 up and below 1e-4 (1.0e+15, 1.0e-05).
/// </summary>
internal static class RubyFloat
{
    /// <summary>Bytes that hold any float: a sign, 17 digits, a point, leading zeros or an exponent.</summary>
    public const int MaxLength = 32;

    public static void Write(double number, Utf8Output output)
    {
        // Prices and counts: whole numbers that a long holds exactly. Negative zero prints its sign and takes the long way.
        if (Math.Abs(number) < 1e15 && (long)number == number && (number != 0 || !double.IsNegative(number)))
        {
            output.WriteWhole((long)number);
        }
        else output.Advance(Format(number, output.GetSpan(MaxLength)));
    }

    public static string ToText(double number)
    {
        Span<byte> text = stackalloc byte[MaxLength];
        return Encoding.ASCII.GetString(text[..Format(number, text)]);
    }

    /// <summary>Writes the number into <paramref name="target"/>, which has room for <see cref="MaxLength"/> bytes.</summary>
    /// <returns>How many bytes it takes.</returns>
    public static int Format(double number, Span<byte> target)
    {
        if (!double.IsFinite(number))
        {
            var name = double.IsNaN(number) ? "NaN"u8 : number > 0 ? "Infinity"u8 : "-Infinity"u8;
            name.CopyTo(target);
            return name.Length;
        }
        Span<byte> digits = stackalloc byte[24];
        var count = Digits(number, digits, out var point);
        var length = 0;
        if (double.IsNegative(number)) target[length++] = (byte)'-';
        if (point is > -4 and <= 15) return length + Fixed(digits[..count], point, target[length..]);
        return length + Exponential(digits[..count], point, target[length..]);
    }

    /// <summary>The shortest digits without leading or trailing zeros, and where the point stands: 0.d1d2... times ten to <paramref name="point"/>.</summary>
    internal static int Digits(double number, Span<byte> digits, out int point)
    {
        Span<byte> text = stackalloc byte[MaxLength];
        Math.Abs(number).TryFormat(text, out var written, "R", CultureInfo.InvariantCulture);
        text = text[..written];
        var exponent = 0;
        if (text.IndexOf((byte)'E') is >= 0 and var mark)
        {
            exponent = int.Parse(text[(mark + 1)..], CultureInfo.InvariantCulture);
            text = text[..mark];
        }
        int count = 0, whole = 0;
        var inFraction = false;
        foreach (var c in text)
        {
            if (c == '.')
            {
                inFraction = true;
                continue;
            }
            if (count == 0 && c == '0')
            {
                if (inFraction) whole--;
                continue;
            }
            digits[count++] = c;
            if (!inFraction) whole++;
        }
        while (count > 0 && digits[count - 1] == '0') count--;
        if (count == 0)
        {
            digits[0] = (byte)'0';
            point = 1;
            return 1;
        }
        point = whole + exponent;
        return count;
    }

    private static int Fixed(ReadOnlySpan<byte> digits, int point, Span<byte> target)
    {
        var length = 0;
        if (point <= 0)
        {
            target[length++] = (byte)'0';
            target[length++] = (byte)'.';
            for (var i = point; i < 0; i++) target[length++] = (byte)'0';
            digits.CopyTo(target[length..]);
            return length + digits.Length;
        }
        for (var i = 0; i < point; i++) target[length++] = i < digits.Length ? digits[i] : (byte)'0';
        target[length++] = (byte)'.';
        if (digits.Length <= point)
        {
            target[length++] = (byte)'0';
            return length;
        }
        digits[point..].CopyTo(target[length..]);
        return length + digits.Length - point;
    }

    private static int Exponential(ReadOnlySpan<byte> digits, int point, Span<byte> target)
    {
        var length = Fixed(digits, 1, target);
        var exponent = point - 1;
        target[length++] = (byte)'e';
        target[length++] = (byte)(exponent < 0 ? '-' : '+');
        Math.Abs(exponent).TryFormat(target[length..], out var written, "00", CultureInfo.InvariantCulture);
        return length + written;
    }
}
