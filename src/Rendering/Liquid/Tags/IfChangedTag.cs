using Rendering.Syntax;

namespace Rendering.Liquid.Tags;

/// <summary><c>{% ifchanged %} ... {% endifchanged %}</c>: prints its block where it differs from what was printed last.</summary>
internal static class IfChangedTag
{
    public static Node Parse(TagContext tag) => new IfChangedNode(tag.Body()) { Offset = tag.Offset };
}

internal sealed class IfChangedNode(Block body) : BodyNode(body)
{
    private readonly Block _body = body;

    public override bool IsBlank => _body.IsBlank;

    protected override void Take(RenderFrame frame, int mark)
    {
        var text = frame.Output.TextSince(mark);
        if (text == (frame.Registers.LastChanged ?? "")) frame.Output.Rewind(mark);
        else frame.Registers.LastChanged = text;
    }
}
