using Rendering.Scriban.Expressions;
using Rendering.Scriban.Statements;
using Rendering.Syntax;

namespace Rendering.Scriban.Parsing;

/// <summary>Calls: <c>f 1 2</c>, <c>f(1, 2)</c>, <c>1 | f 2</c>.</summary>
internal sealed partial class ScribanParser
{
    private static readonly string[] Nothing = [];

    private Around _around = new(Nothing, NoNames: false, InArgument: false);

    /// <summary>What the statement or expression around asks of the one being parsed. Brackets begin anew.</summary>
    /// <param name="Stops">Words that end it: <c>for y in x reversed</c>.</param>
    /// <param name="NoNames"><c>x : y</c> is not a named argument but the second part of a condition.</param>
    /// <param name="InArgument">It is an argument and takes none itself: <c>f g x</c> calls f with two.</param>
    private readonly record struct Around(string[] Stops, bool NoNames, bool InArgument);

    private Around Open()
    {
        Enter();
        var around = _around;
        _around = new(Nothing, NoNames: false, InArgument: false);
        return around;
    }

    private void Close(Around around)
    {
        _around = around;
        Leave();
    }

    /// <summary>An expression that ends before one of these words.</summary>
    public Expression ExpressionUntil(string[] stops, string statement, string syntax)
    {
        var around = _around;
        _around = new(stops, NoNames: false, InArgument: false);
        var expression = Expression(statement, syntax);
        _around = around;
        return expression;
    }

    private Expression Call()
    {
        var start = Current.Start;
        var path = Path();
        if ((Current.Is("++") || Current.Is("--")) && path is VariableExpression or ScopedVariable or ScribanMember or IndexExpression)
            return Increment(path, Take(), isPrefix: false);
        return TryArguments(path, out var arguments) ? CallOf(path, arguments, start) : AsValue(path);
    }

    private Expression PipeTo(Expression left)
    {
        var start = Current.Start;
        var isAlias = Current.Is("@");
        if (isAlias) _at++;
        var path = Path();
        if (!TryArguments(path, out var arguments)) arguments = new Arguments();
        arguments.Values.Insert(0, left);
        arguments.IsPipe = true;
        return CallOf(path, arguments, start);
    }

    private Expression CallOf(Expression path, Arguments arguments, int start)
    {
        if (path is BuiltInReference known && !arguments.Values.Exists(static value => value is ExpandExpression))
        {
            for (var i = 0; i < arguments.Names.Count; i++)
                if (known.Refuses(arguments.Names[i]) is { } problem) throw Error(problem, arguments.Places[i]);
            return known.Call([.. arguments.Values], [.. arguments.Names], [.. arguments.Named]);
        }
        if (path is IncludeReference include) return IncludeStatement.Make(this, include, arguments);
        if (path is BuiltInReference alias) path = ConstantExpression.Of(alias.AsFunction());
        return new CallExpression(path, arguments, start, Text(start, _tokens[_at - 1].End));
    }

    /// <summary>The arguments behind a path: in brackets that stand close to it, or one after the other.</summary>
    public bool TryArguments(Expression path, out Arguments arguments)
    {
        arguments = new Arguments();
        if (Current.Is("(") && !IsSpaceBefore(Current) && CanBeCalled(path))
        {
            Take();
            var given = arguments;
            Separated(")", () => Argument(given, Expression));
            return true;
        }
        while (StartsArgument())
        {
            var around = _around;
            _around = _around with { InArgument = true };
            Argument(arguments, Unary);
            _around = around;
        }
        return arguments.Values.Count + arguments.Named.Count > 0;
    }

    private void Argument(Arguments arguments, Func<Expression> parse)
    {
        if (Current.Kind == TokenKind.Identifier && Next.Is(":") && !_around.NoNames)
        {
            var name = Take();
            _at++;
            arguments.Names.Add(name.Text);
            arguments.Places.Add(name.Start);
            arguments.Named.Add(parse());
        }
        else arguments.Values.Add(parse());
    }

    private bool StartsArgument()
    {
        if (_around.InArgument) return false;
        var token = Current;
        return token.Kind switch
        {
            TokenKind.String or TokenKind.Number or TokenKind.Interpolated or TokenKind.Local => true,
            TokenKind.Identifier => Array.IndexOf(_around.Stops, token.Text) < 0,
            TokenKind.Operator => token.Text is "(" or "{" or "@" or "^" or "!" || (token.Text == "[" && IsSpaceBefore(token)),
            _ => false,
        };
    }

    private static bool CanBeCalled(Expression path) => path is VariableExpression or ScopedVariable or ScribanMember or IndexExpression or BuiltInReference or IncludeReference;
}

/// <summary>The arguments of a call while it is parsed.</summary>
internal sealed class Arguments
{
    public List<Expression> Values { get; } = [];

    public List<string> Names { get; } = [];

    public List<Expression> Named { get; } = [];

    /// <summary>Where the names stand.</summary>
    public List<int> Places { get; } = [];

    public bool IsPipe { get; set; }
}
