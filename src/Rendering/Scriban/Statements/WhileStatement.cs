using Rendering.Scriban.Expressions;
using Rendering.Scriban.Parsing;
using Rendering.Syntax;
using Rendering.Values;

namespace Rendering.Scriban.Statements;

/// <summary><c>while a ... end</c>.</summary>
internal static class WhileStatement
{
    public static Node Parse(ScribanParser parser, Token word)
    {
        var condition = parser.ExpressionLine("while", "while <expression> ... end");
        parser.Scope.Loops++;
        var body = parser.Body(word);
        parser.Scope.Loops--;
        return new WhileNode(new Truth(condition), body, parser.LoopSlot(word), parser.LoopUse) { Offset = word.Start };
    }
}

internal sealed class WhileNode(Condition condition, Block body, int loopSlot, LoopUse use) : Node
{
    public override Task? Render(RenderFrame frame)
    {
        var loop = use.IsRead ? new ForLoop("while", int.MaxValue, null) : null;
        var saved = frame.Slots[frame.Read[loopSlot]];
        if (loop is not null) frame.Slots[frame.Read[loopSlot]] = Value.FromReference(loop);
        Task? waiting = null;
        var inBody = false;
        var mark = 0;
        try
        {
            (waiting, inBody) = Rounds(frame, loop, ref mark);
        }
        finally
        {
            if (waiting is null) Leave(frame, loop, saved);
        }
        return waiting is null ? null : Resume(frame, loop, saved, waiting, inBody, mark);
    }

    private (Task? Waiting, bool InBody) Rounds(RenderFrame frame, ForLoop? loop, ref int mark)
    {
        while (true)
        {
            mark = frame.Output.Length;
            var yes = condition.Test(frame);
            if (frame.Pending is not null) return (frame.TakePending(), false);
            if (!yes) return default;
            frame.Spend(1);
            if (body.Render(frame) is { } waiting) return (waiting, true);
            if (IsLeft(frame, loop)) return default;
        }
    }

    private async Task Resume(RenderFrame frame, ForLoop? loop, Value saved, Task waiting, bool inBody, int mark)
    {
        try
        {
            for (Task? next = waiting; next is not null;)
            {
                await next.ConfigureAwait(false);
                if (!inBody) frame.Replay(mark);
                else if (IsLeft(frame, loop)) return;
                (next, inBody) = Rounds(frame, loop, ref mark);
            }
        }
        finally
        {
            Leave(frame, loop, saved);
        }
    }

    // A round is over; what its calls gave belongs to it.
    private static bool IsLeft(RenderFrame frame, ForLoop? loop)
    {
        if (loop is not null) loop.Index0++;
        var interrupt = frame.HasNews ? frame.Settle() : Interrupt.None;
        if (interrupt is Interrupt.Break or Interrupt.Continue) frame.Interrupt = Interrupt.None;
        return interrupt is not (Interrupt.None or Interrupt.Continue);
    }

    private void Leave(RenderFrame frame, ForLoop? loop, in Value saved)
    {
        if (loop is not null) frame.Slots[frame.Read[loopSlot]] = saved;
    }
}
