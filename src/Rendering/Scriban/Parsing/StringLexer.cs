using System.Globalization;
using System.Text;

namespace Rendering.Scriban.Parsing;

/// <summary>Strings: quoted with escapes, or verbatim between backticks, of which two stand for one.</summary>
internal static class StringLexer
{
    public static string Read(string source, int at, int end, out int after)
    {
        var quote = source[at];
        if (quote == '`') return Verbatim(source, at + 1, end, out after);
        for (var i = at + 1; i < end; i++)
        {
            if (source[i] == '\\') i++;
            else if (source[i] == quote)
            {
                after = i + 1;
                return Unescape(source.AsSpan(at + 1, i - at - 1));
            }
        }
        throw new TemplateSyntaxException($"Unexpected end of file while parsing a string not terminated by a {quote}");
    }

    /// <summary>Where the quote is that ends an interpolated string; strings inside its braces may hold quotes of their own.</summary>
    public static int InterpolatedEnd(string source, int at, int end, char quote)
    {
        var depth = 0;
        for (var i = at; i < end; i++)
        {
            var c = source[i];
            if (c == '\\') i++;
            else if (depth == 0 && c == quote) return i;
            else if (c == '{') depth++;
            else if (c == '}' && depth > 0) depth--;
            else if (depth > 0 && c is '"' or '\'' or '`')
            {
                Read(source, i, end, out var after);
                i = after - 1;
            }
        }
        throw new TemplateSyntaxException($"Unexpected end of file while parsing a string not terminated by a {quote}");
    }

    /// <exception cref="TemplateSyntaxException">An escape that does not exist.</exception>
    public static string Unescape(ReadOnlySpan<char> text)
    {
        if (!text.Contains('\\')) return text.ToString();
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 == text.Length)
            {
                result.Append(text[i]);
                continue;
            }
            var c = text[++i];
            var digits = c switch { 'u' => 4, 'x' => 2, _ => 0 };
            if (digits > 0)
            {
                if (i + digits >= text.Length || !int.TryParse(text.Slice(i + 1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
                    throw new TemplateSyntaxException($"Unexpected hex number `{text[Math.Min(i + 1, text.Length - 1)..]}` following `\\{c}`. Expecting `\\{c}{new string('0', digits)}` to `\\{c}{new string('f', digits)}`");
                result.Append((char)code);
                i += digits;
            }
            else if (c == '\r' && i + 1 < text.Length && text[i + 1] == '\n') i++;
            else if (c != '\n') result.Append(Escaped(c));
        }
        return result.ToString();
    }

    private static char Escaped(char c) => c switch
    {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        '0' => '\0',
        'b' => '\b',
        'v' => '\v',
        'f' => '\f',
        '\\' or '"' or '\'' or '{' or '}' => c,
        _ => throw new TemplateSyntaxException($"Unexpected escape character `{c}` in string. Only \\ ' \" {{ n r t 0 b v f u x are allowed"),
    };

    private static string Verbatim(string source, int at, int end, out int after)
    {
        for (var i = at; i < end; i++)
        {
            if (source[i] != '`') continue;
            if (i + 1 < end && source[i + 1] == '`') i++;
            else
            {
                after = i + 1;
                return source[at..i].Replace("``", "`", StringComparison.Ordinal);
            }
        }
        throw new TemplateSyntaxException("Unexpected end of file while parsing a verbatim string not terminated by a `");
    }
}
