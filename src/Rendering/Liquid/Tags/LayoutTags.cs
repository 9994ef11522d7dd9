using Rendering.Fragments;
using Rendering.Liquid.Parsing;
using Rendering.Syntax;

namespace Rendering.Liquid.Tags;

/// <summary>
/// <c>{% layout 'main' %}</c> lays the page out; <c>{% section head %} ... {% endsection %}</c> fills a part of the layout; in the
/// layout, <c>{% renderbody %}</c> and <c>{% rendersection head %}</c> print them. The words are those of Fluid's view engine.
/// </summary>
internal static class LayoutTags
{
    public static Node Layout(TagContext tag)
    {
        var name = Value(tag, "layout '[template]'");
        if (name.TryGetConstant(out var constant) && constant.AsString is { } text) tag.Parser.Reference(text, tag.Offset);
        return new LayoutNode(name) { Offset = tag.Offset };
    }

    public static Node RenderBody(TagContext tag) => tag.Markup.Trim().Length == 0
        ? new RenderBodyNode { Offset = tag.Offset }
        : throw new TemplateSyntaxException("Syntax Error in 'renderbody' - Valid syntax: renderbody");

    public static Node Section(TagContext tag) => new SectionNode(Name(tag), tag.Body()) { Offset = tag.Offset };

    public static Node RenderSection(TagContext tag) => new RenderSectionNode(Name(tag)) { Offset = tag.Offset };

    private static Expression Value(TagContext tag, string syntax) => tag.Parse(p =>
    {
        if (p.Look(MarkupKind.EndOfString)) throw new TemplateSyntaxException($"Syntax Error in '{tag.Name}' - Valid syntax: {syntax}");
        var expression = p.Expression();
        p.End();
        return expression;
    }, lax => lax.Expression(tag.Markup));

    // A bare word, or quoted.
    private static string Name(TagContext tag)
    {
        var name = tag.Markup.Trim();
        if (name.Length > 1 && name[0] is '"' or '\'' && name[^1] == name[0]) name = name[1..^1];
        return name.Length > 0 && name.All(static c => char.IsLetterOrDigit(c) || c is '_' or '-')
            ? name
            : throw new TemplateSyntaxException($"Syntax Error in '{tag.Name}' - Valid syntax: {tag.Name} [name]");
    }
}

internal sealed class LayoutNode(Expression name) : Node
{
    public override bool IsBlank => true;

    public override Task? Render(RenderFrame frame)
    {
        var layout = name.Evaluate(frame);
        if (frame.Pending is not null) return Again(frame, frame.Output.Length);
        if (!layout.IsNil && layout.AsString is null) throw new TemplateRenderException("layout takes the name of a template, or nil for none");
        frame.Context.Scope.Capture(new Capture(Capture.Layout, layout.AsString ?? "", default));
        return null;
    }
}

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

internal sealed class SectionNode(string name, Block body) : Node
{
    public override bool IsBlank => true;

    public override Task? Render(RenderFrame frame)
    {
        var mark = frame.Output.Length;
        if (body.Render(frame) is { } waiting) return Finish(frame, mark, waiting);
        Take(frame, mark);
        return null;
    }

    private async Task Finish(RenderFrame frame, int mark, Task waiting)
    {
        await waiting.ConfigureAwait(false);
        Take(frame, mark);
    }

    private void Take(RenderFrame frame, int mark)
    {
        frame.Made(frame.Output.Length - mark);
        frame.Context.Scope.Capture(new Capture(Capture.Section, name, frame.Output.Since(mark).ToArray()));
        frame.Output.Rewind(mark);
    }
}

internal sealed class RenderSectionNode(string name) : Node
{
    public override Task? Render(RenderFrame frame)
    {
        RenderBodyNode.PageOnly(frame, "rendersection");
        foreach (var part in frame.Context.Page.Section(name) ?? []) frame.Output.Write(part.Span);
        return null;
    }
}
