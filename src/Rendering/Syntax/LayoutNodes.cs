using System.Buffers;
using System.Text;
using Rendering.Fragments;
using Rendering.Output;

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
        frame.Context.Scope.Capture(new Capture(Capture.Layout, layout.AsString ?? "", Segments.Empty));
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
        frame.Output.Write(body);
        return null;
    }
}

/// <summary>
/// Fills a part of the layout. With <paramref name="once"/> only the first of those that say the same there does: a script that several
/// partials need.
/// </summary>
internal sealed class SectionNode(string name, Expression? once, Block body) : BodyNode(body)
{
    public override bool IsBlank => true;

    protected override bool TakesText => false;

    public override Task? Render(RenderFrame frame)
    {
        if (once is null) return base.Render(frame);
        var mark = frame.Output.Length;
        var key = once.Evaluate(frame);
        if (frame.Pending is not null) return Again(frame, mark);
        if (key.IsReference || key.IsNil) throw new TemplateRenderException("once takes what tells this part of the section from others, such as \"jquery\"");
        return base.Render(frame);
    }

    protected override void Take(RenderFrame frame, int mark)
    {
        frame.Made(frame.Output.Length - mark);
        frame.Context.Scope.Capture(new Capture(Capture.Section, name, frame.Output.SegmentsSince(mark)) { Once = once is null ? null : frame.Formatter.ToText(once.Evaluate(frame)) });
        frame.Output.Rewind(mark);
    }
}

/// <summary>Adds a header to the response that the page is sent with, on a hit too.</summary>
internal sealed class ResponseHeaderNode(Expression name, Expression value) : Node
{
    public override bool IsBlank => true;

    public override Task? Render(RenderFrame frame)
    {
        var mark = frame.Output.Length;
        var (key, text) = (name.Evaluate(frame), value.Evaluate(frame));
        if (frame.Pending is not null) return Again(frame, mark);
        if (key.AsString is not { Length: > 0 } header || header.AsSpan().ContainsAnyExcept(HeaderCharacters))
            throw new TemplateRenderException("response_header takes the name of a header, such as \"Link\", and its value");
        var content = frame.Formatter.ToText(text);
        if (content.AsSpan().ContainsAnyExceptInRange(' ', '~')) throw new TemplateRenderException($"The value of the header '{header}' is one line of plain ASCII");
        frame.Context.Scope.Capture(new Capture(Capture.Header, header, new(Encoding.ASCII.GetBytes(content))));
        return null;
    }

    // RFC 9110, 5.6.2.
    private static readonly SearchValues<char> HeaderCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
}

/// <summary>Prints, in a layout, a part that the page has filled.</summary>
internal sealed class RenderSectionNode(string name) : Node
{
    public override Task? Render(RenderFrame frame)
    {
        RenderBodyNode.PageOnly(frame, "rendersection");
        foreach (var part in frame.Context.Page.Section(name) ?? []) frame.Output.Write(part);
        return null;
    }
}
