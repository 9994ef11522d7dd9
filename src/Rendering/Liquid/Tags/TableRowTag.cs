using System.Text;
using System.Text.RegularExpressions;
using Rendering.Liquid.Parsing;
using Rendering.Syntax;
using Rendering.Values;

namespace Rendering.Liquid.Tags;

/// <summary><c>{% tablerow item in list cols: 3 limit: 6 offset: 1 %} ... {% endtablerow %}</c>: the rows and cells of a table.</summary>
internal static class TableRowTag
{
    private static readonly Regex Syntax = LaxGrammar.Linear($"(\\w+)\\s+in\\s+((?:{LaxGrammar.Fragment})+)");

    private sealed record Header(string Variable, Expression Collection, Dictionary<string, Expression> Attributes);

    public static Node Parse(TagContext tag)
    {
        var header = tag.Parser.IsStrict2 ? tag.Parse(Strict, lax => Lax(tag, lax)) : Lax(tag, tag.Parser.Lax);
        var loopSlot = tag.Slots.Open("tablerowloop");
        var itemSlot = tag.Slots.Open(header.Variable);
        var body = tag.Body();
        tag.Slots.Close(2);
        return new TableRowNode(itemSlot, loopSlot, header.Collection, header.Attributes.GetValueOrDefault("cols"),
            header.Attributes.GetValueOrDefault("limit"), header.Attributes.GetValueOrDefault("offset"), body)
        { Offset = tag.Offset };
    }

    private static Header Strict(MarkupParser p)
    {
        var variable = p.Consume(MarkupKind.Id);
        if (!p.TryWord("in")) throw new TemplateSyntaxException("For loops require an 'in' clause");
        var header = new Header(variable, p.Expression(), []);
        p.TryConsume(MarkupKind.Comma);
        while (p.Look(MarkupKind.Id))
        {
            var attribute = p.Consume(MarkupKind.Id);
            if (attribute is not ("cols" or "limit" or "offset" or "range"))
                throw new TemplateSyntaxException($"Invalid attribute '{attribute}' in tablerow loop. Valid attributes are cols, limit, offset, and range");
            p.Consume(MarkupKind.Colon);
            header.Attributes[attribute] = p.Expression();
            p.TryConsume(MarkupKind.Comma);
        }
        p.End();
        return header;
    }

    private static Header Lax(TagContext tag, LaxGrammar lax)
    {
        var match = Syntax.Match(tag.Markup);
        if (!match.Success) throw new TemplateSyntaxException("Syntax Error in 'table_row loop' - Valid syntax: table_row [item] in [collection] cols=3");
        var header = new Header(match.Groups[1].Value, lax.Expression(match.Groups[2].Value), []);
        foreach (var (name, value) in lax.Attributes(tag.Markup)) header.Attributes[name] = value;
        return header;
    }
}

/// <summary>The object behind <c>tablerowloop</c>.</summary>
internal sealed class TableRowLoop(int length, int cols)
{
    public int Length => length;

    public int Index0 { get; internal set; }

    public int Index => Index0 + 1;

    public int Rindex => length - Index0;

    public int Rindex0 => length - Index0 - 1;

    public int Row => cols > 0 ? Index0 / cols + 1 : 1;

    public int Col => Col0 + 1;

    public int Col0 => cols > 0 ? Index0 % cols : Index0;

    public bool ColFirst => Col0 == 0;

    public bool ColLast => Col == cols;

    public bool First => Index0 == 0;

    public bool Last => Index0 == length - 1;

    public override string ToString() => "Liquid::TablerowloopDrop";
}

internal sealed class TableRowNode(int itemSlot, int loopSlot, Expression collection, Expression? cols, Expression? limit, Expression? offset, Block body) : Node
{
    public override Task? Render(RenderFrame frame)
    {
        var list = collection.Evaluate(frame);
        var columns = cols?.Evaluate(frame) ?? default;
        var most = limit?.Evaluate(frame) ?? default;
        var start = offset?.Evaluate(frame) ?? default;
        if (frame.Pending is not null) return Again(frame, frame.Output.Length);
        if (!LiquidComparison.IsTruthy(list)) return null;

        var from = Integer(start, 0);
        var items = Slices.Of(list, from, limit is null ? long.MaxValue : from + Integer(most, 0), reversed: false, frame.Limits.LoopLength);
        var run = RunAsync(frame, items, new TableRowLoop(items.Count, cols is null ? items.Count : (int)Math.Clamp(Integer(columns, 0), 0, int.MaxValue)));
        return run.IsCompletedSuccessfully ? null : run.AsTask();
    }

    private static long Integer(in Value value, long nil) => value.IsNil ? nil
        : value.Kind == ValueKind.Float && double.IsFinite(value.AsFloat) ? (long)value.AsFloat : Integers.ToRangeEnd(value);

    private async ValueTask RunAsync(RenderFrame frame, LoopRange items, TableRowLoop loop)
    {
        var (itemPlace, loopPlace) = (frame.Write[itemSlot], frame.Write[loopSlot]);
        var (savedItem, savedLoop) = (frame.Slots[itemPlace], frame.Slots[loopPlace]);
        frame.Output.Write("<tr class=\"row1\">\n"u8);
        try
        {
            for (var i = 0; i < items.Count; i++)
            {
                frame.Slots[itemPlace] = frame.Resolve(items.At(i));
                while (frame.Pending is not null)
                {
                    await frame.TakePending().ConfigureAwait(false);
                    frame.Slots[itemPlace] = frame.Resolve(items.At(i));
                }
                frame.Slots[loopPlace] = Value.FromReference(loop);
                loop.Index0 = i;
                frame.Spend(1);
                frame.Output.Write(Encoding.UTF8.GetBytes($"<td class=\"col{loop.Col}\">"));
                if (body.Render(frame) is { } waiting) await waiting.ConfigureAwait(false);
                frame.Output.Write("</td>"u8);
                if (frame.Interrupt != Interrupt.None)
                {
                    var interrupt = frame.Interrupt;
                    if (interrupt == Interrupt.Stop) return;
                    frame.Interrupt = Interrupt.None;
                    if (interrupt == Interrupt.Break) break;
                }
                if (loop.ColLast && !loop.Last) frame.Output.Write(Encoding.UTF8.GetBytes($"</tr>\n<tr class=\"row{loop.Row + 1}\">"));
            }
        }
        finally
        {
            (frame.Slots[itemPlace], frame.Slots[loopPlace]) = (savedItem, savedLoop);
        }
        frame.Output.Write("</tr>\n"u8);
    }
}
