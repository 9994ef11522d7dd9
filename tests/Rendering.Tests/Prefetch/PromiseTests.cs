using Caching;
using Rendering.Tests.Support;

namespace Rendering.Tests.Prefetch;

/// <summary>What is read ahead is served as what is asked for: never past an invalidation, an end, or a failing store.</summary>
public sealed class PromiseTests
{
    // The first section has all of them read ahead; what stands between it and the second voids that one.
    private const string Page = "<% cache 1 %>a<% endcache %>{{ void }}<% cache 2, tags: 't', expire: 100 %>{{ n }}<% endcache %>";

    [Theory]
    [InlineData("nothing", "a1")]
    [InlineData("tag", "a2")]
    [InlineData("everything", "a2")]
    [InlineData("namespace", "a2")]
    [InlineData("expire tag", "a2")]
    [InlineData("other tag", "a1")]
    public async Task An_invalidation_between_the_reading_ahead_and_the_use_is_seen(string what, string expected)
    {
        using var process = new PrefetchSite(("page", Page)).Start();
        Assert.Equal("a1", await process.LearnAsync("page", new Model("", "1")));
        var caches = process.Renderer.Caches;
        var model = new Model("", "2")
        {
            Voiding = () => what switch
            {
                "tag" => caches.RemoveByTagAsync("t"),
                "everything" => caches.RemoveByTagAsync("*"),
                "namespace" => caches.GetCache("page.liquid").ClearAsync(),
                "expire tag" => caches.ExpireByTagAsync("t"),
                "other tag" => caches.RemoveByTagAsync("u"),
                _ => default,
            },
        };
        var (text, reads) = await process.RenderAsync("page", model);
        Assert.Equal(expected, text);
        Assert.Equal("get 2", reads[0]);
        Assert.Equal(expected == "a1" ? 1 : 3, reads.Length);
        Assert.Equal(expected, (await process.RenderAsync("page", new Model("", "3"))).Text);
    }

    [Theory]
    [InlineData("expired")]
    [InlineData("voided here")]
    [InlineData("voided elsewhere")]
    public async Task What_is_void_or_past_its_end_is_made_anew(string what)
    {
        var site = new PrefetchSite(("page", Page));
        using var process = site.Start();
        using var other = site.Start();
        await process.LearnAsync("page", new Model("", "1"));
        if (what == "expired") site.Site.Time.Advance(200);
        else await (what == "voided here" ? process : other).Renderer.Caches.RemoveByTagAsync("t");
        var (text, reads) = await process.RenderAsync("page", new Model("", "2"));
        Assert.Equal("a2", text);
        // All at once, and the void one once more under its lease.
        Assert.Equal(["get 2", "get"], reads);
        (text, reads) = await process.RenderAsync("page", new Model("", "3"));
        Assert.Equal("a2", text);
        Assert.Equal(["get 2"], reads);
    }

    [Fact]
    public async Task A_page_that_takes_long_asks_again_for_what_it_reads_late()
    {
        var site = new PrefetchSite(("page", Page));
        using var process = site.Start();
        await process.LearnAsync("page", new Model("", "1"));
        var (text, reads) = await process.RenderAsync("page", new Model("", "2")
        {
            Voiding = () =>
            {
                site.Site.Time.Advance(CacheReadAhead.Bound + TimeSpan.FromSeconds(1));
                return default;
            },
        });
        Assert.Equal("a1", text);
        Assert.Equal(["get 2", "get"], reads);
    }

    [Theory]
    [InlineData("page.liquid")]
    [InlineData("page.scriban")]
    public async Task A_store_that_fails_is_a_miss_and_each_body_is_rendered_once(string page)
    {
        var site = RoundTripTests.Site();
        using var process = site.Start();
        var text = await process.LearnAsync(page, RoundTripTests.Model());
        process.Store.IsCut = true;
        var rendered = await process.Renderer.RenderPageAsync(page, RoundTripTests.Model());
        Assert.Equal(text, System.Text.Encoding.UTF8.GetString(rendered.Utf8.Span));
        Assert.Equal((0, 50), (rendered.Report.FragmentHits, rendered.Report.FragmentMisses));
        process.Store.IsCut = false;
    }

