namespace Rendering.Syntax;

/// <summary>Renders a block, and does with what it wrote as it likes.</summary>
internal abstract class BodyNode(Block body) : Node
{
    public override Task? Render(RenderFrame frame)
    {
        var mark = frame.Output.Length;
        var waiting = body.Render(frame);
        if (waiting is not null || (TakesText && frame.Output.HasHolesSince(mark))) return Finish(frame, mark, waiting);
        Take(frame, mark);
        return null;
    }

    /// <summary>Whether what the block wrote becomes text, in which there are no holes.</summary>
    protected virtual bool TakesText => true;

    /// <summary>The block is done; what it wrote is the output from the mark on.</summary>
    protected abstract void Take(RenderFrame frame, int mark);

    private async Task Finish(RenderFrame frame, int mark, Task? waiting)
    {
        if (waiting is not null) await waiting.ConfigureAwait(false);
        if (TakesText) await FrameRenderer.FillTextAsync(frame.Context, frame.Output, mark).ConfigureAwait(false);
        Take(frame, mark);
    }
}
