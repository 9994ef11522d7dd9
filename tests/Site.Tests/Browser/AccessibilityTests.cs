using Microsoft.Playwright;
using Site.Tests.EndToEnd;

namespace Site.Tests.Browser;

public sealed class AccessibilityTests(SiteProcess site, Chromium chromium) : IClassFixture<SiteProcess>, IClassFixture<Chromium>
{
    [TheoryIfChromium]
    [MemberData(nameof(Pages.All), MemberType = typeof(Pages))]
    public async Task Axe_finds_nothing_on_paper_at_1280_pixels(string path) =>
        Assert.Empty(await ViolationsAsync(path, 1280, ColorScheme.Light));

    [TheoryIfChromium]
    [MemberData(nameof(Pages.All), MemberType = typeof(Pages))]
    public async Task Axe_finds_nothing_in_the_dark_at_390_pixels(string path) =>
        Assert.Empty(await ViolationsAsync(path, 390, ColorScheme.Dark));

    [TheoryIfChromium]
    [MemberData(nameof(Pages.All), MemberType = typeof(Pages))]
    public async Task No_page_is_wider_than_a_phone(string path)
    {
        var page = await chromium.PageAsync(390);
        await page.GotoAsync(new Uri(site.Address, path).ToString());
        Assert.Equal(390, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await page.CloseAsync();
    }

    [FactIfChromium]
    public async Task The_first_tab_reaches_a_link_that_skips_to_the_page()
    {
        var page = await chromium.PageAsync();
        await page.GotoAsync(site.Address.ToString());
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal("main", await page.EvaluateAsync<string>("document.activeElement.id"));
        await page.CloseAsync();
    }

    private async Task<string[]> ViolationsAsync(string path, int width, ColorScheme scheme)
    {
        var page = await chromium.PageAsync(width, scheme);
        await page.GotoAsync(new Uri(site.Address, path).ToString());
        await page.EvaluateAsync(Chromium.Axe);
        var found = await page.EvaluateAsync<string[]>(
            "async () => (await axe.run()).violations.map(v => v.id + ': ' + v.help + ' ' + v.nodes.map(n => n.html).join(' '))");
        await page.CloseAsync();
        return found;
    }
}
