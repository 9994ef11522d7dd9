using Caching;
using Rendering.Fragments;

namespace Rendering.Tests.Prefetch;

/// <summary>What a page's manifest says, and what is made of one that is wrong.</summary>
public sealed class ManifestTests
{
    private const string Page = "{% for i in list %}<% cache i %>[{{ i }}]<% endcache %>{% endfor %}";

    [Fact]
    public async Task A_key_that_was_read_ahead_twice_in_vain_is_dropped()
    {
        using var process = new PrefetchSite(("page", Page)).Start();
        await process.LearnAsync("page", List(1, 2, 3));
        Assert.Equal(["get 3"], (await process.RenderAsync("page", List(1, 2))).Reads);
        Assert.Equal(["get 3"], (await process.RenderAsync("page", List(2, 1))).Reads);
        Assert.Equal(["get 2"], (await process.RenderAsync("page", List(1, 2))).Reads);
        Assert.Equal(["get 2", "get"], (await process.RenderAsync("page", List(1, 2, 3))).Reads);
    }

    [Fact]
    public async Task A_key_that_is_used_every_other_time_stays()
    {
        using var process = new PrefetchSite(("page", Page)).Start();
        await process.LearnAsync("page", List(1, 2, 3));
        for (var i = 0; i < 6; i++) Assert.Equal(["get 3"], (await process.RenderAsync("page", i % 2 == 0 ? List(1, 2) : List(1, 2, 3))).Reads);
    }

    [Fact]
    public async Task A_manifest_that_is_wrong_costs_its_reading_and_nothing_else()
    {
        using var process = new PrefetchSite(("page", Page)).Start();
        await process.LearnAsync("page", List(1, 2, 3));
        await process.Renderer.RenderAsync("page", List(7, 8));
        Assert.Equal(("[8][7]", 1), Count(await process.RenderAsync("page", List(8, 7))));
    }

    [Fact]
    public async Task A_section_inside_one_that_was_a_hit_is_not_read_for_ever()
    {
        using var process = new PrefetchSite(("page", "<% cache 1 %>a<% cache 2 %>b<% cache 3 %>c<% endcache %><% endcache %><% endcache %>")).Start();
        Assert.Equal("abc", await process.LearnAsync("page"));
        Assert.Equal(["get 3"], (await process.RenderAsync("page")).Reads);
        Assert.Equal(["get 3"], (await process.RenderAsync("page")).Reads);
        Assert.Equal(["get 1"], (await process.RenderAsync("page")).Reads);
    }

    [Fact]
    public async Task Pages_of_one_template_are_told_apart_by_their_key_and_by_the_request()
    {
        using var process = new PrefetchSite(("page", Page)).Start();
        RenderRequest a = new() { Prefetch = CacheKey.Of("/a", "?x") }, b = new() { Prefetch = new string('b', 5_000) };
        await process.RenderAsync("page", List(1, 2), a);
        await process.RenderAsync("page", List(3, 4, 5), b);
        await process.RenderAsync("page", List(6));
        Assert.Equal(("[1][2]", 1), Count(await process.RenderAsync("page", List(1, 2), a)));
        Assert.Equal(["get 3"], (await process.RenderAsync("page", List(3, 4, 5), b)).Reads);
        Assert.Equal(["get 1"], (await process.RenderAsync("page", List(6))).Reads);
    }

    [Fact]
    public async Task An_edit_of_the_template_begins_another_manifest()
    {
        var site = new PrefetchSite(("page", Page));
        using var process = site.Start();
        await process.LearnAsync("page", List(1, 2, 3));
        site.Site["page"] = "<% cache 9 %>new<% endcache %>";
        var (text, reads) = await process.RenderAsync("page", List(1, 2, 3));
        Assert.Equal("new", text);
        Assert.Equal("get 2", reads[0]);
    }

    [Fact]
    public async Task It_is_written_when_it_has_changed_and_not_more_often_than_every_ten_seconds()
    {
        var site = new PrefetchSite(("page", Page));
        using var process = site.Start();
        await process.LearnAsync("page", List(1, 2));
        var first = process.Stored;
        site.Site.Time.Advance(60);
        await process.RenderAsync("page", List(2, 1));
        Assert.Same(first, process.Stored);
        await process.LearnAsync("page", List(1, 2, 3));
        var second = process.Stored;
        Assert.NotSame(first, second);
        await process.RenderAsync("page", List(1, 2, 3, 4));
        Assert.Same(second, process.Stored);
        site.Site.Time.Advance(PageManifests.WriteEvery);
        await process.LearnAsync("page", List(1, 2, 3, 4));
    }

    [Fact]
    public async Task It_is_written_again_before_it_ends_and_ends_when_nobody_renders_the_page()
    {
        var site = new PrefetchSite(("page", Page));
        using var process = site.Start();
        await process.LearnAsync("page", List(1, 2));
        site.Site.Time.Advance(TimeSpan.FromHours(13));
        await process.LearnAsync("page", List(1, 2));
        site.Site.Time.Advance(TimeSpan.FromHours(23));
        using var second = site.Start();
        Assert.Equal(["get 2", "get 1"], await second.LearnReadsAsync("page", List(1, 2)));
        site.Site.Time.Advance(TimeSpan.FromHours(25));
        using var third = site.Start();
        Assert.Equal(["get 2", "get"], (await third.RenderAsync("page", List(1, 2))).Reads);
    }

    [Fact]
    public async Task A_page_with_one_section_has_none_in_the_store()
    {
        using var process = new PrefetchSite(("page", Page)).Start();
        await process.RenderAsync("page", List(1));
        await process.RenderAsync("page", List(1));
        Assert.Null(process.Stored);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData(null)]
    public async Task A_manifest_that_somebody_else_wrote_is_none(string? text)
    {
        var site = new PrefetchSite(("page", Page));
        using var first = site.Start();
        await first.LearnAsync("page", List(1, 2));
        var identity = CacheKey.Of("page.liquid", first.Renderer.VersionOf("page"), false, default, default).ToString();
        Assert.Equal(8, (await first.Manifests.TryGetAsync<string?[]>(identity)).Value!.Length);
        await first.Manifests.SetAsync(identity, new[] { text, text, text, text });
        using var second = site.Start();
        Assert.Equal("[1][2]", (await second.RenderAsync("page", List(1, 2))).Text);
    }

    private static object List(params int[] list) => new { list };

    private static (string Text, int Reads) Count((string Text, string[] Reads) rendered) => (rendered.Text, rendered.Reads.Length);
}
