using Rendering.Values;

namespace Rendering.Syntax;

/// <summary>What a loop goes through: items by index, of which it takes some, forwards or backwards.</summary>
internal readonly record struct LoopRange(object? Source, Sequence? Sequence, long FirstNumber, int From, int Count, bool Reversed)
{
    public bool MayBeLazy => Sequence is not null && Sequence.ItemsMayBeLazy;

    public Value At(int index)
    {
        var position = Reversed ? From + Count - 1 - index : From + index;
        return Sequence is null ? Value.FromInt(FirstNumber + position) : Sequence.At(Source!, position);
    }
}

/// <summary>Renders its body once for each item. Which items, and how many, each language says for itself.</summary>
internal abstract class ForNode(int itemSlot, int loopSlot, Block body, Block? otherwise) : Node
{
    public override bool IsBlank { get; } = body.IsBlank && (otherwise is null || otherwise.IsBlank);

    /// <summary>The items to go through; false where a lazy value is pending.</summary>
    protected abstract bool TryGetItems(RenderFrame frame, out LoopRange items);

    /// <summary>The object behind <c>forloop</c>; null where the body cannot read it.</summary>
    protected abstract ForLoop? MakeLoop(RenderFrame frame, in LoopRange items);

    public override Task? Render(RenderFrame frame)
    {
        var mark = frame.Output.Length;
        if (!TryGetItems(frame, out var items)) return Again(frame, mark);
        if (items.Count == 0) return otherwise?.Render(frame);
        if (items.Count > frame.Limits.LoopLength) throw LimitException.LoopLength(frame.Limits.LoopLength);

        // Where the body reads it, which for a name that an include was given is not where an assignment goes.
        var item = frame.Read[itemSlot];
        var saved = frame.Slots[item];
        var loop = MakeLoop(frame, items);
        var savedLoop = loop is null ? default : EnterLoop(frame, loop);
        var mayBeLazy = items.MayBeLazy;
        var resumes = false;
        // Not caught and thrown again: each loop around this one would add to the stack on the way out.
        try
        {
            for (var i = 0; i < items.Count; i++)
            {
                frame.Slots[item] = mayBeLazy ? frame.Resolve(items.At(i)) : items.At(i);
                if (frame.Pending is not null)
                {
                    resumes = true;
                    return Resume(frame, items, i, null, item, saved, loop, savedLoop);
                }
                if (loop is not null) loop.Index0 = i;
                frame.Spend(1);
                if ((i == 0 ? body.Render(frame) : body.RenderAgain(frame)) is { } waiting)
                {
                    resumes = true;
                    return Resume(frame, items, i, waiting, item, saved, loop, savedLoop);
                }
                if (frame.Interrupt != Interrupt.None && LeavesLoop(frame)) break;
                // Whoever keeps the loop object sees it past its end, as in Shopify's Liquid.
                if (loop is not null) loop.Index0 = i + 1;
            }
        }
        finally
        {
            if (!resumes) LeaveLoop(frame, item, saved, loop, savedLoop);
        }
        return null;
    }

    private async Task Resume(RenderFrame frame, LoopRange items, int index, Task? waiting, int item, Value saved, ForLoop? loop, Value savedLoop)
    {
        try
        {
            while (true)
            {
                if (waiting is not null) await waiting.ConfigureAwait(false);
                else
                {
                    // The item itself is lazy and was not there yet.
                    await frame.TakePending().ConfigureAwait(false);
                    index--;
                }
                if (frame.Interrupt != Interrupt.None && LeavesLoop(frame)) return;
                waiting = null;
                for (index++; index < items.Count && waiting is null; index++)
                {
                    frame.Slots[item] = frame.Resolve(items.At(index));
                    if (frame.Pending is not null) break;
                    if (loop is not null) loop.Index0 = index;
                    frame.Spend(1);
                    waiting = body.Render(frame);
                    if (waiting is not null) break;
                    if (frame.Interrupt != Interrupt.None && LeavesLoop(frame)) return;
                }
                if (index >= items.Count) return;
            }
        }
        finally
        {
            LeaveLoop(frame, item, saved, loop, savedLoop);
        }
    }

    private Value EnterLoop(RenderFrame frame, ForLoop loop)
    {
        var slot = frame.Read[loopSlot];
        var saved = frame.Slots[slot];
        frame.Slots[slot] = Value.FromReference(loop);
        frame.Registers.Loop = loop;
        return saved;
    }

    // The places in the array are the page's own and stay valid when an include inside the body makes it longer.
    private void LeaveLoop(RenderFrame frame, int item, in Value saved, ForLoop? loop, in Value savedLoop)
    {
        frame.Slots[item] = saved;
        if (loop is null) return;
        frame.Slots[frame.Read[loopSlot]] = savedLoop;
        frame.Registers.Loop = loop.Parentloop;
    }

    private static bool LeavesLoop(RenderFrame frame)
    {
        var interrupt = frame.Interrupt;
        if (interrupt >= Interrupt.Stop) return true;
        frame.Interrupt = Interrupt.None;
        return interrupt == Interrupt.Break;
    }
}
