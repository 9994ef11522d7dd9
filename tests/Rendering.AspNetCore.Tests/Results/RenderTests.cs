using System.Net;
using System.Text;

namespace Rendering.AspNetCore.Tests;

/// <summary>What a rendered page is over HTTP, by both forms.</summary>
public class RenderTests
{
    private const string Body = "<h1>Gr\u00fc\u00dfe &amp; &lt;\u6f22&gt;</h1>";

    public static TheoryData<string> Forms => ["/min", "/mvc"];

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_page_is_sent_as_utf8_with_its_length_and_a_strong_tag(string form)
    {
        await using var site = await Pages.StartAsync(new Pages());
        var response = await site.GetAsync(form + "/page");
        var bytes = await response.Content.ReadAsByteArrayAsync();
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(Body, Encoding.UTF8.GetString(bytes));
        Assert.Equal("text/html; charset=utf-8", response.Header("Content-Type"));
        Assert.Equal($"{bytes.Length}", response.Header("Content-Length"));
        Assert.Matches("^\"[A-Za-z0-9_-]{22}\"$", response.Header("ETag"));
        Assert.Null(response.Header("Cache-Control"));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task HEAD_has_the_head_of_GET_and_no_body(string form)
    {
        await using var site = await Pages.StartAsync(new Pages());
        foreach (var path in new[] { "/page", "/cached", "/key", "/missing" })
        {
            var get = await site.GetAsync(form + path);
            var head = await site.SendAsync(HttpMethod.Head, form + path);
            Assert.Equal(get.StatusCode, head.StatusCode);
            foreach (var name in new[] { "ETag", "Content-Type", "Content-Length", "Cache-Control" })
                Assert.Equal(get.Header(name), head.Header(name));
            Assert.Empty(await head.Content.ReadAsByteArrayAsync());
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_content_type_set_before_survives_on_a_rendered_page_with_an_expire(string form)
    {
        var pages = new Pages();
        await using var site = await Pages.StartAsync(pages);
        for (var i = 0; i < 2; i++)
        {
            var response = await site.GetAsync(form + "/plain");
            Assert.Equal(("text/plain", Body), (response.Header("Content-Type"), await response.Content.ReadAsStringAsync()));
        }

        Assert.Equal(1, pages.Loads);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Unescaped_pages_do_not_arrive_as_html(string form)
    {
        await using var site = await Pages.StartAsync(new Pages { Name = "<script>" });
        var response = await site.GetAsync(form + "/json");
        Assert.Equal("{\"name\":\"<script>\"}", await response.Content.ReadAsStringAsync());
        Assert.Equal("application/json; charset=utf-8", response.Header("Content-Type"));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_page_of_another_status_has_no_tag_and_ignores_preconditions(string form)
    {
        await using var site = await Pages.StartAsync(new Pages());
        var response = await site.GetAsync(form + "/missing", ("If-None-Match", "*"), ("If-Match", "\"x\""));
        Assert.Equal((HttpStatusCode.NotFound, null), (response.StatusCode, response.Header("ETag")));
        Assert.StartsWith("Not found: ", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task The_outcome_of_a_POST_has_no_tag_and_is_never_withheld(string form)
    {
        await using var site = await Pages.StartAsync(new Pages());
        var response = await site.SendAsync(HttpMethod.Post, form + "/page", ("If-None-Match", "*"));
        Assert.Equal((HttpStatusCode.OK, null), (response.StatusCode, response.Header("ETag")));
        Assert.Equal(Body, await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_page_that_fails_sends_nothing(string form)
    {
        await using var site = await Pages.StartAsync(new Pages());
        var failed = await Assert.ThrowsAnyAsync<TemplateException>(() => site.GetAsync(form + "/broken"));
        Assert.Equal("broken.liquid", failed.Location?.Template);
        var absent = await Assert.ThrowsAsync<TemplateNotFoundException>(() => site.GetAsync(form + "/absent"));
        Assert.Contains("absent.liquid", absent.Message, StringComparison.Ordinal);
    }
}
