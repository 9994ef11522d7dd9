using Rendering.Engines;
using Rendering.Values;

namespace Rendering;

/// <summary>A page's model given as a function, a lazy or a task: loaded where the page is rendered, within the render's time.</summary>
internal static class PageModel
{
    /// <exception cref="LimitException">It takes longer than the render may. It goes on by itself; nobody looks at it again.</exception>
    /// <exception cref="TemplateRenderException">It failed.</exception>
    /// <exception cref="OperationCanceledException">The render was cancelled.</exception>
    /// <param name="model">The model.</param>
    /// <param name="render">The render.</param>
    /// <param name="said">Gets what the model says to the caches; null where it is said of this render.</param>
    public static async ValueTask<object?> LoadAsync(object model, RenderContext render, ScopeRecord? said = null)
    {
        try
        {
            var context = new LazyContext(render.Limits.LoopLength, said ?? new ScopeRecord(), render.Cancellation);
            var task = LazyValues.Start(model, context, out var value);
            while (task is not null)
            {
                await WithinTimeAsync(task, render).ConfigureAwait(false);
                task = LazyValues.Finish(task, context, out value);
            }
            if (said is null) ((ScopeRecord)context.Scope).Tell(render);
            return value.ToObject();
        }
        catch (Exception error) when (error is not TemplateException && !(error is OperationCanceledException && render.Cancellation.IsCancellationRequested))
        {
            throw new TemplateRenderException($"The model failed before the template read it: {error.Message}", error) { Location = Of(render) };
        }
    }

    private static async Task WithinTimeAsync(Task task, RenderContext render)
    {
        var left = render.Limits.Time - render.Time.GetElapsedTime(render.Budget.Started);
        // What the task ended with is for who finishes it: its own TimeoutException is no limit of ours.
        await task.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, render.Time, render.Cancellation)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        render.Cancellation.ThrowIfCancellationRequested();
        if (!task.IsCompleted) throw LimitException.Time(render.Limits.Time, Of(render));
    }

    // No statement of the template is to blame: the error stands at its beginning.
    private static TemplateLocation Of(RenderContext render) => new(render.Template, 1, 1, "");
}
