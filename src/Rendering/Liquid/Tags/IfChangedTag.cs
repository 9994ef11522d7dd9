using Rendering.Syntax;

namespace Rendering.Liquid.Tags;

/// <summary><c>{% ifchanged %} ... {% endifchanged %}</c>: prints its block where it differs from what was printed last.</summary>
internal static class IfChangedTag
{
    public static Node Parse(TagContext tag) => new IfChangedNode(tag.Body()) { Offset = tag.Offset };
}

internal sealed class IfChangedNode(Block body) : Node
{
    public override bool IsBlank => body.IsBlank;

    public override Task? Render(RenderFrame frame)
    {
        var mark = frame.Output.Length;
        if (body.Render(frame) is { } waiting) return Finish(frame, mark, waiting);
        Compare(frame, mark);
        return null;
    }

    private static async Task Finish(RenderFrame frame, int mark, Task waiting)
    {
        await waiting.ConfigureAwait(false);
        Compare(frame, mark);
    }

    private static void Compare(RenderFrame frame, int mark)
    {
        var text = frame.Output.TextSince(mark);
        if (text == (frame.Registers.LastChanged ?? "")) frame.Output.Rewind(mark);
        else frame.Registers.LastChanged = text;
    }
}
