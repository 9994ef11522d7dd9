namespace Rendering.Liquid.Parsing;

/// <summary>
/// Cuts a condition of the lax grammar into comparisons and the words between them, as Shopify's pattern
/// (<c>ExpressionsAndOperators</c> in lib/liquid/tags/if.rb) does. By hand, since the pattern looks ahead at each character and so
/// has no form that is linear in the length of the text.
/// </summary>
internal static class ConditionParts
{
    public static List<string> Of(string text)
    {
        var parts = new List<string>();
        for (var i = 0; i < text.Length;)
        {
            var start = i;
            if (Operator(text, i) is > 0 and var length) i += length;
            else
            {
                var end = Comparison(text, i);
                i = end > start ? end : Math.Max(i + 1, Blanks(text, i));
                if (end <= start) continue;
            }
            parts.Add(text[start..i]);
        }
        return parts;
    }

    // Fragments, and runs of anything but white space where there is none, up to a word that joins.
    private static int Comparison(string text, int start)
    {
        var end = start;
        while (true)
        {
            var next = Blanks(text, end);
            if (next == text.Length || Operator(text, next) > 0) return end;
            end = Fragment(text, next);
            while (end == next && end < text.Length && !char.IsWhiteSpace(text[end])) end = Run(text, end);
            end = Blanks(text, end);
        }
    }

    /// <summary>The end of the fragment that begins there (<see cref="LaxGrammar.Fragment"/>); where there is none, the start.</summary>
    private static int Fragment(string text, int start)
    {
        // A quoted text at the start is a fragment by itself, whatever follows it.
        if (Quoted(text, start) is var quoted && quoted > start) return quoted;
        var end = start;
        while (end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] is not (',' or '|'))
        {
            var next = text[end] is '"' or '\'' ? Quoted(text, end) : end + 1;
            if (next == end) break;
            end = next;
        }
        return end;
    }

    private static int Quoted(string text, int start)
    {
        if (text[start] is not ('"' or '\'')) return start;
        var end = text.IndexOf(text[start], start + 1);
        return end < 0 ? start : end + 1;
    }

    private static int Run(string text, int start)
    {
        while (start < text.Length && !char.IsWhiteSpace(text[start])) start++;
        return start;
    }

    private static int Blanks(string text, int start)
    {
        while (start < text.Length && char.IsWhiteSpace(text[start])) start++;
        return start;
    }

    // The word with at most one blank on either side, between word boundaries; 0 where there is none.
    private static int Operator(string text, int start)
    {
        if (!IsBoundary(text, start)) return 0;
        var word = char.IsWhiteSpace(text[start]) ? start + 1 : start;
        var end = text.AsSpan(word) switch
        {
            ['a', 'n', 'd', ..] => word + 3,
            ['o', 'r', ..] => word + 2,
            _ => 0,
        };
        if (end == 0) return 0;
        if (end < text.Length && char.IsWhiteSpace(text[end]) && IsBoundary(text, end + 1)) return end + 1 - start;
        return IsBoundary(text, end) ? end - start : 0;
    }

    private static bool IsBoundary(string text, int at) => IsWord(text, at - 1) != IsWord(text, at);

    private static bool IsWord(string text, int at) => at >= 0 && at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] == '_');
}
