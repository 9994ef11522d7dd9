using Microsoft.Playwright;
using Site.Tests.EndToEnd;

namespace Site.Tests.Browser;

[Collection(BrowserCollection.Name)]
public sealed class AccessibilityTests(SiteProcess site, Chromium chromium)
{
    [TheoryIfChromium]
    [MemberData(nameof(Pages.All), MemberType = typeof(Pages))]
    public async Task Axe_finds_nothing_on_paper_at_1280_pixels(string path) =>
        Assert.Empty(await ExamineAsync(path, 1280, ColorScheme.Light));

    [TheoryIfChromium]
    [MemberData(nameof(Pages.All), MemberType = typeof(Pages))]
    public async Task Axe_finds_nothing_in_the_dark_on_a_phone_390_pixels_wide(string path) =>
        Assert.Empty(await ExamineAsync(path, 390, ColorScheme.Dark));

    [FactIfChromium]
    public async Task The_first_tab_reaches_a_link_that_skips_to_the_page()
    {
        var page = await chromium.PageAsync();
        await page.GotoAsync(site.Address.ToString());
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal("main", await page.EvaluateAsync<string>("document.activeElement.id"));
        await page.Context.CloseAsync();
    }

    /// <summary>What axe finds; and that the page, whatever scrolls within it, is no wider than the window.</summary>
    private async Task<string[]> ExamineAsync(string path, int width, ColorScheme scheme)
    {
        var page = await chromium.PageAsync(width, scheme);
        await page.GotoAsync(new Uri(site.Address, path).ToString());
        Assert.Equal(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await page.EvaluateAsync(Chromium.Axe);
        var found = await page.EvaluateAsync<string[]>(
            "async () => (await axe.run()).violations.map(v => v.id + ': ' + v.help + ' ' + v.nodes.map(n => n.html).join(' '))");
        await page.Context.CloseAsync();
        return found;
    }
}
