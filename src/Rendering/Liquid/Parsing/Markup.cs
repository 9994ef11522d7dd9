namespace Rendering.Liquid.Parsing;

/// <summary>The kinds of tokens inside a tag or an output, with the names Shopify's errors use.</summary>
internal enum MarkupKind : byte
{
    EndOfString,
    Id,
    Number,
    String,
    Comparison,
    Pipe,
    Dot,
    Colon,
    Comma,
    OpenSquare,
    CloseSquare,
    OpenRound,
    CloseRound,
    Question,
    Dash,
    DotDot,
}

/// <summary>A token by its place in the markup.</summary>
internal readonly record struct MarkupToken(MarkupKind Kind, int Start, int Length);

/// <summary>Cuts the inside of a tag into tokens by the rules of Liquid's strict lexer.</summary>
internal static class MarkupLexer
{
    /// <exception cref="TemplateSyntaxException">A character that begins no token.</exception>
    public static List<MarkupToken> Lex(string markup)
    {
        var tokens = new List<MarkupToken>();
        for (var i = 0; i < markup.Length;)
        {
            var c = markup[i];
            if (c is ' ' or '\t' or '\n' or '\r' or '\v' or '\f')
            {
                i++;
                continue;
            }
            var (kind, length) = Next(markup.AsSpan(i));
            if (length == 0) throw new TemplateSyntaxException($"Unexpected character {(char.IsSurrogatePair(markup, i) ? markup.Substring(i, 2) : c.ToString())}");
            if (kind == MarkupKind.Id && markup.AsSpan(i, length) is "contains" && (tokens.Count == 0 || tokens[^1].Kind != MarkupKind.Dot))
                kind = MarkupKind.Comparison;
            tokens.Add(new MarkupToken(kind, i, length));
            i += length;
        }
        tokens.Add(new MarkupToken(MarkupKind.EndOfString, markup.Length, 0));
        return tokens;
    }

    private static (MarkupKind Kind, int Length) Next(ReadOnlySpan<char> rest) => rest[0] switch
    {
        '|' => (MarkupKind.Pipe, 1),
        ':' => (MarkupKind.Colon, 1),
        ',' => (MarkupKind.Comma, 1),
        '[' => (MarkupKind.OpenSquare, 1),
        ']' => (MarkupKind.CloseSquare, 1),
        '(' => (MarkupKind.OpenRound, 1),
        ')' => (MarkupKind.CloseRound, 1),
        '?' => (MarkupKind.Question, 1),
        '.' => rest.Length > 1 && rest[1] == '.' ? (MarkupKind.DotDot, 2) : (MarkupKind.Dot, 1),
        '=' => rest.Length > 1 && rest[1] == '=' ? (MarkupKind.Comparison, 2) : default,
        '!' => rest.Length > 1 && rest[1] == '=' ? (MarkupKind.Comparison, 2) : default,
        '<' => (MarkupKind.Comparison, rest.Length > 1 && rest[1] is '=' or '>' ? 2 : 1),
        '>' => (MarkupKind.Comparison, rest.Length > 1 && rest[1] == '=' ? 2 : 1),
        '"' or '\'' => (MarkupKind.String, rest[1..].IndexOf(rest[0]) + 2 is var length and > 1 ? length : 0),
        '-' => rest.Length > 1 && char.IsAsciiDigit(rest[1]) ? (MarkupKind.Number, Number(rest)) : (MarkupKind.Dash, 1),
        >= '0' and <= '9' => (MarkupKind.Number, Number(rest)),
        _ => (MarkupKind.Id, Id(rest)),
    };

    private static int Number(ReadOnlySpan<char> rest)
    {
        var i = 1;
        while (i < rest.Length && char.IsAsciiDigit(rest[i])) i++;
        if (i + 1 >= rest.Length || rest[i] != '.' || !char.IsAsciiDigit(rest[i + 1])) return i;
        i++;
        while (i < rest.Length && char.IsAsciiDigit(rest[i])) i++;
        return i;
    }

    private static int Id(ReadOnlySpan<char> rest)
    {
        if (!char.IsAsciiLetter(rest[0]) && rest[0] != '_') return 0;
        var i = 1;
        while (i < rest.Length && (char.IsAsciiLetterOrDigit(rest[i]) || rest[i] is '_' or '-')) i++;
        return i < rest.Length && rest[i] == '?' ? i + 1 : i;
    }
}
