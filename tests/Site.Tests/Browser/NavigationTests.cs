using Microsoft.Playwright;
using Site.Tests.EndToEnd;

namespace Site.Tests.Browser;

[Collection(BrowserCollection.Name)]
public sealed class NavigationTests(SiteProcess site, Chromium chromium)
{
    [TheoryIfChromium]
    [MemberData(nameof(Pages.Kinds), MemberType = typeof(Pages))]
    public async Task A_page_loads_with_its_heading_a_title_and_nothing_missing(string path, string heading)
    {
        var page = await chromium.PageAsync();
        await page.GotoAsync(Url(path));
        Assert.Equal(heading, await page.Locator("h1").InnerTextAsync());
        Assert.EndsWith("A Field Guide to the Chemical Elements", await page.TitleAsync());
        Assert.NotEqual("rgba(0, 0, 0, 0)", await page.Locator("body").EvaluateAsync<string>("e => getComputedStyle(e).backgroundColor"));
        Assert.Empty(chromium.Failures);
    }

    [FactIfChromium]
    public async Task A_reader_walks_from_the_table_through_the_guide_without_script()
    {
        var page = await chromium.PageAsync(script: false);
        await page.GotoAsync(Url("/"));
        await FollowAsync(page, page.Locator(".table .cell a", new() { HasText = "Iron" }), "Iron");
        await FollowAsync(page, page.GetByRole(AriaRole.Link, new() { Name = "Cobalt" }), "Cobalt");
        await FollowAsync(page, page.Locator(".family a"), "Transition metals");
        await FollowAsync(page, page.GetByRole(AriaRole.Link, new() { Name = "Mercury", Exact = true }), "Mercury");
        await FollowAsync(page, page.GetByRole(AriaRole.Link, new() { Name = "Period 6" }), "Period 6");
        await FollowAsync(page, page.GetByRole(AriaRole.Link, new() { Name = "Index" }), "Index");
        await FollowAsync(page, page.GetByRole(AriaRole.Link, new() { Name = "About", Exact = true }), "About this guide");
    }

    [FactIfChromium]
    public async Task A_heading_of_the_index_sorts_by_its_column_and_then_the_other_way()
    {
        var page = await chromium.PageAsync(script: false);
        await page.GotoAsync(Url("/elements"));
        var density = page.GetByRole(AriaRole.Columnheader, new() { Name = "Density" });
        await density.GetByRole(AriaRole.Link).ClickAsync();
        Assert.Equal("ascending", await density.GetAttributeAsync("aria-sort"));
        Assert.Equal("Hydrogen", await page.Locator("tbody th").First.InnerTextAsync());
        await density.GetByRole(AriaRole.Link).ClickAsync();
        Assert.Equal("descending", await density.GetAttributeAsync("aria-sort"));
        Assert.Equal("Osmium", await page.Locator("tbody th").First.InnerTextAsync());
    }

    private static async Task FollowAsync(IPage page, ILocator link, string heading)
    {
        await link.First.ClickAsync();
        Assert.Equal(heading, await page.Locator("h1").InnerTextAsync());
    }

    private string Url(string path) => new Uri(site.Address, path).ToString();
}
