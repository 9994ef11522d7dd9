using Microsoft.Playwright;
using Site.Tests.EndToEnd;

namespace Site.Tests.Browser;

[Collection(BrowserCollection.Name)]
public sealed class SearchTests(SiteProcess site, Chromium chromium)
{
    [TheoryIfChromium]
    [InlineData("iron", "Iron")]
    [InlineData("Hg", "Mercury")]
    [InlineData("noble", "Noble gases")]
    [InlineData("bunsen prism", "Lines of light")]
    [InlineData("OGANESSON", "Oganesson")]
    public async Task Search_answers_from_its_file_as_one_types(string query, string first)
    {
        var page = await OpenAsync("/search");
        await page.GetByRole(AriaRole.Searchbox).FillAsync(query);
        Assert.Equal(first, await page.Locator("#results a").First.InnerTextAsync());
        Assert.EndsWith("found.", await page.GetByRole(AriaRole.Status).InnerTextAsync());
        Assert.False(await page.Locator("#alphabet").IsVisibleAsync());
        await page.GetByRole(AriaRole.Searchbox).FillAsync("");
        Assert.True(await page.Locator("#alphabet").IsVisibleAsync());
    }

    [FactIfChromium]
    public async Task A_search_has_an_address_and_one_in_vain_says_so()
    {
        var page = await OpenAsync("/search?q=phlogiston");
        await page.GetByText("Nothing found.").WaitForAsync();
        await page.GetByRole(AriaRole.Searchbox).FillAsync("<b>gold");
        await page.WaitForURLAsync("**/search?q=%3Cb%3Egold");
    }

    [FactIfChromium]
    public async Task Without_script_there_is_no_form_and_everything_is_in_the_alphabetical_index()
    {
        var page = await OpenAsync("/search", script: false);
        Assert.False(await page.Locator("#search").IsVisibleAsync());
        Assert.True(await page.Locator(".letter li").CountAsync() >= 118 + 11 + 7 + 6);
        await page.GetByRole(AriaRole.Link, new() { Name = "Zirconium" }).ClickAsync();
        Assert.Equal("Zirconium", await page.Locator("h1").InnerTextAsync());
    }

    private async Task<IPage> OpenAsync(string path, bool script = true)
    {
        var page = await chromium.PageAsync(script: script);
        await page.GotoAsync(new Uri(site.Address, path).ToString());
        return page;
    }
}
