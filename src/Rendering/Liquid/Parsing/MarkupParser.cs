using Rendering.Syntax;
using Rendering.Values;

namespace Rendering.Liquid.Parsing;

/// <summary>Reads the inside of a tag by the strict grammar: a token at a time, every character accounted for.</summary>
internal sealed class MarkupParser(LiquidParser parser, string markup)
{
    private readonly List<MarkupToken> _tokens = MarkupLexer.Lex(markup);
    private int _at;
    private int _depth;

    public MarkupToken Current => _tokens[_at];

    public string Text(MarkupToken token) => markup.Substring(token.Start, token.Length);

    public bool Look(MarkupKind kind, int ahead = 0) => _at + ahead < _tokens.Count && _tokens[_at + ahead].Kind == kind;

    public bool TryConsume(MarkupKind kind)
    {
        if (!Look(kind)) return false;
        _at++;
        return true;
    }

    public string Consume(MarkupKind kind)
    {
        var token = Current;
        if (token.Kind != kind) throw new TemplateSyntaxException($"Expected {NameOf(kind)} but found {NameOf(token.Kind)}");
        _at++;
        return Text(token);
    }

    /// <summary>The next token whatever it is.</summary>
    public MarkupToken Take() => _tokens[_at++];

    public bool TryWord(string word)
    {
        if (Current.Kind != MarkupKind.Id || !markup.AsSpan(Current.Start, Current.Length).SequenceEqual(word)) return false;
        _at++;
        return true;
    }

    /// <summary>Ends the markup: what is left over is an error.</summary>
    public void End() => Consume(MarkupKind.EndOfString);

    public Expression Expression()
    {
        // Each level of brackets or parentheses is a level of the stack.
        if (++_depth > parser.Engine.Limits.BlockDepth) throw new NestingException();
        try
        {
            return Primary();
        }
        finally
        {
            _depth--;
        }
    }

    private Expression Primary()
    {
        var token = Current;
        switch (token.Kind)
        {
            case MarkupKind.Id:
                _at++;
                var name = Text(token);
                return Look(MarkupKind.OpenSquare) || Look(MarkupKind.Dot)
                    ? Lookups(parser.Expressions.Variable(name))
                    : parser.Expressions.Word(name);
            case MarkupKind.OpenSquare:
                if (parser.IsStrict2) throw new TemplateSyntaxException("Bare bracket access is not allowed. Use self['...'] instead");
                _at++;
                var key = Expression();
                Consume(MarkupKind.CloseSquare);
                return Lookups(parser.Expressions.Dynamic(key));
            case MarkupKind.String:
                _at++;
                return new ConstantExpression(Value.FromString(markup.Substring(token.Start + 1, token.Length - 2)));
            case MarkupKind.Number:
                _at++;
                return parser.Expressions.Number(markup.AsSpan(token.Start, token.Length));
            case MarkupKind.OpenRound:
                _at++;
                var first = Expression();
                Consume(MarkupKind.DotDot);
                var last = Expression();
                Consume(MarkupKind.CloseRound);
                return ExpressionFactory.Range(first, last);
            default:
                throw new TemplateSyntaxException($"{Inspect(token)} is not a valid expression");
        }
    }

    private Expression Lookups(Expression target)
    {
        while (true)
        {
            if (TryConsume(MarkupKind.OpenSquare))
            {
                var key = Expression();
                Consume(MarkupKind.CloseSquare);
                target = parser.Expressions.Index(target, key);
            }
            else if (TryConsume(MarkupKind.Dot)) target = parser.Expressions.Member(target, Consume(MarkupKind.Id));
            else return target;
        }
    }

    /// <summary>The token as Ruby prints it: <c>[:comma, ","]</c>.</summary>
    private string Inspect(MarkupToken token) =>
        token.Kind == MarkupKind.EndOfString ? "[:end_of_string]" : $"[:{NameOf(token.Kind)}, \"{Text(token).Replace("\"", "\\\"", StringComparison.Ordinal)}\"]";

    private static string NameOf(MarkupKind kind) => kind switch
    {
        MarkupKind.EndOfString => "end_of_string",
        MarkupKind.Id => "id",
        MarkupKind.Number => "number",
        MarkupKind.String => "string",
        MarkupKind.Comparison => "comparison",
        MarkupKind.Pipe => "pipe",
        MarkupKind.Dot => "dot",
        MarkupKind.Colon => "colon",
        MarkupKind.Comma => "comma",
        MarkupKind.OpenSquare => "open_square",
        MarkupKind.CloseSquare => "close_square",
        MarkupKind.OpenRound => "open_round",
        MarkupKind.CloseRound => "close_round",
        MarkupKind.Question => "question",
        MarkupKind.Dash => "dash",
        _ => "dotdot",
    };
}
