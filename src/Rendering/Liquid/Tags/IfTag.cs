using System.Text.RegularExpressions;
using Rendering.Liquid.Expressions;
using Rendering.Liquid.Parsing;
using Rendering.Syntax;

namespace Rendering.Liquid.Tags;

/// <summary><c>{% if a and b == 1 %} ... {% elsif c %} ... {% else %} ... {% endif %}</c>, and <c>{% unless %}</c>, the opposite.</summary>
internal static class IfTag
{
    private static readonly Regex Syntax = LaxGrammar.Linear($"({LaxGrammar.Fragment})\\s*([=!<>a-z_]+)?\\s*({LaxGrammar.Fragment})?");

    public static Node If(TagContext tag) => Parse(tag, negate: false);

    public static Node Unless(TagContext tag) => Parse(tag, negate: true);

    private static IfNode Parse(TagContext tag, bool negate)
    {
        var first = ConditionOf(tag, tag.Markup);
        List<Condition> conditions = [negate ? new NotCondition(first) : first];
        List<BlockBuilder> bodies = [new()];
        while (true)
        {
            var (end, markup) = tag.Body(bodies[^1], "elsif", "else", "end" + tag.Name);
            if (end != "elsif" && end != "else") break;
            bodies.Add(new BlockBuilder());
            if (end == "elsif")
            {
                var condition = ConditionOf(tag, markup);
                // What stands behind an else is never reached, as in Shopify's Liquid; it is parsed for its errors.
                if (conditions.Count == bodies.Count - 1) conditions.Add(condition);
            }
        }
        if (bodies.TrueForAll(static b => b.IsBlank))
            foreach (var body in bodies) body.RemoveText();
        var reachable = Math.Min(bodies.Count, conditions.Count + 1);
        return new IfNode([.. conditions], [.. bodies.Take(reachable).Select(static b => b.Build())]) { Offset = tag.Offset };
    }

    /// <summary>A condition; <c>and</c> and <c>or</c> bind alike, from the right.</summary>
    public static Condition ConditionOf(TagContext tag, string markup) => tag.Parse(markup, static p =>
    {
        var condition = Chain(p);
        p.End();
        return condition;
    }, lax => Lax(lax, tag.Name, markup));

    internal static Condition Chain(MarkupParser p)
    {
        // Iterative, so that a long chain costs no stack at parse; it is folded from the right.
        List<(Condition Left, bool And)> pending = [];
        var last = Comparison(p);
        while (true)
        {
            if (p.TryWord("and")) pending.Add((last, true));
            else if (p.TryWord("or")) pending.Add((last, false));
            else break;
            if (pending.Count > MaxChain) throw new TemplateSyntaxException($"A condition has more than {MaxChain} parts");
            last = Comparison(p);
        }
        for (var i = pending.Count - 1; i >= 0; i--) last = pending[i].And ? new AndCondition(pending[i].Left, last) : new OrCondition(pending[i].Left, last);
        return last;
    }

    // Conditions are tested by recursion, one level of the stack each.
    private const int MaxChain = 1000;

    private static Condition Comparison(MarkupParser p)
    {
        var left = p.Expression();
        if (!p.Look(MarkupKind.Comparison)) return new TruthyCondition(left);
        var op = p.Consume(MarkupKind.Comparison);
        return Expressions.Comparison.Of(op, left, p.Expression());
    }

    private static Condition Lax(LaxGrammar lax, string tag, string markup)
    {
        var parts = ConditionParts.Of(markup);
        if (parts.Count > 2 * MaxChain) throw new TemplateSyntaxException($"A condition has more than {MaxChain} parts");
        var condition = Single();
        while (parts.Count > 0)
        {
            var op = Pop().Trim();
            var left = Single();
            condition = op switch
            {
                "and" => new AndCondition(left, condition),
                "or" => new OrCondition(left, condition),
                _ => throw Invalid(tag),
            };
        }
        return condition;

        string Pop()
        {
            if (parts.Count == 0) return "";
            var last = parts[^1];
            parts.RemoveAt(parts.Count - 1);
            return last;
        }

        Condition Single()
        {
            var match = Syntax.Match(Pop());
            if (!match.Success) throw Invalid(tag);
            var left = lax.Expression(match.Groups[1].Value);
            return match.Groups[2].Success
                ? Expressions.Comparison.Of(match.Groups[2].Value, left, lax.Expression(match.Groups[3].Value))
                : new TruthyCondition(left);
        }
    }

    private static TemplateSyntaxException Invalid(string tag) => new($"Syntax Error in tag '{tag}' - Valid syntax: {tag} [expression]");
}
