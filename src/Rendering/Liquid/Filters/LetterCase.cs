using System.Collections.Frozen;
using System.Text;

namespace Rendering.Liquid.Filters;

/// <summary>
/// Unicode's full case mapping as Ruby applies it, without context or locale. The framework maps letter to letter and leaves
/// out what changes length (SpecialCasing.txt) or, for the sake of file names, crosses into ASCII.
/// </summary>
internal static class LetterCase
{
    private static readonly FrozenDictionary<char, string> UpperOnly = Table(
        "ß SS, ŉ ʼN, ǰ J̌, ΐ Ϊ́, ΰ Ϋ́, և ԵՒ, ẖ H̱, ẗ T̈, "
        + "ẘ W̊, ẙ Y̊, ẚ Aʾ, ﬀ FF, ﬁ FI, ﬂ FL, ﬃ FFI, ﬄ FFL, "
        + "ﬅ ST, ﬆ ST, ﬓ ՄՆ, ﬔ ՄԵ, ﬕ ՄԻ, ﬖ ՎՆ, ﬗ ՄԽ, ı I, "
        + "ſ S, ǅ Ǆ, ǈ Ǉ, ǋ Ǌ, ǲ Ǳ");

    private static readonly FrozenDictionary<char, string> LowerOnly = Table(
        "İ i̇, \u212a k, \u212b å, \u2126 ω, ẞ ß, ǅ ǆ, ǈ ǉ, ǋ ǌ, "
        + "ǲ ǳ");

    private static readonly FrozenDictionary<char, string> TitleOnly = Table(
        "ß Ss, ǆ ǅ, Ǆ ǅ, ǉ ǈ, Ǉ ǈ, ǌ ǋ, Ǌ ǋ, ǳ ǲ, "
        + "Ǳ ǲ, ﬀ Ff, ﬁ Fi, ﬂ Fl, ﬃ Ffi, ﬄ Ffl, ﬅ St, ﬆ St, "
        + "և Եւ");

    public static string Upper(string text) => Ascii.IsValid(text) ? text.ToUpperInvariant() : Expand(text.ToUpperInvariant(), UpperOnly);

    public static string Lower(string text) => Ascii.IsValid(text) ? text.ToLowerInvariant() : Expand(text.ToLowerInvariant(), LowerOnly);

    /// <summary>The first letter as a title has it, the rest in lower case.</summary>
    public static string Capitalize(string text)
    {
        if (text.Length == 0) return text;
        var head = text[..CodePoints.IndexOf(text, 1)];
        var first = TitleOnly.TryGetValue(head[0], out var title) ? title : Upper(head);
        return first + Lower(text[head.Length..]);
    }

    private static FrozenDictionary<char, string> Table(string pairs) =>
        pairs.Split(", ").ToFrozenDictionary(static pair => pair[0], static pair => pair[2..]);

    private static string Expand(string text, FrozenDictionary<char, string> special)
    {
        StringBuilder? result = null;
        for (var i = 0; i < text.Length; i++)
        {
            var found = text[i] > 0x7f && special.TryGetValue(text[i], out var longer) ? longer : null;
            if (found is not null) result ??= new StringBuilder(text, 0, i, text.Length + 16);
            if (found is not null) result!.Append(found);
            else result?.Append(text[i]);
        }
        return result?.ToString() ?? text;
    }
}
