using Rendering.Engines;
using Rendering.Output;
using Rendering.Values;

namespace Rendering.Syntax;

/// <summary>Runs a template of the built-in languages as a page with its layouts, or as an isolated partial of a foreign one.</summary>
internal static class FrameRenderer
{
    private static readonly Pool<RenderFrame> Frames = new(static () => new RenderFrame());

    /// <summary>A frame in which a template runs with variables of its own, until <see cref="Release"/>.</summary>
    public static (RenderFrame Frame, RenderFrame.Saved Saved) Open(ParsedTemplate template, RenderContext context, Utf8Output output)
    {
        var frame = Frames.Take();
        frame.Begin(context, template.Members, output);
        return (frame, frame.Isolate(template, frame.NewStore(template.Layout.Count), Value.From(context.Model)));
    }

    public static ValueTask RenderAsync(ParsedTemplate template, RenderContext context, IRenderOutput output)
    {
        if (output is not Utf8Output direct) return RenderForeignAsync(template, context, output);
        var (frame, saved) = Open(template, context, direct);
        var goesOn = false;
        try
        {
            var mark = direct.Length;
            frame.Given = null;
            var waiting = (context.IsPage ? template.Body : template.Partial).Render(frame);
            goesOn = waiting is not null || (context.IsPage && context.Page.Layout is not null);
            return goesOn ? FinishAsync(frame, saved, mark, waiting) : default;
        }
        finally
        {
            if (!goesOn) Release(frame, saved);
        }
    }

    /// <summary>What an expression gives outside of the template's statements, on its model alone. What it writes is not seen.</summary>
    public static async ValueTask<T> EvaluateAsync<T>(ParsedTemplate template, RenderContext context, int offset, Func<RenderFrame, T> evaluate)
    {
        using var unseen = new Utf8Output();
        unseen.Reset(context.Limits.OutputBytes);
        var (frame, saved) = Open(template, context, unseen);
        try
        {
            while (true)
            {
                var result = evaluate(frame);
                if (frame.Pending is null)
                {
                    frame.Settle();
                    return result;
                }
                await frame.TakePending().ConfigureAwait(false);
                frame.Replay(0);
            }
        }
        catch (Exception error) when (error is not TemplateException { Location: not null } && !(error is OperationCanceledException && context.Cancellation.IsCancellationRequested))
        {
            var known = error as TemplateException ?? new TemplateRenderException($"The model failed while the template read it: {error.Message}", error);
            known.Location = template.Locate(offset);
            if (ReferenceEquals(known, error)) throw;
            throw known;
        }
        finally
        {
            Release(frame, saved);
        }
    }

    private static async ValueTask FinishAsync(RenderFrame frame, RenderFrame.Saved saved, int mark, Task? waiting)
    {
        try
        {
            if (waiting is not null) await waiting.ConfigureAwait(false);
            while (frame.Context.IsPage && frame.Context.Page.TakeLayout() is { } layout) await Layouts.RenderAsync(frame, layout, mark).ConfigureAwait(false);
        }
        finally
        {
            Release(frame, saved);
        }
    }

    public static void Release(RenderFrame frame, in RenderFrame.Saved saved)
    {
        frame.Restore(saved);
        var isReusable = frame.IsReusable;
        frame.End();
        if (isReusable) Frames.Give(frame);
    }

    private static async ValueTask RenderForeignAsync(ParsedTemplate template, RenderContext context, IRenderOutput output)
    {
        using var buffer = new Utf8Output();
        buffer.Reset(context.Limits.OutputBytes);
        await RenderAsync(template, context, buffer).ConfigureAwait(false);
        await FillTextAsync(context, buffer, 0).ConfigureAwait(false);
        var written = buffer.Written;
        written.CopyTo(output.GetSpan(written.Length));
        output.Advance(written.Length);
    }

    /// <summary>Fills the holes in what is about to become text: from there it could not be told any more, so it must not be stored.</summary>
    public static async ValueTask FillTextAsync(RenderContext context, Utf8Output output, int mark)
    {
        if (!output.HasHolesSince(mark)) return;
        context.Scope.NoStore("a hole stands in what was made text of");
        await context.FillTextAsync(output, mark).ConfigureAwait(false);
    }
}