    [Fact]
    public async Task A_batch_that_fails_costs_a_round_trip_a_section_and_no_error()
    {
        var site = RoundTripTests.Site();
        using var process = site.Start();
        var text = await process.LearnAsync("page", RoundTripTests.Model());
        process.Also = call =>
        {
            if (call == "get 50") throw new IOException("too large");
        };
        var (again, reads) = await process.RenderAsync("page", RoundTripTests.Model());
        Assert.Equal(text, again);
        Assert.Equal(51, reads.Length);
    }

    [Fact]
    public async Task Each_store_of_a_page_is_one_round_trip_and_those_in_this_process_none()
    {
        var other = new SimpleByteStore();
        var site = new PrefetchSite(("page", "<% cache 1 %>a<% endcache %><% cache 2, type: 'memory' %>b<% endcache %><% cache 3, region: 'plain' %>c<% endcache %><% cache 4 %>d<% endcache %>"));
        using var process = site.Start(configure: options =>
        {
            options.AddStore("plain", _ => other);
            options.Regions["plain"] = new() { Type = "plain" };
        });
        Assert.Equal("abcd", await process.LearnAsync("page"));
        var before = other.Reads;
        var (text, reads) = await process.RenderAsync("page");
        Assert.Equal("abcd", text);
        Assert.Equal(["get 2"], reads);
        Assert.Equal(1, other.Reads - before);
    }

    [Fact]
    public async Task A_preview_reads_nothing_ahead_and_a_page_that_fails_teaches_nothing()
    {
        using var process = new PrefetchSite(("page", "<% cache 1 %>a<% endcache %><% cache 2 %>b<% endcache %>{{ void }}")).Start();
        var (text, reads) = await process.RenderAsync("page", new Model("", ""), new() { IsPreview = true });
        Assert.Equal("ab", text);
        Assert.Empty(reads);
        await Assert.ThrowsAnyAsync<TemplateException>(() => process.RenderAsync("page", new Model("", "") { Voiding = () => throw new IOException("no") }));
        Assert.Equal("get 2", (await process.RenderAsync("page", new Model("", ""))).Reads[0]);
        Assert.Equal(["get 2"], (await process.RenderAsync("page", new Model("", ""))).Reads);
    }

    [Fact]
    public async Task Renders_of_a_page_at_once_have_each_its_own_answers()
    {
        var site = RoundTripTests.Site();
        using var process = site.Start();
        var text = await process.LearnAsync("page", RoundTripTests.Model());
        var texts = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () => await process.Renderer.RenderAsync("page", RoundTripTests.Model()))));
        Assert.All(texts, other => Assert.Equal(text, other));
        Assert.Equal(16, process.TakeReads().Length);
    }

    [Fact]
    public async Task Sections_in_the_holes_of_a_page_are_one_round_trip_cached_or_not()
    {
        const string Holes = "<% cache 1 %>a<% endcache %><% nocache %><% cache 2 %>b<% endcache %><% cache 3 %>c<% endcache %><% endnocache %>";
        using var process = new PrefetchSite(("page", Holes)).Start();
        Assert.Equal("abc", await process.LearnAsync("page"));
        process.TakeReads();
        Assert.Equal("abc", await process.Renderer.RenderAsync("page"));
        Assert.Equal(["get 3"], process.TakeReads());
        Assert.Equal("abc", await process.Renderer.RenderAsync("page", cacheKey: 1, cacheType: "memory"));
        process.TakeReads();
        Assert.Equal("abc", await process.Renderer.RenderAsync("page", cacheKey: 1, cacheType: "memory"));
        Assert.Equal(["get 2"], process.TakeReads());
    }

    [Fact]
    public async Task Of_a_page_with_very_many_sections_the_first_five_hundred_are_read_ahead()
    {
        using var process = new PrefetchSite(("page", "{% for i in (1..510) %}<% cache i %>{{ i }} <% endcache %>{% endfor %}")).Start();
        var text = await process.LearnAsync("page");
        var (again, reads) = await process.RenderAsync("page");
        Assert.Equal(text, again);
        Assert.Equal(["get 500", .. Enumerable.Repeat("get", 10)], reads);
    }

    public sealed record Model(string Nothing, string N)
    {
        internal Func<ValueTask> Voiding { get; init; } = () => default;

        public string Void
        {
            get
            {
                Voiding().AsTask().GetAwaiter().GetResult();
                return Nothing;
            }
        }
    }
}
