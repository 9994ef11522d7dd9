using System.Net;
using System.Text;

namespace Site.Tests.EndToEnd;

[Collection(FreshSite.Name)]
public sealed class HttpTests(SiteProcess site)
{
    [Theory]
    [MemberData(nameof(Pages.Kinds), MemberType = typeof(Pages))]
    public async Task A_page_answers_with_its_heading_a_type_a_length_and_a_tag(string path, string heading)
    {
        var page = await GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal("text/html; charset=utf-8", page.ContentType);
        Assert.Equal(Encoding.UTF8.GetByteCount(page.Body), page.Length);
        Assert.NotNull(page.Etag);
        Assert.Contains($"<h1>{heading}</h1>", page.Body);
    }

    [Theory]
    [MemberData(nameof(Pages.Kinds), MemberType = typeof(Pages))]
    public async Task A_second_request_with_the_tag_is_answered_304_without_a_body(string path, string heading)
    {
        var page = await GetAsync(path);
        var again = await GetAsync(path, page.Etag);
        Assert.Equal(HttpStatusCode.NotModified, again.Status);
        Assert.Equal(page.Etag, again.Etag);
        Assert.Empty(again.Body);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(path, "\"" + heading.Replace(' ', '-') + "\"")).Status);
    }

    [Theory]
    [InlineData("/elements/gold", 200)]
    [InlineData("/elements/phlogiston", 404)]
    public async Task HEAD_answers_as_GET_does_without_the_body(string path, int status)
    {
        var get = await GetAsync(path);
        var head = await Answer.GetAsync(site.Http, path, method: HttpMethod.Head);
        Assert.Equal(status, (int)head.Status);
        Assert.Equal((get.Status, get.Etag, get.ContentType), (head.Status, head.Etag, head.ContentType));
        Assert.True(head.Length > 0);
        Assert.Empty(head.Body);
    }

    [Fact]
    public async Task The_strip_differs_between_a_page_that_is_made_and_the_same_page_kept_and_the_tag_does_not()
    {
        var made = await GetAsync("/elements/xenon");
        var kept = await GetAsync("/elements/xenon");
        Assert.False(made.Kept);
        Assert.True(kept.Kept);
        Assert.Equal((made.Etag, made.Page), (kept.Etag, kept.Page));
        Assert.NotEqual(made.Body, kept.Body);
    }

    [Fact]
    public async Task The_cell_of_an_element_is_made_once_for_all_pages_that_show_it()
    {
        await GetAsync("/categories/halogen");
        var family = await GetAsync("/periods/3");
        Assert.False(family.Kept);
        Assert.True(family.SectionsKept >= 1, family.Body);
    }

    [Theory]
    [InlineData("/elements/phlogiston")]
    [InlineData("/categories/aether")]
    [InlineData("/periods/8")]
    [InlineData("/no/such/page")]
    public async Task What_is_not_in_the_guide_is_a_404_that_reads_as_a_page(string path)
    {
        var page = await GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.Equal("text/html; charset=utf-8", page.ContentType);
        Assert.Contains("<h1>Not in this guide</h1>", page.Body);
        Assert.Contains($"<code>{path}</code>", page.Body);
    }

    [Fact]
    public async Task What_a_visitor_types_is_escaped()
    {
        var page = await GetAsync("/%3Cscript%3Ealert(1)%3C/script%3E");
        Assert.DoesNotContain("<script>", page.Body);
        Assert.Contains("&lt;script&gt;", page.Body);
    }

    [Fact]
    public async Task The_index_sorts_as_the_query_says()
    {
        Assert.Contains("aria-sort=\"descending\"", (await GetAsync("/elements?sort=density&dir=desc")).Body);
        Assert.Equal("osmium", First(await GetAsync("/elements?sort=density&dir=desc")));
        Assert.Equal("hydrogen", First(await GetAsync("/elements?sort=density&dir=asc")));
        Assert.Equal("actinium", First(await GetAsync("/elements?sort=name")));
    }

    [Fact]
    public async Task Queries_that_mean_the_same_order_share_one_page()
    {
        var index = await GetAsync("/elements");
        Assert.Equal(index.Etag, (await GetAsync("/elements?sort=number")).Etag);
        Assert.Equal(index.Etag, (await GetAsync("/elements?sort=%22%3E%3Cscript%3E&dir=sideways")).Etag);
        Assert.NotEqual(index.Etag, (await GetAsync("/elements?dir=desc")).Etag);
        Assert.True((await GetAsync("/elements?sort=nonsense")).Kept);
    }

    private Task<Answer> GetAsync(string path, string? ifNoneMatch = null) => Answer.GetAsync(site.Http, path, ifNoneMatch);

    private static string First(Answer index) =>
        index.Body.Split("<tbody>")[1].Split("href=\"/elements/")[1].Split('"')[0];
}
