using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Rendering.AspNetCore.Tests;

public class WholePageTests
{
    [Fact]
    public async Task A_page_is_stored_whole_or_not_at_all()
    {
        var pages = new Pages();
        pages.Templates["slow.liquid"] = "begin {{ slow }} end";
        var (asked, gate) = (new TaskCompletionSource(), new TaskCompletionSource<string>());
        var ended = new TaskCompletionSource();
        var model = new { slow = (Func<Task<string>>)(() => Ask(asked, gate)) };
        await using var site = await TestSite.StartAsync(
            app => app.MapGet("/", async (HttpContext http) =>
            {
                try
                {
                    await http.Render("slow", model, cacheExpire: 60).ExecuteAsync(http);
                }
                finally
                {
                    ended.TrySetResult();
                }
            }),
            builder => builder.Services.AddRendering(o => o.Renderer.Templates = pages.Templates));

        // The client leaves when half of the page is made.
        using var leaving = new CancellationTokenSource();
        var left = site.Client.GetStringAsync("/", leaving.Token);
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left.WaitAsync(TimeSpan.FromSeconds(20)));
        gate.SetResult("middle");
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal("begin middle end", await site.Client.GetStringAsync("/").WaitAsync(TimeSpan.FromSeconds(20)));
    }

    private static Task<string> Ask(TaskCompletionSource asked, TaskCompletionSource<string> gate)
    {
        asked.TrySetResult();
        return gate.Task;
    }
}
