using System.Buffers;
using Rendering.Engines;

namespace Rendering.Syntax;

/// <summary>Lays a rendered page out: the layout runs as part of the page, so it sees what the page assigned.</summary>
internal static class Layouts
{
    private static readonly Node Site = new LayoutSite();

    public static async ValueTask RenderAsync(RenderFrame frame, string name, int mark)
    {
        var context = frame.Context;
        var layout = await context.LoadAsync(name, frame.Template.Source.Name).ConfigureAwait(false)
            ?? throw Located(frame, new TemplateRenderException(context.MissingTemplate(name)));
        var length = frame.Output.Length - mark;
        var body = ArrayPool<byte>.Shared.Rent(length);
        frame.Output.Since(mark).CopyTo(body);
        var outer = context.Page.Body;
        context.Page.Body = frame.Output.HasHolesSince(mark) ? frame.Output.SegmentsSince(mark) : new(body.AsMemory(0, length));
        frame.Output.Rewind(mark);
        frame.Interrupt = Interrupt.None;
        try
        {
            await RunAsync(frame, layout, name).ConfigureAwait(false);
        }
        finally
        {
            context.Page.Body = outer;
            ArrayPool<byte>.Shared.Return(body);
        }
    }

    private static async ValueTask RunAsync(RenderFrame frame, ICompiledTemplate layout, string name)
    {
        try
        {
            frame.Enter();
        }
        catch (LimitException error)
        {
            throw Located(frame, error);
        }
        if (layout is ParsedTemplate parsed)
        {
            var before = frame.Share(parsed, frame.Binding.Link(Site, parsed, [], []).Binding);
            if (parsed.Body.Render(frame) is { } waiting) await waiting.ConfigureAwait(false);
            // A layout of this layout is looked for from here, so its place stays the page's until the end.
            if (frame.Context.Page.Layout is null) frame.Unshare(before);
        }
        else await layout.RenderAsync(frame.Context.ForPartial(name, frame.Context.Model), frame.Output).ConfigureAwait(false);
    }

    private static TemplateException Located(RenderFrame frame, TemplateException error)
    {
        error.Location ??= frame.Template.Locate(0);
        return error;
    }

    private sealed class LayoutSite : Node
    {
        public override Task? Render(RenderFrame frame) => null;
    }
}
