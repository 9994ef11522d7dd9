using System.Net;

namespace Site.Tests.EndToEnd;

[Collection(FreshSite.Name)]
public sealed class ParallelTests(SiteProcess site)
{
    [Fact]
    public async Task Two_hundred_parallel_requests_for_one_cold_page_render_it_once()
    {
        // Connections are opened first, so that the requests meet at the page and not at the socket.
        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Answer.GetAsync(site.Http, "/site.css")));

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Answer.GetAsync(site.Http, "/elements?sort=melting&dir=desc")));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        Assert.Single(answers, answer => !answer.Kept);
        Assert.Single(answers.Select(answer => (answer.Etag, answer.Page)).Distinct());
    }
}
