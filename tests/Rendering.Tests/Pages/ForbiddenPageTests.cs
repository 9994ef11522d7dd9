using Rendering.Tests.Support;

namespace Rendering.Tests.Pages;

/// <summary>Promise 20 as the renderer keeps it: what turns out to be private while it is made is neither stored nor shared.</summary>
public sealed class ForbiddenPageTests
{
    [Fact]
    public async Task A_page_that_turns_out_hersis_not_stored()
    {
        var site = new Site(("page", "{{ x }}"));
        var hers = false;
        async Task<RenderedPage> Page(string name) => await site.Renderer.RenderPageAsync("page", () =>
        {
            hers = name != "all";
            return new { x = name };
        }, "k", forbidsStoring: () => hers ? "it is " + name : null);

        foreach (var name in new[] { "anna", "bert" })
        {
            var page = await Page(name);
            Assert.Equal((name, false, "it is " + name), (Text(page), page.Report.PageHit, page.Rendition.Unstorable));
        }

        Assert.Equal("all", Text(await Page("all")));
        Assert.Equal(("all", true), (Text(await Page("anna")), (await Page("anna")).Report.PageHit));
    }

    [Fact]
    public async Task A_page_that_turns_out_hersis_not_handed_to_those_who_waited()
    {
        var site = new Site(("page", "{{ slow }}"));
        var (anna, others) = (new Gate(), new Gate());
        others.Open("all");
        var first = site.Renderer.RenderPageAsync("page", anna, "k", forbidsStoring: static () => "hers").AsTask();
        await anna.Entered;
        var waiting = Enumerable.Range(0, 5).Select(_ => site.Renderer.RenderPageAsync("page", others, "k").AsTask()).ToArray();
        Assert.Equal(0, others.Reads);
        anna.Open("anna");
        Assert.Equal("anna", Text(await first));
        Assert.All(await Task.WhenAll(waiting), static page => Assert.Equal(("all", false), (Text(page), page.Report.PageHit)));
    }

    [Fact]
    public async Task A_refresh_that_turns_out_private_is_not_stored()
    {
        var site = new Site(("page", "{{ x }}"));
        await site.Renderer.RenderPageAsync("page", new { x = "all" }, "k", 600);
        site.Time.Advance(630);
        Assert.Equal("anna", Text(await site.Renderer.RenderPageAsync("page", new { x = "anna" }, "k", 600, forbidsStoring: static () => "hers")));
        Assert.Equal("new", Text(await site.Renderer.RenderPageAsync("page", new { x = "new" }, "k", 600)));
    }

    private static string Text(RenderedPage page) => System.Text.Encoding.UTF8.GetString(page.Utf8.Span);
}
