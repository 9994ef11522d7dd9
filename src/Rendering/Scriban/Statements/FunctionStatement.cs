using Rendering.Scriban.Expressions;
using Rendering.Scriban.Functions;
using Rendering.Scriban.Parsing;
using Rendering.Syntax;
using Rendering.Values;

namespace Rendering.Scriban.Statements;

/// <summary>
/// <c>func f ... end</c> takes any arguments, as <c>$0</c>, <c>$1</c> and <c>$</c>; <c>func f(a, b = 1, rest...) ... end</c> names them.
/// <c>f(x) = x + 1</c> is one in a line, <c>do ... end</c> one without a name.
/// </summary>
internal static class FunctionStatement
{
    public static Node Parse(ScribanParser parser, Token word)
    {
        var name = parser.Current;
        if (name.Kind is not (TokenKind.Identifier or TokenKind.Local))
            throw parser.Error($"Error while parsing func statement: Expecting a name instead of `{name.Text}` in: func <name> ... end", name.Start);
        var target = AssignTarget.Of(parser, parser.Path(), name.Start);
        return new FunctionNode(target, Body(parser, word, name, ParseStatements)) { Offset = word.Start };
    }

    public static FunctionExpression Anonymous(ScribanParser parser, Token word) => new(Body(parser, word, null, ParseStatements));

    /// <summary>Whether names in brackets behind a name are followed by <c>=</c>.</summary>
    public static bool IsInline(ScribanParser parser)
    {
        if (parser.Current.Kind is not (TokenKind.Identifier or TokenKind.Local) || !parser.Next.Is("(")) return false;
        var close = parser.Look(2, static token => token.Is(")"));
        return close > 0 && parser.At(close + 1).Is("=");
    }

    public static Node Inline(ScribanParser parser)
    {
        var name = parser.Current;
        var target = AssignTarget.Of(parser, parser.Path(), name.Start);
        return new FunctionNode(target, Body(parser, name, name, static (parser, word) =>
        {
            parser.Expect("=");
            return new Block([new ReturnNode(parser.Expression("assign", "<target_expression> = <value_expression>")) { Offset = word.Start }]);
        }))
        { Offset = name.Start };
    }

    private static Block ParseStatements(ScribanParser parser, Token word)
    {
        if (!parser.Current.EndsLine) parser.EndLine(word.Start);
        return parser.Body(word);
    }

    private static FunctionBody Body(ScribanParser parser, Token word, Token? name, Func<ScribanParser, Token, Block> parse) => parser.InFunction(scope =>
    {
        var self = name is { Kind: TokenKind.Local } local ? parser.LocalSlot(local.Text) : -1;
        List<Node> defaults = [];
        var parameters = parser.Current.Is("(") ? Parameters(parser, defaults) : null;
        foreach (var parameter in parameters ?? []) scope.LoopVariables.Add(parameter.Name);
        var block = parse(parser, word);
        if (defaults.Count > 0) block = new Block([.. defaults, .. block.Nodes]);
        int[] slots = [.. (parameters ?? []).Select(static p => p.Slot), .. scope.Locals.Values];
        return new FunctionBody(name?.Text, parameters, block, slots, scope.Locals.GetValueOrDefault("$", -1), scope.Locals.GetValueOrDefault("$$", -1), self);
    });

    private static Parameter[] Parameters(ScribanParser parser, List<Node> defaults)
    {
        parser.Expect("(");
        List<Parameter> parameters = [];
        while (!parser.Current.Is(")"))
        {
            var name = parser.Take();
            if (name.Kind is not (TokenKind.Identifier or TokenKind.Local)) throw parser.Error($"Expecting the name of a parameter instead of `{name.Text}`", name.Start);
            if (parameters.Exists(p => p.Name == name.Text)) throw parser.Error($"The parameter `{name.Text}` is declared twice", name.Start);
            if (parameters.Exists(static p => p.TakesRest)) throw parser.Error("Cannot declare a parameter after one that takes the rest.", name.Start);
            var isRest = parser.Current.Is("..") && parser.Next.Is(".");
            Expression? fallback = null;
            if (isRest)
            {
                parser.Take();
                parser.Take();
            }
            else if (parser.TryTake("=")) fallback = parser.Expression();
            else if (parameters.Exists(static p => p.IsOptional)) throw parser.Error("Cannot declare a normal parameter after an optional parameter.", name.Start);
            parser.Assigned(name.Text);
            var slot = name.Kind == TokenKind.Local ? parser.LocalSlot(name.Text) : parser.Slots.Read(name.Text);
            if (fallback is not null) defaults.Add(new DefaultNode(slot, fallback) { Offset = name.Start });
            parameters.Add(new Parameter(name.Text, slot, fallback is not null, isRest));
            if (!parser.TryTake(",")) break;
        }
        parser.Expect(")");
        return [.. parameters];
    }
}

/// <summary>Makes a function and gives it its name.</summary>
internal sealed class FunctionNode(AssignTarget target, FunctionBody body) : Node
{
    public override bool IsBlank => true;

    public override Task? Render(RenderFrame frame)
    {
        var mark = frame.Output.Length;
        var (owner, key) = target.Find(frame);
        if (frame.Pending is not null) return Again(frame, mark);
        target.Set(frame, owner, key, Value.FromReference(new TemplateFunction(body, frame.Template)));
        return null;
    }
}

/// <summary><c>do ... end</c>.</summary>
internal sealed class FunctionExpression(FunctionBody body) : Expression
{
    public override Value Evaluate(RenderFrame frame) => Value.FromReference(new TemplateFunction(body, frame.Template));
}

/// <summary>Gives a parameter that was left out its default. A statement of the body, since a default may have to wait for its value.</summary>
internal sealed class DefaultNode(int slot, Expression value) : Node
{
    public override Task? Render(RenderFrame frame)
    {
        if (!frame.Slots[frame.Read[slot]].IsUnset) return null;
        var mark = frame.Output.Length;
        var result = value.Evaluate(frame);
        if (frame.Pending is not null) return Again(frame, mark);
        frame.Slots[frame.Read[slot]] = result;
        return null;
    }
}
