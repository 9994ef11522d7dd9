using Rendering.Tests.Support;

namespace Rendering.Tests.Fragments;

/// <summary>What a page reads of the request is in its key, or the page is not stored.</summary>
public sealed class RequestGuardTests
{
    private readonly Notes _log = new();

    [Theory]
    [InlineData(".liquid", "request.query.page", "query:page")]
    [InlineData(".scriban", "request.query.page", "query:page")]
    [InlineData(".liquid", "request.headers['Accept-Language']", "header:accept-language")]
    [InlineData(".scriban", "request.headers['Accept-Language']", "header:accept-language")]
    [InlineData(".liquid", "request.cookies[name]", "cookie:theme")]
    [InlineData(".scriban", "request.cookies[name]", "cookie:theme")]
    [InlineData(".liquid", "request.route.id", "route:id")]
    [InlineData(".scriban", "request.user", "user")]
    public async Task What_reads_a_value_that_its_key_has_not_is_not_stored_and_warns_once_with_its_place(string language, string read, string value)
    {
        var site = With(("page" + language, "<% cache 1 %>\n <% cache 2 %>{{ " + read + " }}<% endcache %><% endcache %>"));
        foreach (var sent in (string[])["a", "b", "c"])
            Assert.Equal("\n " + sent, await Render(site, "page" + language, $"{value}={sent}"));
        var line = Assert.Single(_log.Lines);
        Assert.StartsWith($"Warning: page{language}(2,", line, StringComparison.Ordinal);
        Assert.Contains($"vary: \"{value}\"", line, StringComparison.Ordinal);
        Assert.Equal(0, site.Caches.GetCache("page" + language).Statistics.Hits);
    }

    [Theory]
    [InlineData(".liquid", "vary: 'query:page'")]
    [InlineData(".scriban", "vary: 'query:page'")]
    [InlineData(".liquid", "request.query.page")]
    [InlineData(".scriban", "request.query.page")]
    [InlineData(".scriban", "request.query['page']")]
    public async Task What_has_the_value_in_its_key_is_stored(string language, string option)
    {
        var site = With(("page" + language, "<% cache " + option + " %>{{ x }}{{ request.query.page }}<% endcache %>"));
        Assert.Equal("1a", await Render(site, "page" + language, "query:page=a", x: 1));
        Assert.Equal("2b", await Render(site, "page" + language, "query:page=b", x: 2));
        Assert.Equal("1a", await Render(site, "page" + language, "query:page=a", x: 3));
        Assert.Empty(_log.Lines);
    }

    [Theory]
    [InlineData(".liquid")]
    [InlineData(".scriban")]
    public async Task What_is_around_a_section_that_varies_must_vary_too_on_a_hit_as_on_a_miss(string language)
    {
        var site = With(("page" + language, "<% cache 'out' %><% cache vary: 'query:page' %>{{ request.query.page }}<% endcache %><% endcache %>"));
        foreach (var page in (string[])["a", "b", "a", "b"]) Assert.Equal(page, await Render(site, "page" + language, $"query:page={page}"));
        Assert.Single(_log.Lines);
        Assert.Equal(2, site.Caches.GetCache("page" + language).Statistics.Hits);
    }

    [Theory]
    [InlineData(".liquid")]
    [InlineData(".scriban")]
    public async Task A_cached_page_is_not_stored_where_it_reads_what_its_key_has_not(string language)
    {
        var site = With(("page" + language, "{{ request.query.page }}"));
        foreach (var page in (string[])["a", "b"])
        {
            var rendered = await site.Renderer.RenderPageAsync("page" + language, null, "key", request: Visit.Of($"query:page={page}"));
            Assert.Equal((page, false), (System.Text.Encoding.UTF8.GetString(rendered.Utf8.Span), rendered.Report.PageHit));
            Assert.Contains("query:page", rendered.Rendition.Unstorable, StringComparison.Ordinal);
        }
        Assert.Single(_log.Lines);
    }

    [Theory]
    [InlineData(".liquid")]
    [InlineData(".scriban")]
    public async Task What_is_not_cached_reads_what_it_likes(string language)
    {
        var site = With(("page" + language, "{{ request.query.page }}<% cache if: false %>{{ request.user }}<% endcache %>"));
        Assert.Equal("ab", await Render(site, "page" + language, "query:page=a", "user=b"));
        Assert.Empty(_log.Lines);
    }

    [Theory]
    [InlineData(".liquid", "{% assign request = 'mine' %}{{ request }}", "mine")]
    [InlineData(".scriban", "{{ request = 'mine' }}{{ request }}", "mine")]
    [InlineData(".liquid", "{{ request.query.page }}{{ request.user }}", "modeluser")]
    [InlineData(".scriban", "{{ request.query.page }}{{ request['user'] }}", "modeluser")]
    public async Task A_variable_or_the_model_hides_the_request(string language, string template, string expected)
    {
        var site = With(("page" + language, template));
        var model = new { request = new { query = new { page = "model" }, user = "user" } };
        Assert.Equal(expected, System.Text.Encoding.UTF8.GetString((await site.Renderer.RenderPageAsync("page" + language, model, request: Visit.Of("query:page=a", "user=b"))).Utf8.Span));
    }

    [Theory]
    [InlineData(".liquid", "<% cache request.user %>{% render 'badge' %}<% endcache %>")]
    [InlineData(".liquid", "<% cache request.query['user'] %>{% render 'badge' %}<% endcache %>")]
    [InlineData(".liquid", "<% cache_each i in one, key: request.user %>{% render 'badge' %}<% endcache_each %>")]
    [InlineData(".liquid", "{% render 'badge', cache_key: request.user %}")]
    [InlineData(".liquid", "{% assign request = page %}<% cache request.user %>{% render 'badge' %}<% endcache %>")]
    public async Task What_hides_the_request_in_a_key_is_not_the_request_s_value(string language, string template)
    {
        var site = With(("page" + language, template), ("badge" + language, "{{ " + (template.Contains("query", StringComparison.Ordinal) ? "request.query.user" : "request.user") + " }}"));
        var own = new { user = "u", query = new { user = "u" } };
        object model = template.Contains("assign", StringComparison.Ordinal) ? new { page = own } : new { request = own, one = (int[])[1] };
        foreach (var user in (string[])["ann", "bob", "ann"])
        {
            var page = await site.Renderer.RenderPageAsync("page" + language, model, request: Visit.Of($"user={user}", $"query:user={user}"));
            Assert.Equal(user, System.Text.Encoding.UTF8.GetString(page.Utf8.Span));
        }
    }

    private Site With(params (string Name, string Text)[] templates) => new(options => options.Logger = _log, templates);

    private static Task<string> Render(Site site, string name, params string[] values) => Render(site, name, values, 0);

    private static Task<string> Render(Site site, string name, string value, int x) => Render(site, name, [value], x);

    private static async Task<string> Render(Site site, string name, string[] values, int x) =>
        System.Text.Encoding.UTF8.GetString((await site.Renderer.RenderPageAsync(name, new { name = "theme", x }, request: Visit.Of(values))).Utf8.Span);
}
