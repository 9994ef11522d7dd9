using System.Buffers;
using System.Text;

namespace Rendering.Liquid.Filters;

/// <summary>Escaping text for HTML, and taking tags out of it.</summary>
internal static class HtmlText
{
    private static readonly SearchValues<char> Reserved = SearchValues.Create("&<>\"'");

    public static string Escape(string text) => text.AsSpan().ContainsAny(Reserved) ? Escape(text, keepsReferences: false) : text;

    /// <summary>Escapes all but references that are there already (<c>&amp;amp;</c>, <c>&amp;#39;</c>).</summary>
    public static string EscapeOnce(string text) => text.AsSpan().ContainsAny(Reserved) ? Escape(text, keepsReferences: true) : text;

    private static string Escape(ReadOnlySpan<char> text, bool keepsReferences)
    {
        var result = new StringBuilder(text.Length + 32);
        while (text.IndexOfAny(Reserved) is >= 0 and var at)
        {
            result.Append(text[..at]);
            result.Append(text[at] switch
            {
                '&' => keepsReferences && IsReference(text[(at + 1)..]) ? "&" : "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                _ => "&#39;",
            });
            text = text[(at + 1)..];
        }
        return result.Append(text).ToString();
    }

    // Letters, or # and decimal digits, up to a semicolon, as Liquid has it: references with digits in their names or in
    // hexadecimal count as text.
    private static bool IsReference(ReadOnlySpan<char> rest)
    {
        var number = rest.Length > 0 && rest[0] == '#';
        if (number) rest = rest[1..];
        var end = 0;
        while (end < rest.Length && (number ? char.IsAsciiDigit(rest[end]) : char.IsAsciiLetter(rest[end]))) end++;
        return end > 0 && end < rest.Length && rest[end] == ';';
    }

    /// <summary>
    /// Takes out scripts, comments and styles with all that is in them, then every <c>&lt;...&gt;</c>. Each kind of block that turns out to
    /// have no end is not looked for again, so the time is linear.
    /// </summary>
    public static string StripTags(string text) => text.Contains('<', StringComparison.Ordinal) ? StripEach(StripBlocks(text)) : text;

    private static string StripBlocks(ReadOnlySpan<char> text)
    {
        var result = new StringBuilder(text.Length);
        Span<bool> unclosed = [false, false, false];
        while (text.IndexOf('<') is >= 0 and var at)
        {
            result.Append(text[..at]);
            text = text[at..];
            var length = BlockLength(text, unclosed);
            if (length == 0)
            {
                result.Append('<');
                length = 1;
            }
            text = text[length..];
        }
        return result.Append(text).ToString();
    }

    private static int BlockLength(ReadOnlySpan<char> text, Span<bool> unclosed)
    {
        for (var i = 0; i < 3; i++)
        {
            var (open, close) = i switch { 0 => ("<script", "</script>"), 1 => ("<!--", "-->"), _ => ("<style", "</style>") };
            if (unclosed[i] || !text.StartsWith(open, StringComparison.Ordinal)) continue;
            var end = text[open.Length..].IndexOf(close, StringComparison.Ordinal);
            if (end >= 0) return open.Length + end + close.Length;
            unclosed[i] = true;
        }
        return 0;
    }

    private static string StripEach(ReadOnlySpan<char> text)
    {
        var result = new StringBuilder(text.Length);
        while (text.IndexOf('<') is >= 0 and var at)
        {
            var end = text[at..].IndexOf('>');
            if (end < 0) break;
            result.Append(text[..at]);
            text = text[(at + end + 1)..];
        }
        return result.Append(text).ToString();
    }
}
