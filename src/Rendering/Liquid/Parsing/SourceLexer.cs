using System.Buffers;
using System.Collections.Frozen;
using Rendering.Liquid.Tags;

namespace Rendering.Liquid.Parsing;

/// <summary>Cuts a whole template: <c>{{ }}</c>, <c>{% %}</c>, and <c>&lt;% %&gt;</c> before one of our own words.</summary>
internal sealed class SourceLexer(string source, FrozenSet<string> angleTags) : TemplateLexer
{
    private static readonly SearchValues<char> Openers = SearchValues.Create("{<");

    private int _at;
    private bool _trimNext;

    public override Token Next()
    {
        Offset = _at;
        if (_at >= source.Length) return new Token(TokenKind.End, _at, _at, _at, _at);
        var opener = FindOpener(_at);
        if (opener > _at) return Text(opener);
        return source[_at + 1] == '{' ? Output() : Tag(source[_at] == '{' ? "%}" : "%>");
    }

    /// <summary>
    /// The text up to the closing tag of that name, which is consumed; null where there is none. Nothing in between is looked at.
    /// </summary>
    public string? RawUntil(string closing)
    {
        var start = _at;
        for (var i = source.IndexOf("{%", start, StringComparison.Ordinal); i >= 0;)
        {
            var end = source.IndexOf("%}", i + 2, StringComparison.Ordinal);
            if (end < 0) return null;
            // Of several openings before one end, the last counts.
            var open = source.LastIndexOf("{%", end - 1, end - i, StringComparison.Ordinal);
            if (TagName(open + 2, out _).SequenceEqual(closing))
            {
                _at = end + 2;
                _trimNext = source[end - 1] == '-';
                return source[start..open];
            }
            i = source.IndexOf("{%", end + 2, StringComparison.Ordinal);
        }
        return null;
    }

    // Where the next output or tag begins; the end of the source where there is none.
    private int FindOpener(int from)
    {
        while (true)
        {
            var found = source.AsSpan(from).IndexOfAny(Openers);
            if (found < 0 || from + found + 1 >= source.Length) return source.Length;
            var at = from + found;
            var next = source[at + 1];
            if (source[at] == '{' ? next is '{' or '%' : next == '%' && IsAngleTag(at)) return at;
            from = at + 1;
        }
    }

    private bool IsAngleTag(int at) =>
        angleTags.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(TagName(at + 2, out _), out var name)
        && (name != LiquidTags.HeadWord || source.AsSpan(0, at).IsWhiteSpace());

    private Token Text(int end)
    {
        var start = _at;
        _at = end;
        int from = start, to = end;
        if (_trimNext)
            while (from < to && IsBlank(source[from])) from++;
        _trimNext = false;
        if (end + 2 < source.Length && source[end + 2] == '-')
            while (to > from && IsBlank(source[to - 1])) to--;
        return new Token(TokenKind.Text, start, end, from, to);
    }

    private Token Output()
    {
        var start = _at;
        var end = OutputEnd(start + 2);
        if (end < 0 || source[end - 2] != '}')
        {
            _at = source.Length;
            throw new TemplateSyntaxException($"Variable '{(end > 0 ? source[start..end] : "{{")}' was not properly terminated with regexp: /\\}}\\}}/");
        }
        _at = end;
        var (from, to) = (start + 2, end - 2);
        if (from < to && source[from] == '-') from++;
        _trimNext = source[end - 3] == '-' && end - 3 >= start + 2;
        if (from < to && source[to - 1] == '-') to--;
        return new Token(TokenKind.Output, start, end, from, to);
    }

    // A single brace ends an output too, wrongly; so does a tag inside it. Either is an error of the template.
    private int OutputEnd(int from)
    {
        for (var i = from; i < source.Length; i++)
        {
            if (source[i] == '}') return i + 1 < source.Length && source[i + 1] == '}' ? i + 2 : i + 1;
            if (source[i] == '{' && i + 1 < source.Length && source[i + 1] == '%')
                return source.IndexOf("%}", i, StringComparison.Ordinal) is var end and >= 0 ? end + 2 : -1;
        }
        return -1;
    }

    private Token Tag(string closer)
    {
        var start = _at;
        var close = source.IndexOf(closer, start + 2, StringComparison.Ordinal);
        if (close < 0)
        {
            _at = source.Length;
            throw new TemplateSyntaxException($"Tag '{source.AsSpan(start, 2)}' was not properly terminated with regexp: /{(closer == "%}" ? "\\%\\}" : "%>")}/");
        }
        var end = close + 2;
        _at = end;
        var name = TagName(start + 2, out var from);
        if (from > close)
        {
            name = default;
            from = close;
        }
        var to = close;
        // A page does not begin with the line that says how it is cached.
        _trimNext = name.SequenceEqual(LiquidTags.HeadWord) || (source[close - 1] == '-' && close - 1 >= start + 2);
        if (to > from && source[to - 1] == '-') to--;
        while (from < to && IsBlank(source[from])) from++;
        return new Token(TokenKind.Tag, start, end, from, Math.Max(from, to), name.Length == 0 ? source[start..end] : name.ToString());
    }

    private ReadOnlySpan<char> TagName(int at, out int after)
    {
        if (at < source.Length && source[at] == '-') at++;
        while (at < source.Length && IsBlank(source[at])) at++;
        after = at;
        if (at < source.Length && source[at] == '#') after++;
        else
            while (after < source.Length && (char.IsAsciiLetterOrDigit(source[after]) || source[after] == '_')) after++;
        return source.AsSpan(at, after - at);
    }

    private static bool IsBlank(char c) => c is ' ' or '\t' or '\n' or '\v' or '\f' or '\r' or '\0';
}
