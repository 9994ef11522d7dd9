namespace Rendering.Syntax;

/// <summary>
/// A statement of a template. The walk is synchronous: <see cref="Render"/> returns null when it is done and a task where it must wait.
/// </summary>
internal abstract class Node
{
    /// <summary>Where the statement starts in its source; line and column are computed only when an error needs them.</summary>
    public int Offset { get; init; }

    /// <summary>Prints nothing by itself (an assignment, a comment, white space), so a block of such statements prints nothing at all.</summary>
    public virtual bool IsBlank => false;

    public abstract Task? Render(RenderFrame frame);

    /// <summary>
    /// Waits for the lazy value that an expression met and renders this statement once more. Expressions have no side effects but
    /// calls, which the frame remembers (see <see cref="RenderFrame.BeginCall"/>), and a statement evaluates all of its own before it
    /// renders its body, so nothing happens twice. The output is rewound after the wait, since a call may be writing to it until then.
    /// </summary>
    protected async Task Again(RenderFrame frame, int mark)
    {
        await frame.TakePending().ConfigureAwait(false);
        frame.Replay(mark);
        if (Render(frame) is { } rest) await rest.ConfigureAwait(false);
    }
}
