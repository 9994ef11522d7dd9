using System.Text;
using Rendering.Syntax.Filters;

namespace Rendering.Liquid.Filters;

/// <summary>
/// The replacement of <c>replace</c> and <c>replace_first</c>, in which Ruby reads backslashes: <c>\0</c> and <c>\&amp;</c> are what was
/// found, <c>\`</c> and <c>\'</c> what stands before and behind it, <c>\1</c> to <c>\9</c> and <c>\+</c> nothing, <c>\\</c> one backslash.
/// </summary>
internal readonly struct Replacement(string text)
{
    /// <summary>No backslash in it: it is what it says.</summary>
    public bool IsPlain => !text.Contains('\\', StringComparison.Ordinal);

    /// <exception cref="FilterException">It names a group, which a plain text has none of; Ruby's Liquid calls that <c>internal</c>.</exception>
    public void AppendTo(StringBuilder result, string source, int at, int length)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 == text.Length)
            {
                result.Append(text[i]);
                continue;
            }
            switch (text[++i])
            {
                case '0' or '&':
                    result.Append(source, at, length);
                    break;
                case '`':
                    result.Append(source, 0, at);
                    break;
                case '\'':
                    result.Append(source, at + length, source.Length - at - length);
                    break;
                case '+' or (>= '1' and <= '9'):
                    break;
                case '\\':
                    result.Append('\\');
                    break;
                case 'k' when i + 1 < text.Length && text[i + 1] == '<':
                    throw new FilterException("internal");
                default:
                    result.Append('\\').Append(text[i]);
                    break;
            }
        }
    }
}
