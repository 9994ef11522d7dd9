using System.Globalization;
using Rendering.Scriban.Expressions;
using Rendering.Scriban.Functions;
using Rendering.Scriban.Statements;
using Rendering.Syntax;
using Rendering.Values;

namespace Rendering.Scriban.Parsing;

/// <summary>Literals, variables, and the members and items behind them.</summary>
internal sealed partial class ScribanParser
{
    /// <summary>A primary with its members, as a function is named: not called yet.</summary>
    public Expression Path()
    {
        var start = Current.Start;
        var left = Primary();
        while (true)
        {
            if (Current.Is(".") || Current.Is("?.")) left = Member(left, start);
            else if (Current.Is("[") && !IsSpaceBefore(Current)) left = Index(left, start);
            else return left;
        }
    }

    /// <summary>A path as a value: a function that it leads to is called.</summary>
    public static Expression AsValue(Expression path)
    {
        switch (path)
        {
            case VariableExpression or ScopedVariable or ArgumentExpression:
                return new CallIfFunction(path);
            case ScribanMember member:
                member.Calls = true;
                return RequestExpression.Member(member);
            case IndexExpression index:
                index.Calls = true;
                return index.Key.TryGetConstant(out var key) && key.AsString is { } name ? RequestExpression.Item(index.Target, name, index) : index;
            case BuiltInReference known:
                return known.Call([], [], []);
            default:
                return path;
        }
    }

    private Expression Primary()
    {
        var token = Take();
        Paths.Offset = token.Start;
        switch (token.Kind)
        {
            case TokenKind.String:
                return ConstantExpression.Of(Value.FromString(token.Text));
            case TokenKind.Number:
                return ConstantExpression.Of(Located(static t => NumberLexer.Parse(t.Text), token));
            case TokenKind.Interpolated:
                return Located(t => Interpolation.Parse(this, t), token);
            case TokenKind.Local:
                return Local(token.Text);
            case TokenKind.Identifier:
                return Word(token);
            case TokenKind.Operator when token.Text == "(":
                return Nested();
            case TokenKind.Operator when token.Text == "[":
                return ArrayInitializer();
            case TokenKind.Operator when token.Text == "{":
                return ObjectInitializer();
            default:
                throw Error($"Unexpected token `{token.Text}`. Expecting an expression.", token.Start);
        }
    }

    // What is wrong with a token is wrong where it begins, though the next one is the current one already.
    private T Located<T>(Func<Token, T> parse, Token token)
    {
        try
        {
            return parse(token);
        }
        catch (TemplateSyntaxException error)
        {
            error.Location ??= ParsedTemplate.Locate(_source, token.Start);
            throw;
        }
    }

    private NestedExpression Nested()
    {
        var around = Open();
        SkipLines();
        var inner = Expression();
        SkipLines();
        Expect(")");
        Close(around);
        return new NestedExpression(inner);
    }

    private Expression Word(Token token)
    {
        switch (token.Text)
        {
            case "true":
                return ConstantExpression.Of(Value.True);
            case "false":
                return ConstantExpression.Of(Value.False);
            case "null":
                return ConstantExpression.Nil;
            case "empty" when !_assigned.Contains("empty"):
                return new FamilyVariable(Variable("empty", isBuiltIn: true), Value.Empty);
            case "do" when !_assigned.Contains("do"):
                return FunctionStatement.Anonymous(this, token);
            case "for" or "while" or "tablerow" when Current.Is("."):
                _at++;
                return LoopMember.Parse(this, token, Take());
            case "this" when Current.Is(".") && Next.Kind == TokenKind.Identifier:
                _at++;
                return Variable(Take().Text);
            case "this" when Current.Is("[") && Next.Kind == TokenKind.String && _tokens[_at + 2].Is("]"):
                _at += 3;
                return Variable(_tokens[_at - 2].Text);
            case RequestExpression.Name when !_assigned.Contains(RequestExpression.Name) && FunctionTable.Find(Engine, "", RequestExpression.Name) is null:
                return new RequestExpression(Variable(token.Text), token.Start);
            case "include" when !_assigned.Contains("include"):
                return new IncludeReference(token.Start);
            default:
                if (Current.Is(".") && Next.Kind == TokenKind.Identifier && !_assigned.Contains(token.Text) && FunctionTable.Find(Engine, token.Text, Next.Text) is { } known)
                {
                    _at += 2;
                    return new BuiltInReference(known, token.Start, _tokens[_at - 1].End);
                }
                if (!_assigned.Contains(token.Text) && FunctionTable.Find(Engine, "", token.Text) is { } host) return new BuiltInReference(host, token.Start, token.End);
                return !_assigned.Contains(token.Text) && FunctionTable.TryGetFamily(token.Text, out var family)
                    ? new FamilyVariable(Variable(token.Text, isBuiltIn: true), family) : Variable(token.Text);
        }
    }

    /// <summary>A variable by its name. In a function, and inside <c>with</c>, an object may stand before it.</summary>
    public Expression Variable(string name, bool isBuiltIn = false)
    {
        var variable = new VariableExpression(Slots.Read(name), name);
        return (Scope.IsFunction || Scope.Withs > 0) && !Scope.LoopVariables.Contains(name)
            ? Paths.Add(new ScopedVariable(WithSlot, variable), variable.Slot, name, WithSlot, isBuiltIn)
            : Paths.Add(variable, variable.Slot, name, isBuiltIn: isBuiltIn);
    }

