using Rendering.Fragments;

namespace Rendering.Syntax;

/// <summary>Lays the page out in the template of that name.</summary>
internal sealed class LayoutNode(Expression name) : Node
{
    public override bool IsBlank => true;

    public override Task? Render(RenderFrame frame)
    {
        var mark = frame.Output.Length;
        var layout = name.Evaluate(frame);
        if (frame.Pending is not null) return Again(frame, mark);
        if (!layout.IsNil && layout.AsString is null) throw new TemplateRenderException("layout takes the name of a template, or nil for none");
        frame.Context.Scope.Capture(new Capture(Capture.Layout, layout.AsString ?? "", default));
        return null;
    }
}

/// <summary>Prints, in a layout, the page.</summary>
internal sealed class RenderBodyNode : Node
{
    /// <summary>What a layout prints of one page must not be kept and printed in another.</summary>
    public static void PageOnly(RenderFrame frame, string tag)
    {
        if (frame.InSection) throw new TemplateRenderException($"{tag} stands inside a cached section, which would print this page's part in every page. Put it outside");
    }

    public override Task? Render(RenderFrame frame)
    {
        PageOnly(frame, "renderbody");
        if (frame.Context.Page.Body is not { } body) throw new TemplateRenderException("renderbody is for layouts: nothing has been rendered that it could print");
        frame.Output.Write(body.Span);
        return null;
    }
}

/// <summary>Fills a part of the layout.</summary>
internal sealed class SectionNode(string name, Block body) : BodyNode(body)
{
    public override bool IsBlank => true;

    protected override void Take(RenderFrame frame, int mark)
    {
        frame.Made(frame.Output.Length - mark);
        frame.Context.Scope.Capture(new Capture(Capture.Section, name, frame.Output.Since(mark).ToArray()));
        frame.Output.Rewind(mark);
    }
}

/// <summary>Prints, in a layout, a part that the page has filled.</summary>
internal sealed class RenderSectionNode(string name) : Node
{
    public override Task? Render(RenderFrame frame)
    {
        RenderBodyNode.PageOnly(frame, "rendersection");
        foreach (var part in frame.Context.Page.Section(name) ?? []) frame.Output.Write(part.Span);
        return null;
    }
}
