using System.Net;

namespace Rendering.AspNetCore.Tests;

/// <summary>Tags and 304s of rendered pages, by both forms.</summary>
public class RenderEtagTests
{
    public static TheoryData<string> Forms => RenderTests.Forms;

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_page_has_a_tag_of_its_rendition_which_answers_304(string form)
    {
        var pages = new Pages();
        await using var site = await Pages.StartAsync(pages);
        var tag = (await site.GetAsync(form + "/page")).Header("ETag")!;
        var match = await site.GetAsync(form + "/page", ("If-None-Match", $"bogus, \"a,b\", W/{tag}"));
        Assert.Equal((HttpStatusCode.NotModified, tag), (match.StatusCode, match.Header("ETag")));
        Assert.Empty(await match.Content.ReadAsByteArrayAsync());
        Assert.Null(match.Header("Content-Type"));
        Assert.Null(match.Header("Content-Length"));

        pages.Name = "new";
        var changed = await site.GetAsync(form + "/page", ("If-None-Match", tag));
        Assert.Equal((HttpStatusCode.OK, "<h1>new</h1>"), (changed.StatusCode, await changed.Content.ReadAsStringAsync()));
        Assert.NotEqual(tag, changed.Header("ETag"));
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await site.GetAsync(form + "/page", ("If-Match", tag))).StatusCode);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_keyed_page_answers_304_without_rendering(string form)
    {
        var pages = new Pages();
        await using var site = await Pages.StartAsync(pages);
        var tag = (await site.GetAsync(form + "/cached")).Header("ETag")!;
        Assert.Equal(1, pages.Loads);
        pages.Name = "not asked for";
        Assert.Equal(tag, (await site.GetAsync(form + "/cached")).Header("ETag"));
        Assert.Equal(HttpStatusCode.NotModified, (await site.GetAsync(form + "/cached", ("If-None-Match", tag))).StatusCode);
        Assert.Equal(1, pages.Loads);

        pages.Templates["page.liquid"] = "<h2>{{ name }}</h2>";
        var edited = await site.GetAsync(form + "/cached", ("If-None-Match", tag));
        Assert.Equal((HttpStatusCode.OK, "<h2>not asked for</h2>"), (edited.StatusCode, await edited.Content.ReadAsStringAsync()));
        Assert.Equal(2, pages.Loads);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_key_compared_before_wins_over_the_rendition(string form)
    {
        var pages = new Pages();
        await using var site = await Pages.StartAsync(pages);
        var first = await site.GetAsync(form + "/key");
        Assert.Equal(("\"k1\"", "public, max-age=60"), (first.Header("ETag"), first.Header("Cache-Control")));
        Assert.Equal(HttpStatusCode.NotModified, (await site.GetAsync(form + "/key", ("If-None-Match", "\"k1\""))).StatusCode);
        Assert.Equal(1, pages.Loads);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_tag_set_by_hand_stays_and_answers_before_the_model_is_loaded(string form)
    {
        var pages = new Pages();
        await using var site = await Pages.StartAsync(pages);
        Assert.Equal(HttpStatusCode.NotModified, (await site.GetAsync(form + "/own", ("If-None-Match", "\"own\""))).StatusCode);
        Assert.Equal(0, pages.Loads);
        Assert.Equal("W/\"own\"", (await site.GetAsync(form + "/own")).Header("ETag"));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task On_a_match_of_a_function_the_model_is_never_loaded(string form)
    {
        var pages = new Pages();
        await using var site = await Pages.StartAsync(pages);
        Assert.Equal("W/\"7\"", (await site.GetAsync(form + "/with")).Header("ETag"));
        Assert.Equal(HttpStatusCode.NotModified, (await site.GetAsync(form + "/with", ("If-None-Match", "W/\"7\""))).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await site.SendAsync(HttpMethod.Post, form + "/with", ("If-Match", "\"6\""))).StatusCode);
        Assert.Equal(1, pages.Loads);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task No_cache_on_a_cached_page_has_no_tag_and_never_a_304_and_is_not_stored(string form)
    {
        var pages = new Pages();
        await using var site = await Pages.StartAsync(pages);
        for (var i = 0; i < 2; i++)
        {
            var response = await site.GetAsync(form + "/none", ("If-None-Match", "*"));
            Assert.Equal((HttpStatusCode.OK, null), (response.StatusCode, response.Header("ETag")));
            Assert.Equal("no-store, no-cache, must-revalidate, private", response.Header("Cache-Control"));
        }

        Assert.Equal(2, pages.Loads);
    }

    [Fact]
    public async Task Tags_are_weak_where_the_host_says_so()
    {
        await using var site = await Pages.StartAsync(new Pages(), builder => builder.Configuration["Rendering:WeakEtags"] = "true");
        var tag = (await site.GetAsync("/min/page")).Header("ETag")!;
        Assert.StartsWith("W/\"", tag, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotModified, (await site.GetAsync("/min/page", ("If-None-Match", tag))).StatusCode);
    }
}
