using System.Text;

namespace Rendering.Fragments;

/// <summary>
/// A report as an HTML comment, to stand behind a page. Not in its middle: a section may stand in an attribute, a script or a title, where
/// a comment is no comment.
/// </summary>
internal static class HtmlComment
{
    public static byte[] Of(RenderReport report)
    {
        var text = new StringBuilder("\n<!-- rendered in ").Append(Words.Of(report.Elapsed));
        if (report.Page is { } page) Append(text.Append("\n  page "), page.ToString());
        foreach (var fragment in report.Fragments)
        {
            text.Append('\n').Append(' ', 2 * (fragment.Depth + 1));
            Append(text, fragment.ToString());
        }
        return Encoding.UTF8.GetBytes(text.Append("\n-->\n").ToString());
    }

    // Without a '>' no comment ends; '<' and "--" would be errors of the page, and a line break a forged line.
    private static void Append(StringBuilder to, string text)
    {
        var last = '-';
        foreach (var character in text)
        {
            if (character is '<' or '>' or '&' || char.IsControl(character) || (character == '-' && last == '-')) to.Append("&#").Append((int)character).Append(';');
            else to.Append(character);
            last = character;
        }
    }
}
