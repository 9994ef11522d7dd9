using Rendering.Scriban.Expressions;
using Rendering.Syntax;

namespace Rendering.Scriban.Parsing;

/// <summary>Reads keys and options of the statements that cache something.</summary>
internal sealed class AngleOptions(ScribanParser parser, string statement, int start) : IOptionReader
{
    private int _option = start;

    public Expression Value(string option) => parser.Expression(statement, $"{option}: <expression>");

    public Condition Condition(string option) => new Truth(Value(option));

    public string Word(string option) => parser.Take() is { Kind: TokenKind.Identifier or TokenKind.String, Text.Length: > 0 } word
        ? word.Text
        : throw Error($"{option} takes a word, or text in quotes");

    public int Variable(string name)
    {
        parser.Assigned(name);
        return parser.Slots.Write(name);
    }

    public bool TryAuto() => (parser.Next.Is(",") || parser.Next.Kind == TokenKind.AngleExit) && parser.TryTakeWord("auto");

    public PathRecorder Paths => parser.Paths;

    public TemplateSyntaxException Error(string problem) => parser.Error(problem, _option);

    /// <summary>What a statement, whose word has been taken, says of its cache, up to its end, which is taken.</summary>
    /// <param name="parser">The parser.</param>
    /// <param name="word">The statement.</param>
    /// <param name="options">The options it has.</param>
    /// <param name="hasKey">What stands without a name is a part of the key.</param>
    /// <param name="first">A word that it must begin with.</param>
    public static CacheArguments Read(ScribanParser parser, Token word, string[] options, bool hasKey, string? first = null)
    {
        var reader = new AngleOptions(parser, word.Text, word.Start);
        var read = new CacheOptions(word.Text, options, reader);
        if (first is not null && (!parser.TryTakeWord(first) || !(parser.TryTake(",") || parser.Current.Kind == TokenKind.AngleExit)))
            throw reader.Error($"{word.Text} is followed by: {first}, {options[0]}: ...");
        parser.SkipLines();
        while (parser.Current.Kind != TokenKind.AngleExit)
        {
            reader._option = parser.Current.Start;
            if (parser.Current.Kind == TokenKind.Identifier && parser.Next.Is(":"))
            {
                var name = parser.Take();
                parser.Take();
                read.Read(name.Text);
            }
            else if (hasKey) read.Key(parser.Expression(word.Text, $"<% {word.Text} <key>, ... %>"));
            else throw reader.Error($"{word.Text} takes options by their names: {string.Join(", ", options)}");
            parser.SkipLines();
            if (!parser.TryTake(",")) break;
            parser.SkipLines();
        }
        if (parser.Take() is { Kind: not TokenKind.AngleExit } more) throw parser.Error($"Unexpected `{more.Text}`. Keys and options of {word.Text} are separated by commas", more.Start);
        return read.Arguments;
    }
}
