namespace Rendering.Syntax;

/// <summary>Renders the block of the first condition that says yes, else the last block if there is one.</summary>
internal sealed class IfNode(Condition[] conditions, Block[] blocks) : Node
{
    public override bool IsBlank { get; } = Array.TrueForAll(blocks, static block => block.IsBlank);

    public override Task? Render(RenderFrame frame)
    {
        var mark = frame.Output.Length;
        for (var i = 0; i < conditions.Length; i++)
        {
            var yes = conditions[i].Test(frame);
            if (frame.Pending is not null) return Again(frame, mark);
            if (yes) return blocks[i].Render(frame);
        }
        return blocks.Length > conditions.Length ? blocks[^1].Render(frame) : null;
    }
}
