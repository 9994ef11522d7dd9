using System.Buffers;
using Rendering.Scriban.Statements;
using Rendering.Syntax;

namespace Rendering.Scriban.Parsing;

/// <summary>Cuts a template into text, escape blocks, code, and <c>&lt;% %&gt;</c> before one of our own words.</summary>
internal sealed class TemplateLexer(string source)
{
    private static readonly SearchValues<char> Openers = SearchValues.Create("{<");

    private readonly List<Token> _tokens = [];
    private CodeLexer? _code;
    private int _at;

    /// <summary>Where reading stands, for the position of an error.</summary>
    public int Offset => Math.Max(_at, _code?.Offset ?? 0);

    public Comments Comments { get; } = new();

    // How the code before a text trims it.
    private char _trimNext;

    public List<Token> Read()
    {
        while (_at < source.Length)
        {
            var open = FindOpener(_at);
            var hyphen = open + 2 < source.Length ? source[open + 2] : ' ';
            if (open < source.Length && source[open + 1] == '%') hyphen = source[open] == '{' ? Escape(open).Trim : ' ';
            AddText(_at, open, hyphen);
            if (open == source.Length) break;
            _at = open;
            if (source[open] == '<') Angle();
            else if (source[open + 1] == '%') AddEscaped();
            else Code();
        }
        _tokens.Add(new Token(TokenKind.End, source.Length, source.Length, ""));
        return _tokens;
    }

    private int FindOpener(int from)
    {
        while (true)
        {
            var found = source.AsSpan(from).IndexOfAny(Openers);
            if (found < 0 || from + found + 1 >= source.Length) return source.Length;
            var at = from + found;
            if (source[at] == '<' ? AngleWord(at) is not null
                : source[at + 1] == '{' || (source[at + 1] == '%' && Escape(at).Body > 0)) return at;
            from = at + 1;
        }
    }

    private void AddText(int from, int to, char trimAtEnd)
    {
        var (start, end) = (from, to);
        if (_trimNext == '-')
            while (start < end && char.IsWhiteSpace(source[start])) start++;
        else if (_trimNext == '~') start = PastLine(start, end);
        if (to < source.Length && trimAtEnd == '-')
            while (end > start && char.IsWhiteSpace(source[end - 1])) end--;
        else if (to < source.Length && trimAtEnd == '~')
            while (end > start && source[end - 1] is ' ' or '\t') end--;
        _trimNext = ' ';
        if (end > start) _tokens.Add(new Token(TokenKind.Text, start, end, source[start..end]));
    }

    // White space up to the end of its line, that included.
    private int PastLine(int start, int end)
    {
        var at = start;
        while (at < end && char.IsWhiteSpace(source[at]))
            if (source[at++] == '\n') return at;
        return at;
    }

    private void Code()
    {
        _at += 2;
        if (_at < source.Length && source[_at] is '-' or '~') _at++;
        _code = new CodeLexer(source, _at, source.Length, _tokens, isAngle: false, Comments);
        (_at, _trimNext) = _code.ReadUntilExit();
    }

    private void Angle()
    {
        var word = AngleWord(_at)!;
        var start = source.IndexOf(word, _at, StringComparison.Ordinal);
        _tokens.Add(new Token(TokenKind.Angle, _at, start + word.Length, word));
        _code = new CodeLexer(source, start + word.Length, source.Length, _tokens, isAngle: true, Comments);
        (_at, _trimNext) = _code.ReadUntilExit();
        // A page does not begin with the line that says how it is cached.
        if (word == StatementTable.HeadWord) _trimNext = '-';
    }

    // After <% only our own words are tags.
    private string? AngleWord(int at)
    {
        if (source[at + 1] != '%') return null;
        var open = at;
        at += 2;
        while (at < source.Length && source[at] is ' ' or '\t') at++;
        var end = at;
        while (end < source.Length && (char.IsAsciiLetterOrDigit(source[end]) || source[end] == '_')) end++;
        return StatementTable.AngleWords.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(source.AsSpan(at, end - at), out var word)
            && (word != StatementTable.HeadWord || source.AsSpan(0, open).IsWhiteSpace()) ? word : null;
    }

    // {%%{ ... }%%}: the text begins at Body; 0 where there is no such block.
    private (int Body, int Count, char Trim) Escape(int at)
    {
        var i = at + 1;
        while (i < source.Length && source[i] == '%') i++;
        if (i >= source.Length || source[i] != '{') return default;
        var count = i - at - 1;
        var trim = i + 1 < source.Length && source[i + 1] is '-' or '~' ? source[i + 1] : ' ';
        return (trim == ' ' ? i + 1 : i + 2, count, trim);
    }

    private void AddEscaped()
    {
        var (body, count, _) = Escape(_at);
        var closer = "}" + new string('%', count) + "}";
        var end = source.IndexOf(closer, body, StringComparison.Ordinal);
        if (end < 0) throw new TemplateSyntaxException($"An escape block is not closed. Close it with {closer}");
        _at = end + closer.Length;
        if (end > body && source[end - 1] is '-' or '~') _trimNext = source[--end];
        if (end > body) _tokens.Add(new Token(TokenKind.Text, body, end, source[body..end]));
    }
}
