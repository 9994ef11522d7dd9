using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Rendering.Syntax.Filters;
using Rendering.Values;

namespace Rendering.Liquid.Filters;

/// <summary>Text in a URL's query, as application/x-www-form-urlencoded has it: a space is a plus.</summary>
internal static class UrlFilters
{
    private static readonly SearchValues<byte> Plain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~"u8);

    public static Value Encode(FilterContext context, in Value input, in FilterArguments arguments)
    {
        if (input.IsNil) return default;
        var bytes = Encoding.UTF8.GetBytes(FilterText.Of(input));
        if (!bytes.AsSpan().ContainsAnyExcept(Plain)) return Value.FromString(FilterText.Of(input));
        var result = new StringBuilder(bytes.Length + 32);
        foreach (var b in bytes)
        {
            if (Plain.Contains(b)) result.Append((char)b);
            else if (b == ' ') result.Append('+');
            else result.Append('%').Append(Hex(b >> 4)).Append(Hex(b & 15));
        }
        FilterText.Check(context, result.Length);
        return Value.FromString(result.ToString());
    }

    /// <exception cref="FilterException">What was encoded is not UTF-8.</exception>
    public static Value Decode(FilterContext context, in Value input, in FilterArguments arguments)
    {
        if (input.IsNil) return default;
        var text = FilterText.Of(input);
        if (!text.AsSpan().ContainsAny('%', '+')) return Value.FromString(text);
        var bytes = Encoding.UTF8.GetBytes(text);
        var length = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == '%' && i + 2 < bytes.Length && char.IsAsciiHexDigit((char)bytes[i + 1]) && char.IsAsciiHexDigit((char)bytes[i + 2]))
            {
                bytes[length++] = (byte)((Digit(bytes[i + 1]) << 4) | Digit(bytes[i + 2]));
                i += 2;
                continue;
            }
            bytes[length++] = bytes[i] == '+' ? (byte)' ' : bytes[i];
        }
        var decoded = bytes.AsSpan(0, length);
        if (!Utf8.IsValid(decoded)) throw new FilterException("invalid byte sequence in UTF-8");
        return Value.FromString(Encoding.UTF8.GetString(decoded));
    }

    private static char Hex(int digit) => (char)(digit < 10 ? '0' + digit : 'A' + digit - 10);

    private static int Digit(byte hex) => hex <= '9' ? hex - '0' : (hex | 0x20) - 'a' + 10;
}
