using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Rendering.AspNetCore.Tests;

public class WholePageTests
{
    [Fact(Timeout = 60_000)]
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

        // The client leaves when half of the page is made; that ends the making, though the value it waits for never comes.
        using var leaving = new CancellationTokenSource();
        var left = site.Client.GetStringAsync("/", leaving.Token);
        await asked.Task;
        await leaving.CancelAsync();
        await ended.Task;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        gate.SetResult("middle");

        Assert.Equal("begin middle end", await site.Client.GetStringAsync("/"));
    }

    private static Task<string> Ask(TaskCompletionSource asked, TaskCompletionSource<string> gate)
    {
        asked.TrySetResult();
        return gate.Task;
    }
}
