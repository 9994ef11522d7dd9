using Rendering.Scriban.Expressions;
using Rendering.Scriban.Parsing;
using Rendering.Syntax;
using Rendering.Values;

namespace Rendering.Scriban.Statements;

/// <summary><c>tablerow a in list cols: 2 ... end</c>: the items as cells of a table.</summary>
internal static class TableRowStatement
{
    public static Node Parse(ScribanParser parser, Token word)
    {
        var header = ForStatement.ReadHeader(parser, word, out var variable);
        var body = ForStatement.Body(parser, word, variable, out _);
        return new TableRowNode(header, parser.LoopSlot(word), parser.LoopUse, body) { Offset = word.Start };
    }
}

internal sealed class TableRowNode(ForStatement.Header header, int loopSlot, LoopUse use, Block body) : Node
{
    public override Task? Render(RenderFrame frame)
    {
        var mark = frame.Output.Length;
        var collection = header.Items.Evaluate(frame);
        var from = header.From?.Evaluate(frame) ?? default;
        var limit = header.Limit?.Evaluate(frame) ?? default;
        var columns = header.Columns?.Evaluate(frame) ?? Value.FromInt(1);
        if (frame.Pending is not null) return Again(frame, mark);
        if (!columns.IsInt || columns.AsInt < 1) throw new TemplateRenderException("The cols of a tablerow are a whole number above 0");
        var items = LoopItems.Of(frame, collection, from, limit, header.Reversed);
        return RowsAsync(frame, items, columns.AsInt) is { IsCompletedSuccessfully: false } waiting ? waiting : null;
    }

    private async Task RowsAsync(RenderFrame frame, LoopRange items, long columns)
    {
        var saved = frame.Slots[frame.Read[header.Slot]];
        var outer = frame.Slots[frame.Read[loopSlot]];
        var loop = use.IsRead ? new ScribanLoop("tablerow", items, null) : null;
        if (loop is not null) frame.Slots[frame.Read[loopSlot]] = Value.FromReference(loop);
        try
        {
            for (var i = 0; i < items.Count; i++)
            {
                var column = i % columns;
                if (column == 0)
                {
                    frame.Output.Write(i == 0 ? "<tr class=\"row"u8 : "</tr>\n<tr class=\"row"u8);
                    frame.Output.Write(i / columns + 1);
                    frame.Output.Write("\">"u8);
                }
                frame.Output.Write("<td class=\"col"u8);
                frame.Output.Write(column + 1);
                frame.Output.Write("\">"u8);
                var item = frame.Resolve(items.At(i));
                while (frame.Pending is not null)
                {
                    await frame.TakePending().ConfigureAwait(false);
                    item = frame.Resolve(items.At(i));
                }
                frame.Slots[frame.Read[header.Slot]] = item;
                if (loop is not null) loop.Index0 = i;
                frame.Spend(1);
                if (body.Render(frame) is { } waiting) await waiting.ConfigureAwait(false);
                frame.Output.Write("</td>"u8);
                if (frame.Interrupt >= Interrupt.Stop) return;
                var left = frame.Interrupt == Interrupt.Break;
                frame.Interrupt = Interrupt.None;
                if (left) break;
            }
            if (items.Count > 0) frame.Output.Write("</tr>\n"u8);
        }
        finally
        {
            frame.Slots[frame.Read[header.Slot]] = saved;
            if (loop is not null) frame.Slots[frame.Read[loopSlot]] = outer;
        }
    }
}
