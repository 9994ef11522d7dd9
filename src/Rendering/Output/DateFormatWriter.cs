using System.Globalization;

namespace Rendering.Output;

/// <summary>Writes the fields of a date with their padding and case, straight into the output.</summary>
internal static class DateFormatWriter
{
    public static void Number(Utf8Output output, long number, int width, char padding, in DateFormatOptions options)
    {
        if (options.Padding != '\0') padding = options.Padding == '_' ? ' ' : '0';
        if (options.Width > 0) width = options.Width;
        if (options.Padding == '-') width = 1;
        // The most common field by far: two digits.
        if (width == 2 && number is >= 0 and < 100)
        {
            var pair = output.GetSpan(2);
            pair[0] = number < 10 ? (byte)padding : (byte)('0' + number / 10);
            pair[1] = (byte)('0' + number % 10);
            output.Advance(2);
            return;
        }
        var span = output.GetSpan(width + 20);
        Span<byte> digits = stackalloc byte[20];
        Math.Abs(number).TryFormat(digits, out var count, default, CultureInfo.InvariantCulture);
        var fill = Math.Max(0, width - count - (number < 0 ? 1 : 0));
        var at = 0;
        if (number < 0 && padding == '0') span[at++] = (byte)'-';
        span.Slice(at, fill).Fill((byte)padding);
        at += fill;
        if (number < 0 && padding != '0') span[at++] = (byte)'-';
        digits[..count].CopyTo(span[at..]);
        output.Advance(at + count);
    }

    public static void Name(Utf8Output output, ReadOnlySpan<byte> name, char directive, in DateFormatOptions options)
    {
        var (upper, lower) = directive switch
        {
            'p' => (false, options.ChangesCase),
            'P' => (false, !options.Upper && !options.ChangesCase),
            'Z' => (options.Upper, options.ChangesCase),
            _ => (options.Upper || options.ChangesCase, false),
        };
        var mark = output.Length;
        var span = output.GetSpan(name.Length);
        for (var i = 0; i < name.Length; i++)
        {
            var isLetter = char.IsAsciiLetter((char)name[i]);
            span[i] = isLetter && upper ? (byte)(name[i] & ~0x20) : isLetter && lower ? (byte)(name[i] | 0x20) : name[i];
        }
        output.Advance(name.Length);
        Pad(output, mark, options with { Upper = false });
    }

    /// <summary>Digits of the second behind the point; what is finer than the clock is zeros.</summary>
    public static void Fraction(Utf8Output output, long ticks, int width)
    {
        var span = output.GetSpan(width);
        for (var i = 0; i < width; i++)
        {
            ticks *= 10;
            span[i] = (byte)('0' + ticks / TimeSpan.TicksPerSecond);
            ticks %= TimeSpan.TicksPerSecond;
        }
        output.Advance(width);
    }

    /// <summary>+0200, with colons +02:00, +02:00:00 or as short as it goes; the width pads the hours.</summary>
    public static void Offset(Utf8Output output, TimeSpan offset, in DateFormatOptions options)
    {
        var (minutes, seconds) = (Math.Abs(offset.Minutes), Math.Abs(offset.Seconds));
        var colons = options.Colons == 3 ? (minutes == 0 && seconds == 0 ? 4 : seconds == 0 ? 1 : 2) : options.Colons;
        var rest = colons switch { 0 => 2, 1 => 3, 2 => 6, _ => 0 };
        var width = options.Padding == '-' ? 1 : Math.Max(2, options.Width - 1 - rest);
        var sign = offset < TimeSpan.Zero ? "-"u8 : "+"u8;
        var hours = Math.Abs((int)offset.TotalHours);
        if (options.Padding == '_')
        {
            for (var fill = width - (hours < 10 ? 1 : 2); fill > 0; fill--) output.Write(" "u8);
            width = 1;
        }
        output.Write(sign);
        Number(output, hours, width, '0', new DateFormatOptions { Width = width });
        if (rest == 0) return;
        if (colons > 0) output.Write(":"u8);
        Number(output, minutes, 2, '0', default);
        if (colons != 2) return;
        output.Write(":"u8);
        Number(output, seconds, 2, '0', default);
    }

    /// <summary>Brings what was written since a mark to its width, and to capitals where asked.</summary>
    public static void Pad(Utf8Output output, int mark, in DateFormatOptions options)
    {
        var written = output.Length - mark;
        var fill = options.Padding == '-' ? 0 : Math.Max(0, options.Width - written);
        if (fill == 0 && !options.Upper) return;
        Span<byte> text = stackalloc byte[64];
        output.Since(mark).CopyTo(text);
        text = text[..written];
        if (options.Upper)
            foreach (ref var c in text)
                if (char.IsAsciiLetterLower((char)c)) c &= unchecked((byte)~0x20);
        output.Rewind(mark);
        var span = output.GetSpan(fill + written);
        span[..fill].Fill((byte)(options.Padding == '0' ? '0' : ' '));
        text.CopyTo(span[fill..]);
        output.Advance(fill + written);
    }
}
