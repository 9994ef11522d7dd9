using System.Text;

namespace Rendering.Scriban.Functions;

/// <summary>Takes tags out of text, scripts, styles and comments with all that is in them. Linear, also where nothing is closed.</summary>
internal static class TagStripper
{
    private static readonly (string Open, string Close)[] Blocks = [("<script", "</script>"), ("<!--", "-->"), ("<style", "</style>")];

    public static string Strip(string text)
    {
        var result = new StringBuilder(text.Length);
        var unclosed = new bool[Blocks.Length + 2];
        var noMore = false;
        for (var at = 0; at < text.Length;)
        {
            var open = noMore ? -1 : text.IndexOf('<', at);
            if (open < 0) return result.Append(text.AsSpan(at)).ToString();
            result.Append(text.AsSpan(at, open - at));
            at = EndOf(text, open, unclosed);
            if (at >= 0) continue;
            noMore = true;
            at = open;
        }
        return result.ToString();
    }

    // Behind the block or tag; negative where no tag is closed any more.
    private static int EndOf(string text, int open, bool[] unclosed)
    {
        for (var i = 0; i < Blocks.Length; i++)
        {
            if (unclosed[i] || string.CompareOrdinal(text, open, Blocks[i].Open, 0, Blocks[i].Open.Length) != 0) continue;
            var close = text.IndexOf(Blocks[i].Close, open, StringComparison.Ordinal);
            if (close >= 0) return close + Blocks[i].Close.Length;
            unclosed[i] = true;
        }
        return TagEnd(text, open, unclosed);
    }

    // A tag ends at a > outside of quotes; a quote that nothing closes is a letter like others.
    private static int TagEnd(string text, int open, bool[] unclosed)
    {
        for (var i = open; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '>') return i + 1;
            if (c is not ('"' or '\'')) continue;
            var kind = Blocks.Length + (c == '"' ? 0 : 1);
            var close = unclosed[kind] ? -1 : text.IndexOf(c, i + 1);
            if (close >= 0) i = close;
            else unclosed[kind] = true;
        }
        return -1;
    }
}
