using System.Buffers;

namespace Rendering.Liquid;

/// <summary>Text by code points, as Ruby counts it: a character beyond the basic plane is one, not the two units that .NET stores.</summary>
internal static class CodePoints
{
    // The framework's search for a range boxes its two ends where it is not optimised; this search never does.
    private static readonly SearchValues<char> HighSurrogates = SearchValues.Create([.. Enumerable.Range(0xd800, 0x400).Select(static c => (char)c)]);

    public static int Count(ReadOnlySpan<char> text)
    {
        var pairs = 0;
        // Surrogates are rare: a vectorised search skips text without any.
        for (var at = 0; text[at..].IndexOfAny(HighSurrogates) is >= 0 and var found;)
        {
            at += found + 1;
            if (at < text.Length && char.IsLowSurrogate(text[at])) pairs++;
        }
        return text.Length - pairs;
    }

    /// <summary>The index in UTF-16 units of the code point at <paramref name="count"/>; the text's length where it has no more.</summary>
    public static int IndexOf(ReadOnlySpan<char> text, int count)
    {
        if (text.Length <= count) count = text.Length;
        if (!text[..count].ContainsAny(HighSurrogates)) return count;
        var at = 0;
        for (; count > 0 && at < text.Length; count--)
            at += char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]) ? 2 : 1;
        return at;
    }

    /// <summary>The order of the UTF-8 bytes, which is that of the code points: UTF-16 sorts U+E000 to U+FFFF after what lies beyond them.</summary>
    public static int Compare(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        var same = a.CommonPrefixLength(b);
        if (same == a.Length || same == b.Length) return a.Length.CompareTo(b.Length);
        var (left, right) = (a[same], b[same]);
        return char.IsSurrogate(left) == char.IsSurrogate(right) ? left.CompareTo(right) : char.IsSurrogate(left) ? 1 : -1;
    }

    /// <summary>As <see cref="Compare"/>, with the letters a to z as A to Z: Ruby's casecmp.</summary>
    public static int CompareIgnoringAsciiCase(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        var length = Math.Min(a.Length, b.Length);
        for (var i = 0; i < length; i++)
        {
            var (left, right) = (Lower(a[i]), Lower(b[i]));
            if (left == right) continue;
            return char.IsSurrogate(left) == char.IsSurrogate(right) ? left.CompareTo(right) : char.IsSurrogate(left) ? 1 : -1;
        }
        return a.Length.CompareTo(b.Length);
    }

    private static char Lower(char c) => char.IsAsciiLetterUpper(c) ? (char)(c | 0x20) : c;
}
