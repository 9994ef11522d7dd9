using System.Collections.Frozen;
using Rendering.Syntax;

namespace Rendering.Scriban.Parsing;

/// <summary>Cuts code into tokens, up to the end of its block.</summary>
internal sealed class CodeLexer(string source, int at, int end, List<Token> tokens, bool isAngle, Comments? comments = null)
{
    // Longest first.
    private static readonly string[][] Operators =
    [
        ["..<", "//=", "??="],
        ["==", "!=", "<=", ">=", "&&", "||", "??", "?!", "?.", "..", "//", "<<", ">>", "++", "--", "|>", "+=", "-=", "*=", "/=", "%="],
        ["+", "-", "*", "/", "%", "=", "<", ">", "!", "?", ":", ".", ",", "(", ")", "[", "]", "{", "}", "|", "@", "^"],
    ];

    private static readonly FrozenSet<string> Known = Operators.SelectMany(static ops => ops).ToFrozenSet(StringComparer.Ordinal);

    private int _at = at;
    private int _braces;

    /// <summary>Reads up to the end of the code block: where the text behind it begins, and how it is trimmed.</summary>
    public (int After, char Trim) ReadUntilExit()
    {
        while (_at < end)
        {
            if (TryExit(out var length, out var trim))
            {
                Add(isAngle ? TokenKind.AngleExit : TokenKind.Exit, length, isAngle ? "%>" : "}}");
                return (_at, trim);
            }
            ReadToken();
        }
        return (_at, ' ');
    }

    /// <summary>Reads all: the inside of an interpolated string.</summary>
    public void ReadAll()
    {
        while (_at < end) ReadToken();
        tokens.Add(new Token(TokenKind.End, end, end, ""));
    }

    private bool TryExit(out int length, out char trim)
    {
        var i = _at;
        trim = ' ';
        if (!isAngle && source[i] is '-' or '~' && i + 2 < end && source[i + 1] == '}' && source[i + 2] == '}') trim = source[i++];
        length = i + 2 - _at;
        if (i + 1 >= end) return false;
        return isAngle ? source[i] == '%' && source[i + 1] == '>' : _braces == 0 && source[i] == '}' && source[i + 1] == '}';
    }

    private void ReadToken()
    {
        var c = source[_at];
        if (c is '\n' or ';') Add(TokenKind.NewLine, 1, c == ';' ? ";" : "\\n");
        else if (char.IsWhiteSpace(c)) _at++;
        else if (c == '#') SkipComment();
        else if (char.IsLetter(c) || c == '_') AddIdentifier();
        else if (c == '$') AddLocal();
        else if (char.IsAsciiDigit(c)) AddWhole(TokenKind.Number, NumberLexer.EndOf(source, _at, end));
        else if (c is '"' or '\'' or '`') AddString();
        else AddOperator();
    }

    private void SkipComment()
    {
        if (_at + 1 < end && source[_at + 1] == '#')
        {
            var close = source.IndexOf("##", _at + 2, end - _at - 2, StringComparison.Ordinal);
            if (close >= 0)
            {
                comments?.Add(_at + 2, close);
                _at = close + 2;
                return;
            }
        }
        // A comment ends with its line, or with the code.
        var start = ++_at;
        while (_at < end && source[_at] != '\n' && !TryExit(out _, out _)) _at++;
        comments?.Add(start, _at);
    }

    private void AddIdentifier()
    {
        var i = WordEnd(_at);
        // The one member whose name ends with a question mark.
        if (i < end && source[i] == '?' && source.AsSpan(_at, i - _at) is "empty" && tokens.Count > 0 && tokens[^1] is { Kind: TokenKind.Operator, Text: "." or "?." }) i++;
        AddWhole(TokenKind.Identifier, i);
    }

    private void AddLocal()
    {
        if (_at + 1 < end && source[_at + 1] is '"' or '\'')
        {
            var close = StringLexer.InterpolatedEnd(source, _at + 2, end, source[_at + 1]);
            Add(TokenKind.Interpolated, close + 1 - _at, source[(_at + 2)..close]);
            return;
        }
        AddWhole(TokenKind.Local, _at + 1 < end && source[_at + 1] == '$' ? _at + 2 : WordEnd(_at + 1));
    }

    private void AddString()
    {
        var text = StringLexer.Read(source, _at, end, out var after);
        Add(TokenKind.String, after - _at, text);
    }

    private void AddOperator()
    {
        for (var length = 3; length > 0; length--)
        {
            if (_at + length > end) continue;
            var op = source.AsSpan(_at, length);
            if (!Known.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(op, out var known)) continue;
            // x ?.5 : 1 is a condition.
            if (known == "?." && _at + 2 < end && char.IsAsciiDigit(source[_at + 2])) continue;
            if (known == "{") _braces++;
            else if (known == "}" && _braces > 0) _braces--;
            Add(TokenKind.Operator, length, known);
            return;
        }
        throw new TemplateSyntaxException($"Unexpected character `{source[_at]}`");
    }

    private int WordEnd(int i)
    {
        while (i < end && (char.IsLetterOrDigit(source[i]) || source[i] == '_')) i++;
        return i;
    }

    private void AddWhole(TokenKind kind, int after) => Add(kind, after - _at, source[_at..after]);

    private void Add(TokenKind kind, int length, string text)
    {
        tokens.Add(new Token(kind, _at, _at + length, text));
        _at += length;
    }

    /// <summary>Where reading stands, for the position of an error.</summary>
    public int Offset => _at;
}