    /// <summary>Notes that the template gives this name a value, so it no longer stands for what is built in.</summary>
    public void Assigned(string name)
    {
        _assigned.Add(name);
        Slots.NoteWritten(name);
    }

    /// <summary>The slot of a local variable: one a function, or one for the statements outside of all.</summary>
    public int LocalSlot(string name)
    {
        // What a template was included with stands in the place that the statement gave it.
        if (!Scope.IsFunction && name is "$" or "$$") return Slots.Write(name);
        if (!Scope.Locals.TryGetValue(name, out var slot)) Scope.Locals[name] = slot = Slots.Own(name);
        return slot;
    }

    private Expression Local(string name)
    {
        if (name == "$$") return new BlockCall(new VariableExpression(LocalSlot(name), name));
        if (name.Length > 1 && int.TryParse(name.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var index)) return new ArgumentExpression(new VariableExpression(LocalSlot("$"), "$"), index);
        var slot = LocalSlot(name);
        return Paths.Add(new VariableExpression(slot, name), slot, name);
    }

    private ScribanMember Member(Expression target, int start)
    {
        var isConditional = Take().Text == "?.";
        var name = Take();
        if (name.Kind != TokenKind.Identifier) throw Error($"Invalid token `{name.Text}`. The dot operator is expected to be followed by a plain identifier", name.Start);
        return Paths.Extend(target, new ScribanMember(target is NestedExpression or VariableExpression ? target : AsOwner(target), name.Text, start, name.Start, isConditional), name.Text);
    }

    private static Expression AsOwner(Expression target) => target is BuiltInReference ? AsValue(target) : target;

    private IndexExpression Index(Expression target, int start)
    {
        Take();
        var around = Open();
        SkipLinesUnlessLast();
        if (Current.EndsLine) throw Error($"Error while parsing indexer expression: Expecting <index_expression> instead of `{Current.Text}` in: <expression>[<index_expression>]", Current.Start);
        var keyStart = Current.Start;
        var key = Expression();
        SkipLines();
        if (!TryTake("]")) throw Error($"Unexpected `{Current.Text}`. Expecting ']'", Current.Start);
        Close(around);
        return new IndexExpression(AsOwner(target), key, start, keyStart, _tokens[_at - 1].End);
    }

    private ArrayInitializer ArrayInitializer()
    {
        List<Expression> items = [];
        Separated("]", () =>
        {
            if (Current.EndsLine) throw Error(items.Count == 0 || _tokens[_at - 1].Kind == TokenKind.Operator
                ? $"Error while parsing array initializer: Expecting <expression> instead of `{Current.Text}` in: [item1, item2,...]"
                : $"Unexpected token found `{Current.Text}` while expecting `]`.", Current.Start);
            items.Add(Expression());
        });
        return new ArrayInitializer(items);
    }

    private ObjectInitializer ObjectInitializer()
    {
        List<string> names = [];
        List<Expression> values = [];
        Separated("}", () =>
        {
            var name = Take();
            if (name.Kind is not (TokenKind.Identifier or TokenKind.String))
                throw Error($"Unexpected token `{name.Text}` while parsing object initializer. Expecting a simple identifier for the member name.", name.Start);
            if (!TryTake(":")) throw Error($"Unexpected token `{Current.Text}` Expecting a colon : after identifier `{name.Text}` for object initializer member name.", Current.Start);
            SkipLines();
            if (Current.EndsLine || (Current.Kind == TokenKind.Operator && Current.Text is not ("(" or "[" or "{" or "-" or "+" or "!" or "@" or "++" or "--")))
                throw Error($"Unexpected token `{Current.Text}`. Expecting an expression for the value of the member.", Current.Start);
            names.Add(name.Text);
            values.Add(Expression());
        });
        return new ObjectInitializer([.. names], values);
    }

    // What stands between brackets, of which the opening one has been taken, with commas; each may stand on a line of its own.
    private void Separated(string close, Action parse)
    {
        var around = Open();
        SkipLines();
        while (!Current.Is(close))
        {
            parse();
            SkipLines();
            if (!TryTake(",")) break;
            SkipLines();
        }
        Expect(close);
        Close(around);
    }

    private bool IsSpaceBefore(Token token) => token.Start == 0 || char.IsWhiteSpace(_source.Text[token.Start - 1]);

    /// <summary>The parts of an interpolated string are expressions of this template, read from their own tokens.</summary>
    public Expression ParsePart(int start, int end)
    {
        var (tokens, at) = (_tokens, _at);
        var around = Open();
        _tokens = [];
        _at = 0;
        var lexer = new CodeLexer(_source.Text, start, end, _tokens, isAngle: false);
        try
        {
            lexer.ReadAll();
        }
        catch (TemplateSyntaxException error)
        {
            error.Location ??= ParsedTemplate.Locate(_source, lexer.Offset);
            throw;
        }
        var part = Expression();
        if (Current.Kind != TokenKind.End) throw Error($"Unexpected token `{Current.Text}` in an interpolated string", Current.Start);
        (_tokens, _at) = (tokens, at);
        Close(around);
        return part;
    }
}
