using Rendering.Engines;
using Rendering.Fragments;
using Rendering.Output;
using Rendering.Values;

namespace Rendering.Syntax;

/// <summary>Fills the holes of templates of the built-in languages.</summary>
internal static class HoleRenderer
{
    public static async ValueTask RenderAsync(ParsedTemplate template, TemplateHole hole, RenderContext context, IRenderOutput output)
    {
        if (output is not Utf8Output direct) throw new InvalidOperationException("Holes are filled in the output of the renderer, and in no other.");
        var node = NodeOf(template, hole);
        var (frame, saved) = Open(template, node, hole, context, direct);
        try
        {
            if (node.Body.Render(frame) is { } waiting) await waiting.ConfigureAwait(false);
        }
        finally
        {
            FrameRenderer.Release(frame, saved);
        }
    }

    public static async ValueTask<string?> VersionAsync(ParsedTemplate template, TemplateHole hole, RenderContext context)
    {
        var node = NodeOf(template, hole);
        if (node.Version is not { } version) return null;
        using var output = new Utf8Output();
        var (frame, saved) = Open(template, node, hole, context, output);
        try
        {
            var value = version.Evaluate(frame);
            while (frame.Pending is not null)
            {
                await frame.TakePending().ConfigureAwait(false);
                frame.Replay(0);
                value = version.Evaluate(frame);
            }

            return ValueText.TryWrite(value, list => frame.ToItems(list)) ?? throw new TemplateRenderException(
                "The version of a hole is text, a number, a time, or a list of such. Name the member that changes with the object, such as cart.version")
            { Location = template.Locate(node.Offset) };
        }
        finally
        {
            FrameRenderer.Release(frame, saved);
        }
    }

    private static (RenderFrame, RenderFrame.Saved) Open(ParsedTemplate template, HoleNode node, TemplateHole hole, RenderContext context, Utf8Output output)
    {
        // Before the frame is opened, whose variables are as many as there are places.
        foreach (var (path, _) in hole.Captured) template.Layout.SlotOf(path[0]);
        var (frame, saved) = FrameRenderer.Open(template, context, output);
        node.Restore(frame, hole.Captured);
        return (frame, saved);
    }

    private static HoleNode NodeOf(ParsedTemplate template, TemplateHole hole) => (uint)hole.Number < (uint)template.Holes.Count
        ? template.Holes[hole.Number]
        : throw new TemplateRenderException($"{template.Source.Name} was edited while a page was made from it. Render the page again.");
}
