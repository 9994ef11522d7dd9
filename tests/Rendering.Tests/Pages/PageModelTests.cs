using Rendering.Tests.Support;

namespace Rendering.Tests.Pages;

/// <summary>A page's model given as a function or a task: promises 4, 5, 23 and 25 hold for it as for the template.</summary>
public sealed class PageModelTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Wall_time_bounds_a_model_that_never_comes(bool cached)
    {
        var site = new Site(("page", "{{ x }}"));
        var never = new TaskCompletionSource<object>();
        var page = RenderAsync(site, cached, never.Task);
        Assert.False(page.IsCompleted);
        site.Time.Advance(31);
        var error = await Assert.ThrowsAsync<LimitException>(() => page);
        Assert.Contains(nameof(TemplateLimits.Time), error.Message);
        Assert.Equal("page.liquid", error.Location!.Template);
    }

    [Fact]
    public async Task The_model_and_the_template_share_one_wall_time()
    {
        var site = new Site(("page", "{{ slow }}"));
        var (model, gate) = (new TaskCompletionSource<object>(), new Gate());
        var page = RenderAsync(site, cached: false, model.Task);
        site.Time.Advance(20);
        model.SetResult(gate);
        await gate.Entered;
        site.Time.Advance(11);
        await Assert.ThrowsAsync<LimitException>(() => page);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_model_that_fails_is_an_error_of_the_family(bool cached)
    {
        Func<object>[] models =
        [
            static () => throw new InvalidOperationException("no data"),
            static () => Task.FromException<object>(new TimeoutException("no data")),
            // Cancelled by somebody else: the caller did not ask for it.
            static () => Task.FromException<object>(new TaskCanceledException("no data")),
        ];
        foreach (var model in models)
        {
            var error = await Assert.ThrowsAsync<TemplateRenderException>(() => RenderAsync(new Site(("page", "")), cached, model));
            Assert.StartsWith("page.liquid(1,1): The model failed", error.Message, StringComparison.Ordinal);
            Assert.Contains("no data", error.Message);
            Assert.NotNull(error.InnerException);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_caller_that_leaves_its_model_is_cancelled(bool cached)
    {
        var site = new Site(("page", "{{ x }}"));
        using var leaving = new CancellationTokenSource();
        var asked = new TaskCompletionSource<CancellationToken>(TaskCreationOptions.RunContinuationsAsynchronously);
        Func<CancellationToken, Task<object>> model = cancellation =>
        {
            asked.SetResult(cancellation);
            return new TaskCompletionSource<object>().Task;
        };
        var page = RenderAsync(site, cached, model, leaving.Token);
        var given = await asked.Task;
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => page);
        Assert.True(given.IsCancellationRequested);
    }

    private static Task<string> RenderAsync(Site site, bool cached, object model, CancellationToken cancellation = default) =>
        site.Renderer.RenderAsync("page", model, cached ? "k" : null, cancellation: cancellation).AsTask();
}
