namespace Rendering.Syntax;

/// <summary>Statements one after the other. An error gets its position here, once, from the statement that was running.</summary>
internal sealed class Block(Node[] nodes)
{
    public static readonly Block None = new([]);

    public ReadOnlySpan<Node> Nodes => nodes;

    public bool IsBlank => Array.TrueForAll(nodes, static node => node.IsBlank);

    public Task? Render(RenderFrame frame)
    {
        RenderFrame.EnsureStack();
        return Run(frame, 0);
    }

    /// <summary>As <see cref="Render"/>, from where it has been rendered before: there is stack enough for it.</summary>
    public Task? RenderAgain(RenderFrame frame) => Run(frame, 0);

    private Task? Run(RenderFrame frame, int index)
    {
        frame.Spend(nodes.Length - index);
        if (frame.HasNews) frame.Settle();
        while (true)
        {
            try
            {
                var statements = nodes;
                for (; index < statements.Length; index++)
                {
                    // What is done already needs no level of the stack for what stands behind it.
                    if (statements[index].Render(frame) is { IsCompletedSuccessfully: false } waiting) return Resume(frame, index, waiting);
                    if (frame.HasNews && frame.Settle() != Interrupt.None) return null;
                }
                return null;
            }
            catch (Exception error) when (frame.Handles(error, nodes[index]))
            {
                frame.Report(error, nodes[index]);
                index++;
            }
        }
    }

    private async Task Resume(RenderFrame frame, int index, Task waiting)
    {
        try
        {
            await waiting.ConfigureAwait(false);
        }
        catch (Exception error) when (frame.Handles(error, nodes[index]))
        {
            frame.Report(error, nodes[index]);
        }
        if (frame.Interrupt == Interrupt.None && Run(frame, index + 1) is { } rest) await rest.ConfigureAwait(false);
    }
}

/// <summary>What a statement asks of the loop around it.</summary>
internal enum Interrupt : byte
{
    None,
    Break,
    Continue,

    /// <summary>Ends the template.</summary>
    Stop,

    /// <summary>Ends the function that is running, or the template where none is.</summary>
    Return,
}
