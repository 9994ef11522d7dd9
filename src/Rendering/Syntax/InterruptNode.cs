namespace Rendering.Syntax;

/// <summary>Leaves a loop, a round of it, or the template.</summary>
internal sealed class InterruptNode(Interrupt interrupt) : Node
{
    public override Task? Render(RenderFrame frame)
    {
        frame.Interrupt = interrupt;
        return null;
    }
}
