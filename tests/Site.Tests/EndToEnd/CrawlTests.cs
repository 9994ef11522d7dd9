using System.Net;
using System.Text.RegularExpressions;

namespace Site.Tests.EndToEnd;

[Collection(ReadSite.Name)]
public sealed partial class CrawlTests(SiteProcess site)
{
    [Fact]
    public async Task Every_link_of_the_site_leads_to_a_page_and_every_element_is_reached()
    {
        var seen = new HashSet<string> { "/" };
        var queue = new Queue<string>(seen);
        while (queue.TryDequeue(out var path))
        {
            var page = await Answer.GetAsync(site.Http, path);
            Assert.True(page.Status == HttpStatusCode.OK, path);
            foreach (Match match in Link().Matches(page.Body))
            {
                var target = WebUtility.HtmlDecode(match.Groups[1].Value);
                if (seen.Add(target))
                    queue.Enqueue(target);
            }
        }

        Assert.Equal(118, seen.Count(path => path.StartsWith("/elements/", StringComparison.Ordinal)));
        Assert.Equal(11, seen.Count(path => path.StartsWith("/categories/", StringComparison.Ordinal)));
        Assert.Equal(7, seen.Count(path => path.StartsWith("/periods/", StringComparison.Ordinal)));
        Assert.InRange(seen.Count(path => path.StartsWith("/essays/", StringComparison.Ordinal)), 6, int.MaxValue);
        Assert.Equal(19, seen.Count(path => path.StartsWith("/by/", StringComparison.Ordinal)));
        Assert.Contains("/feed.xml", seen);
        Assert.Contains("/site.css", seen);
        Assert.Contains("/icon.svg", seen);
    }

    [GeneratedRegex("href=\"(/[^\"]*)\"")]
    private static partial Regex Link();
}
