using Rendering.Values;

namespace Rendering.Syntax;

/// <summary>Gives a variable of the page a value.</summary>
internal sealed class AssignNode(int slot, Expression expression) : Node
{
    public override bool IsBlank => true;

    public override Task? Render(RenderFrame frame)
    {
        var value = expression.Evaluate(frame);
        if (frame.Pending is not null) return Again(frame, frame.Output.Length);
        frame.Assign(slot, value);
        return null;
    }
}

/// <summary>Renders a block into a variable. Where output is escaped, what was captured is escaped already, so it is markup.</summary>
internal sealed class CaptureNode(int slot, Block body) : Node
{
    public override bool IsBlank => true;

    public override Task? Render(RenderFrame frame)
    {
        var mark = frame.Output.Length;
        if (body.Render(frame) is { } waiting) return Finish(frame, mark, waiting);
        Take(frame, mark);
        return null;
    }

    private async Task Finish(RenderFrame frame, int mark, Task waiting)
    {
        await waiting.ConfigureAwait(false);
        Take(frame, mark);
    }

    private void Take(RenderFrame frame, int mark)
    {
        var text = frame.Output.TextSince(mark);
        frame.Output.Rewind(mark);
        // Captures are kept beside the output and its bound.
        frame.MadeText(text.Length);
        frame.Assign(slot, frame.Escape ? Value.FromMarkup(text) : Value.FromString(text));
    }
}
