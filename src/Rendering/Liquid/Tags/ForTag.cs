using System.Text.RegularExpressions;
using Rendering.Liquid.Parsing;
using Rendering.Syntax;
using Rendering.Values;

namespace Rendering.Liquid.Tags;

/// <summary>
/// <c>{% for item in list reversed limit: 2 offset: 4 %} ... {% else %} ... {% endfor %}</c>. <c>offset: continue</c> goes on where
/// the last loop over the same list with the same variable ended.
/// </summary>
internal static class ForTag
{
    private static readonly Regex Syntax = LaxGrammar.Linear($"^([\\w\\-]+)\\s+in\\s+((?:{LaxGrammar.Fragment})+)\\s*(reversed)?");

    private sealed class Header
    {
        public required string Variable;
        public required string Name;
        public required Expression Collection;
        public bool Reversed;
        public Expression? Limit;
        public Expression? Offset;
        public bool Continues;

        public void Set(string attribute, Func<Expression> value, string text)
        {
            if (attribute == "limit") Limit = value();
            else if (attribute == "offset" && text == "continue") Continues = true;
            else if (attribute == "offset") (Offset, Continues) = (value(), false);
        }
    }

    public static Node Parse(TagContext tag)
    {
        var header = tag.Parse(p => Strict(tag, p), lax => Lax(tag, lax));
        var loopSlot = tag.Slots.Open("forloop");
        var itemSlot = tag.Slots.Open(header.Variable);
        var body = new BlockBuilder();
        var (end, _) = tag.Body(body, "else", "endfor");
        tag.Slots.Close(2);
        BlockBuilder? otherwise = null;
        while (end == "else")
        {
            otherwise = new BlockBuilder();
            (end, _) = tag.Body(otherwise, "else", "endfor");
        }
        if (body.IsBlank && (otherwise is null || otherwise.IsBlank))
        {
            body.RemoveText();
            otherwise?.RemoveText();
        }
        return new LiquidForNode(itemSlot, loopSlot, tag.Slots.IsRead(loopSlot), body.Build(), otherwise?.Build())
        {
            Collection = header.Collection,
            Name = header.Name,
            Limit = header.Limit,
            From = header.Offset,
            Continues = header.Continues,
            Reversed = header.Reversed,
            Offset = tag.Offset,
        };
    }

    private static Header Strict(TagContext tag, MarkupParser p)
    {
        var variable = p.Consume(MarkupKind.Id);
        if (!p.TryWord("in")) throw new TemplateSyntaxException("For loops require an 'in' clause");
        var start = p.Current.Start;
        var collection = p.Expression();
        var text = tag.Markup[start..p.Current.Start].Trim();
        var header = new Header { Variable = variable, Collection = collection, Name = $"{variable}-{text}", Reversed = p.TryWord("reversed") };
        while (p.Look(MarkupKind.Comma) || p.Look(MarkupKind.Id))
        {
            p.TryConsume(MarkupKind.Comma);
            var attribute = p.TryWord("limit") ? "limit" : p.TryWord("offset") ? "offset"
                : throw new TemplateSyntaxException("Invalid attribute in for loop. Valid attributes are limit and offset");
            p.Consume(MarkupKind.Colon);
            var word = p.Look(MarkupKind.Id) ? p.Text(p.Current) : "";
            header.Set(attribute, p.Expression, word);
            if (header.Continues && word == "continue" && attribute == "offset") p.Take();
        }
        p.End();
        return header;
    }

    private static Header Lax(TagContext tag, LaxGrammar lax)
    {
        var match = Syntax.Match(tag.Markup);
        if (!match.Success) throw new TemplateSyntaxException("Syntax Error in 'for loop' - Valid syntax: for [item] in [collection]");
        var collection = match.Groups[2].Value;
        var header = new Header
        {
            Variable = match.Groups[1].Value,
            Name = $"{match.Groups[1].Value}-{collection}",
            Collection = lax.Expression(collection),
            Reversed = match.Groups[3].Success,
        };
        foreach (var (name, text, value) in lax.AttributeTexts(tag.Markup)) header.Set(name, () => value, text);
        return header;
    }
}

internal sealed class LiquidForNode(int itemSlot, int loopSlot, bool readsLoop, Block body, Block? otherwise)
    : ForNode(itemSlot, loopSlot, body, otherwise)
{
    public required Expression Collection { get; init; }

    public required string Name { get; init; }

    public Expression? Limit { get; init; }

    public Expression? From { get; init; }

    public bool Continues { get; init; }

    public bool Reversed { get; init; }

    protected override ForLoop? MakeLoop(RenderFrame frame, in LoopRange items) => readsLoop ? new ForLoop(Name, items.Count, frame.Registers.Loop) : null;

    protected override bool TryGetItems(RenderFrame frame, out LoopRange items)
    {
        items = default;
        var collection = Collection.Evaluate(frame);
        var offset = From?.Evaluate(frame) ?? default;
        var limit = Limit?.Evaluate(frame) ?? default;
        if (frame.Pending is not null) return false;

        var from = Continues ? frame.Registers.LoopEnds.GetValueOrDefault(Name) : offset.IsNil ? 0 : Integers.ToInteger(offset);
        var to = limit.IsNil ? long.MaxValue : from + Integers.ToInteger(limit);
        items = Slices.Of(collection, from, to, Reversed, frame.Limits.LoopLength);
        frame.Registers.LoopEnds[Name] = from + items.Count;
        return true;
    }
}
