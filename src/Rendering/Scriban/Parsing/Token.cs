namespace Rendering.Scriban.Parsing;

internal enum TokenKind : byte
{
    End,

    /// <summary>Text outside of code, white space control applied.</summary>
    Text,

    /// <summary>The end of a line, or a semicolon.</summary>
    NewLine,

    /// <summary><c>}}</c>.</summary>
    Exit,
    Identifier,

    /// <summary><c>$x</c>, <c>$0</c>, <c>$</c>, <c>$$</c>.</summary>
    Local,
    String,

    /// <summary><c>$"a {b}"</c>; its text is what stands between the quotes.</summary>
    Interpolated,
    Number,
    Operator,

    /// <summary><c>&lt;% cache</c>: the word; what follows is code up to <see cref="AngleExit"/>.</summary>
    Angle,

    /// <summary><c>%&gt;</c>.</summary>
    AngleExit,
}

/// <param name="Kind">What it is.</param>
/// <param name="Start">Its first character in the source.</param>
/// <param name="End">Behind its last one.</param>
/// <param name="Text">The text, word, operator, or what a string stands for.</param>
internal readonly record struct Token(TokenKind Kind, int Start, int End, string Text)
{
    public bool Is(string op) => Kind == TokenKind.Operator && Text == op;

    public bool IsWord(string word) => Kind == TokenKind.Identifier && Text == word;

    /// <summary>Ends a statement.</summary>
    public bool EndsLine => Kind is TokenKind.NewLine or TokenKind.Exit or TokenKind.AngleExit or TokenKind.End or TokenKind.Text or TokenKind.Angle;
}
