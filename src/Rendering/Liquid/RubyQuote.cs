using System.Globalization;
using System.Text;
using Rendering.Output;

namespace Rendering.Liquid;

/// <summary>Text in quotes with escapes, as Ruby's String#inspect shows it inside a list or hash.</summary>
internal static class RubyQuote
{
    public static void Write(ReadOnlySpan<char> text, Utf8Output output, bool escape)
    {
        output.Write("\"", escape);
        Span<char> plain = stackalloc char[2];
        for (var i = 0; i < text.Length;)
        {
            Rune.DecodeFromUtf16(text[i..], out var rune, out var length);
            var next = i + length < text.Length ? text[i + length] : '\0';
            if (EscapeOf(rune, next) is { } sequence) output.Write(sequence, escape);
            else output.Write(plain[..rune.EncodeToUtf16(plain)], escape);
            i += length;
        }
        output.Write("\"", escape);
    }

    private static string? EscapeOf(Rune rune, char next) => rune.Value switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        '\f' => "\\f",
        '\v' => "\\v",
        '\b' => "\\b",
        '\a' => "\\a",
        0x1b => "\\e",
        0x7f => "\\x7F",
        '#' when next is '{' or '$' or '@' => "\\#",
        < 0x7f and >= 0x20 => null,
        _ when IsPrintable(rune) => null,
        <= 0xffff => $"\\u{rune.Value:X4}",
        _ => $"\\u{{{rune.Value:X}}}",
    };

    private static bool IsPrintable(Rune rune) => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Surrogate
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse);
}
