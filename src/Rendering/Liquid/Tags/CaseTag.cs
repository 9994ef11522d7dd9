using System.Text.RegularExpressions;
using Rendering.Liquid.Expressions;
using Rendering.Liquid.Parsing;
using Rendering.Syntax;
using Rendering.Values;

namespace Rendering.Liquid.Tags;

/// <summary><c>{% case value %}{% when a, b or c %} ... {% else %} ... {% endcase %}</c>: every branch that matches is rendered.</summary>
internal static class CaseTag
{
    private static readonly Regex Syntax = LaxGrammar.Linear($"({LaxGrammar.Fragment})");

    private static readonly Regex When = LaxGrammar.Linear($"({LaxGrammar.Fragment})(?:(?:\\s+or\\s+|\\s*\\,\\s*)({LaxGrammar.Fragment}))?");

    public static Node Parse(TagContext tag)
    {
        var subject = Subject(tag);
        List<CaseBranch> branches = [];
        List<BlockBuilder> bodies = [];
        // What stands before the first branch is parsed, so that its errors are found, and dropped.
        var body = new BlockBuilder();
        while (true)
        {
            var (end, markup) = tag.Body(body, "when", "else", "endcase");
            if (end == "endcase") break;
            body = new BlockBuilder();
            bodies.Add(body);
            if (end == "else" && tag.Parser.IsStrict2 && markup.Trim().Length > 0)
                throw new TemplateSyntaxException("Syntax Error in tag 'case' - Valid else condition: {% else %} (no parameters) ");
            branches.Add(new CaseBranch(end == "when" ? Values(tag, markup) : null));
        }
        if (bodies.TrueForAll(static b => b.IsBlank))
            foreach (var builder in bodies) builder.RemoveText();
        return new CaseNode(subject, [.. branches], [.. bodies.Select(static b => b.Build())]) { Offset = tag.Offset };
    }

    private static Expression Subject(TagContext tag)
    {
        if (tag.Parser.IsStrict2)
            return tag.Parse(static p =>
            {
                var expression = p.Expression();
                p.End();
                return expression;
            }, lax => LaxSubject(tag, lax));
        return LaxSubject(tag, tag.Parser.Lax);
    }

    private static Expression LaxSubject(TagContext tag, LaxGrammar lax)
    {
        var match = Syntax.Match(tag.Markup);
        return match.Success ? lax.Expression(match.Groups[1].Value)
            : throw new TemplateSyntaxException("Syntax Error in 'case' - Valid syntax: case [condition]");
    }

    private static Expression[] Values(TagContext tag, string markup)
    {
        if (!tag.Parser.IsStrict2) return LaxValues(tag.Parser.Lax, markup);
        return tag.Parse(markup, static p =>
        {
            List<Expression> values = [];
            do values.Add(p.Expression());
            while (p.TryWord("or") || p.TryConsume(MarkupKind.Comma));
            p.End();
            return values.ToArray();
        }, lax => LaxValues(lax, markup));
    }

    private static Expression[] LaxValues(LaxGrammar lax, string markup)
    {
        List<Expression> values = [];
        var at = 0;
        do
        {
            var match = When.Match(markup, at);
            if (!match.Success) throw new TemplateSyntaxException("Syntax Error in tag 'case' - Valid when condition: {% when [condition] [or condition2...] %}");
            values.Add(lax.Expression(match.Groups[1].Value));
            at = match.Groups[2].Success ? match.Groups[2].Index : markup.Length;
        }
        while (at < markup.Length);
        return [.. values];
    }
}

/// <summary>The values of a <c>when</c>; null for <c>else</c>.</summary>
internal sealed record CaseBranch(Expression[]? Values);

internal sealed class CaseNode(Expression subject, CaseBranch[] branches, Block[] blocks) : Node
{
    public override bool IsBlank { get; } = Array.TrueForAll(blocks, static block => block.IsBlank);

    public override Task? Render(RenderFrame frame)
    {
        var value = subject.Evaluate(frame);
        if (frame.Pending is not null) return Again(frame, frame.Output.Length);
        return Run(frame, value, 0, matched: false);
    }

    private Task? Run(RenderFrame frame, Value value, int index, bool matched)
    {
        for (; index < branches.Length; index++)
        {
            if (branches[index].Values is not { } values)
            {
                if (!matched && blocks[index].Render(frame) is { } waitingElse) return Resume(frame, value, index, matched, waitingElse);
                continue;
            }
            foreach (var candidate in values)
            {
                var other = candidate.Evaluate(frame);
                if (frame.Pending is not null) return Retry(frame, value, index, matched);
                if (!LiquidComparison.AreEqual(frame, value, other)) continue;
                matched = true;
                if (blocks[index].Render(frame) is { } waiting) return Resume(frame, value, index, matched, waiting);
                if (frame.Interrupt != Interrupt.None) return null;
            }
        }
        return null;
    }

    private async Task Resume(RenderFrame frame, Value value, int index, bool matched, Task waiting)
    {
        await waiting.ConfigureAwait(false);
        if (frame.Interrupt == Interrupt.None && Run(frame, value, index + 1, matched) is { } rest) await rest.ConfigureAwait(false);
    }

    private async Task Retry(RenderFrame frame, Value value, int index, bool matched)
    {
        await frame.TakePending().ConfigureAwait(false);
        if (Run(frame, value, index, matched) is { } rest) await rest.ConfigureAwait(false);
    }
}
