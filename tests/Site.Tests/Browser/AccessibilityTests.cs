using Microsoft.Playwright;
using Site.Tests.EndToEnd;

namespace Site.Tests.Browser;

[Collection(BrowserCollection.Name)]
public sealed class AccessibilityTests(SiteProcess site, Chromium chromium)
{
    [TheoryIfChromium]
    [MemberData(nameof(Pages.Layouts), MemberType = typeof(Pages))]
    public async Task Axe_finds_nothing_on_paper_at_1280_pixels_nor_in_the_dark_on_a_phone_390_pixels_wide(string path)
    {
        var page = await chromium.PageAsync();
        await page.GotoAsync(new Uri(site.Address, path).ToString());
        await page.EvaluateAsync(Chromium.Axe);
        Assert.Empty(await ExamineAsync(page, 1280));
        // No script of the site's asks how wide or how dark it is, so the page need not be loaded again.
        Assert.Empty(await ExamineAsync(await chromium.PageAsync(390, ColorScheme.Dark), 390));
    }

    [FactIfChromium]
    public async Task The_first_tab_reaches_a_link_that_skips_to_the_page()
    {
        var page = await chromium.PageAsync();
        await page.GotoAsync(site.Address.ToString());
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal("main", await page.EvaluateAsync<string>("document.activeElement.id"));
    }

    /// <summary>What axe finds; and that the page, whatever scrolls within it, is no wider than the window.</summary>
    private static async Task<string[]> ExamineAsync(IPage page, int width)
    {
        Assert.Equal(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        return await page.EvaluateAsync<string[]>(
            "async () => (await axe.run()).violations.map(v => v.id + ': ' + v.help + ' ' + v.nodes.map(n => n.html).join(' '))");
    }
}
