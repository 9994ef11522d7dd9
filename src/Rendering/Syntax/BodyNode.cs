namespace Rendering.Syntax;

/// <summary>Renders a block, and does with what it wrote as it likes.</summary>
internal abstract class BodyNode(Block body) : Node
{
    public sealed override Task? Render(RenderFrame frame)
    {
        var mark = frame.Output.Length;
        if (body.Render(frame) is { } waiting) return Finish(frame, mark, waiting);
        Take(frame, mark);
        return null;
    }

    /// <summary>The block is done; what it wrote is the output from the mark on.</summary>
    protected abstract void Take(RenderFrame frame, int mark);

    private async Task Finish(RenderFrame frame, int mark, Task waiting)
    {
        await waiting.ConfigureAwait(false);
        Take(frame, mark);
    }
}
