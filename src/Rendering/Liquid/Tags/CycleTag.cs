using System.Globalization;
using System.Text.RegularExpressions;
using Rendering.Liquid.Parsing;
using Rendering.Syntax;

namespace Rendering.Liquid.Tags;

/// <summary><c>{% cycle 'a', 'b' %}</c>, <c>{% cycle name: 'a', 'b' %}</c>: each time the next value.</summary>
internal static class CycleTag
{
    private static readonly Regex Simple = LaxGrammar.Linear($"^{LaxGrammar.Fragment}");

    private static readonly Regex Named = LaxGrammar.Linear($"^({LaxGrammar.Fragment})\\s*\\:\\s*(.*)", RegexOptions.Singleline);

    private static readonly Regex Item = LaxGrammar.Linear($"\\s*({LaxGrammar.Fragment})\\s*");

    public static Node Parse(TagContext tag) => tag.Parser.IsStrict2
        ? tag.Parse(p => Strict(tag, p), lax => Lax(tag, lax))
        : Lax(tag, tag.Parser.Lax);

    private static CycleNode Strict(TagContext tag, MarkupParser p)
    {
        if (p.Look(MarkupKind.EndOfString)) throw Invalid();
        var first = p.Expression();
        Expression? name = null;
        List<Expression> values = [];
        var from = 0;
        if (p.TryConsume(MarkupKind.Colon))
        {
            name = first;
            from = p.Current.Start;
            values.Add(p.Expression());
        }
        else values.Add(first);
        while (p.TryConsume(MarkupKind.Comma))
        {
            if (p.Look(MarkupKind.EndOfString)) break;
            values.Add(p.Expression());
        }
        p.End();
        return new CycleNode(name, [.. values], tag.Markup[from..].Trim()) { Offset = tag.Offset };
    }

    private static CycleNode Lax(TagContext tag, LaxGrammar lax)
    {
        var markup = tag.Markup;
        Expression? name = null;
        if (Named.Match(markup) is { Success: true } named)
        {
            name = lax.Expression(named.Groups[1].Value);
            markup = named.Groups[2].Value;
        }
        else if (!Simple.IsMatch(markup)) throw Invalid();
        List<Expression> values = [];
        foreach (var part in markup.Split(','))
            if (Item.Match(part) is { Success: true } item) values.Add(lax.Expression(item.Groups[1].Value));
        return values.Count == 0 ? throw Invalid() : new CycleNode(name, [.. values], markup.Trim()) { Offset = tag.Offset };
    }

    private static TemplateSyntaxException Invalid() => new("Syntax Error in 'cycle' - Valid syntax: cycle [name :] var [, var2, var3 ...]");
}

/// <summary>
/// A cycle without a name is known by its values where they are literals, so two that list the same go on from one another; one with
/// variables goes by itself.
/// </summary>
internal sealed class CycleNode(Expression? name, Expression[] values, string markup) : Node
{
    private static int _made;

    private readonly string _key = Array.TrueForAll(values, static value => value.TryGetConstant(out _))
        ? markup : string.Create(CultureInfo.InvariantCulture, $"\0\0{Interlocked.Increment(ref _made)}");

    public override Task? Render(RenderFrame frame)
    {
        var mark = frame.Output.Length;
        var key = name is null ? _key : "\0" + LiquidFormatter.Instance.ToText(name.Evaluate(frame));
        if (frame.Pending is not null) return Again(frame, mark);
        var cycles = frame.Registers.Cycles;
        var index = cycles.GetValueOrDefault(key);
        // A named cycle may be called with fewer values than it is at; then it prints nothing.
        if (index < values.Length) values[index].Write(frame, LiquidFormatter.Instance);
        if (frame.Pending is not null) return Again(frame, mark);
        cycles[key] = index + 1 >= values.Length ? 0 : index + 1;
        return null;
    }
}
