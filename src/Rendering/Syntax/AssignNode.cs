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

/// <summary>Renders a block into a variable.</summary>
internal sealed class CaptureNode(int slot, Block body) : BodyNode(body)
{
    public override bool IsBlank => true;

    protected override void Take(RenderFrame frame, int mark) => frame.Assign(slot, frame.TakeText(mark));
}
