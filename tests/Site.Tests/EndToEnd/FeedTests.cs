using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;

namespace Site.Tests.EndToEnd;

[Collection(ReadSite.Name)]
public sealed class FeedTests(SiteProcess site)
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Sitemap = "http://www.sitemaps.org/schemas/sitemap/0.9";

    [Fact]
    public async Task The_feed_is_Atom_with_all_essays_the_newest_first_each_with_what_Atom_demands()
    {
        var answer = await Answer.GetAsync(site.Http, "/feed.xml");
        Assert.Equal("application/atom+xml; charset=utf-8", answer.ContentType);
        var feed = XDocument.Parse(answer.Body).Root!;
        Assert.Equal(Atom + "feed", feed.Name);
        var entries = feed.Elements(Atom + "entry").ToList();
        Assert.True(entries.Count >= 6);
        foreach (var part in entries.Prepend(feed))
        {
            Assert.NotEmpty(part.Element(Atom + "title")!.Value);
            Assert.True(Uri.TryCreate(part.Element(Atom + "id")!.Value, UriKind.Absolute, out _));
            Assert.True(DateTimeOffset.TryParse(part.Element(Atom + "updated")!.Value, CultureInfo.InvariantCulture, out _));
            Assert.NotNull(part.Elements(Atom + "link").Single(link => link.Attribute("rel")!.Value == "alternate"));
        }
        Assert.NotEmpty(feed.Element(Atom + "author")!.Element(Atom + "name")!.Value);
        var dates = entries.Select(entry => entry.Element(Atom + "updated")!.Value).ToList();
        Assert.Equal(dates.OrderDescending(), dates);
        Assert.Equal(dates[0], feed.Element(Atom + "updated")!.Value);
        // The markup of the essay itself, escaped once.
        Assert.All(entries, entry => Assert.StartsWith("<p>", entry.Element(Atom + "content")!.Value));
    }

    [Fact]
    public async Task The_sitemap_lists_each_page_that_the_site_links_to_once_and_each_is_there()
    {
        var urls = XDocument.Parse((await Answer.GetAsync(site.Http, "/sitemap.xml")).Body).Root!.Elements(Sitemap + "url")
            .Select(url => new Uri(url.Element(Sitemap + "loc")!.Value)).ToList();
        Assert.Equal(urls.Distinct(), urls);
        Assert.Equal(118, urls.Count(url => url.AbsolutePath.StartsWith("/elements/", StringComparison.Ordinal)));
        Assert.Contains(urls, url => url.AbsolutePath == "/essays/lines-of-light");
        Assert.DoesNotContain(urls, url => url.AbsolutePath.Contains("404"));
        foreach (var url in urls) Assert.Equal(200, (int)(await Answer.GetAsync(site.Http, url.AbsolutePath)).Status);
        Assert.Contains("/sitemap.xml", (await Answer.GetAsync(site.Http, "/robots.txt")).Body);
    }

    [Fact]
    public async Task The_search_index_is_small_and_names_every_element_and_essay()
    {
        var answer = await Answer.GetAsync(site.Http, "/search.json");
        Assert.Equal("application/json", answer.ContentType);
        Assert.InRange(answer.Length!.Value, 1, 100_000);
        using var index = JsonDocument.Parse(answer.Body);
        var kinds = index.RootElement.EnumerateArray().GroupBy(entry => entry.GetProperty("kind").GetString()!).ToDictionary(kind => kind.Key, kind => kind.Count());
        Assert.Equal((118, 11, 7), (kinds["Element"], kinds["Family"], kinds["Period"]));
        Assert.True(kinds["Essay"] >= 6);
    }
}
