namespace Rendering.Liquid.Parsing;

/// <summary>Cuts the inside of a <c>liquid</c> tag: a tag a line.</summary>
internal sealed class LineLexer(string source, int start, int end) : TemplateLexer
{
    private int _at = start;

    public override Token Next()
    {
        while (_at < end)
        {
            var stop = source.IndexOf('\n', _at, end - _at);
            if (stop < 0) stop = end;
            var (from, to) = (_at, stop);
            _at = Math.Min(stop + 1, end);
            while (from < to && char.IsWhiteSpace(source[from])) from++;
            while (to > from && char.IsWhiteSpace(source[to - 1])) to--;
            if (from == to) continue;
            Offset = from;
            var name = from;
            if (source[from] == '#') name++;
            else
                while (name < to && (char.IsAsciiLetterOrDigit(source[name]) || source[name] == '_')) name++;
            if (name == from) return new Token(TokenKind.Tag, from, to, to, to, source[from..to]);
            var markup = name;
            while (markup < to && char.IsWhiteSpace(source[markup])) markup++;
            return new Token(TokenKind.Tag, from, to, markup, to, source[from..name]);
        }
        Offset = end;
        return new Token(TokenKind.End, end, end, end, end);
    }
}
