using Rendering.Tests.Support;

namespace Rendering.Tests.Engines;

/// <summary>Cached sections and pages.</summary>
public abstract partial class EngineContract
{
    [Fact]
    public async Task A_section_renders_the_same_bytes_cached_and_uncached_cold_and_warm()
    {
        var page = dialect.Cached($"({dialect.Print("x")}{dialect.Cached("ä" + dialect.Print("x"), "x")}){dialect.Include("box")}", "x");
        var site = With(("page", page), ("box", dialect.Cached(dialect.Print("x"), "x")));
        var plain = new Site(options =>
        {
            options.Caching = false;
            if (dialect.Engine is { } engine) options.Engines[dialect.Extension] = engine;
        }, ("page" + dialect.Extension, page), ("box" + dialect.Extension, dialect.Cached(dialect.Print("x"), "x")));
        var expected = await plain.RenderAsync("page", new { x = "<1>" });
        Assert.Equal("(&lt;1&gt;ä&lt;1&gt;)&lt;1&gt;", expected);
        for (var i = 0; i < 3; i++) Assert.Equal(expected, await site.RenderAsync("page", new { x = "<1>" }));
        for (var i = 0; i < 3; i++) Assert.Equal(expected, await site.CachedAsync("page", new { x = "<1>" }));
    }

    [Fact]
    public async Task A_section_has_one_entry_a_key()
    {
        var site = With(("page", dialect.Cached(dialect.Print("x") + dialect.Print("y"), "x")));
        Assert.Equal("a1", await site.RenderAsync("page", new { x = "a", y = 1 }));
        Assert.Equal("b2", await site.RenderAsync("page", new { x = "b", y = 2 }));
        Assert.Equal("a1", await site.RenderAsync("page", new { x = "a", y = 3 }));
    }

    [Fact]
    public async Task A_section_expires()
    {
        var site = With(("page", dialect.Cached(dialect.Print("next"), expire: 60)));
        var counter = new Counter();
        Assert.Equal("1", await site.RenderAsync("page", counter));
        site.Time.Advance(59);
        Assert.Equal("1", await site.RenderAsync("page", counter));
        site.Time.Advance(120);
        Assert.Equal("2", await site.RenderAsync("page", counter));
    }

    [Fact]
    public async Task An_edited_include_voids_page_and_section()
    {
        var site = With(("page", dialect.Cached(dialect.Include("box"))), ("box", "old"));
        for (var i = 0; i < 2; i++) Assert.Equal("old", await site.CachedAsync("page"));
        site.Templates["box" + dialect.Extension] = "new";
        Assert.Equal("new", await site.RenderAsync("page"));
        Assert.Equal("new", await site.CachedAsync("page"));
    }

    [Fact]
    public async Task An_edited_dynamic_include_voids_page_and_section()
    {
        var site = With(("page", dialect.Cached(dialect.IncludeBy("name"))), ("box", "old"));
        var model = new { name = "box" };
        for (var i = 0; i < 2; i++) Assert.Equal("old", await site.CachedAsync("page", model));
        site.Templates["box" + dialect.Extension] = "new";
        Assert.Equal("new", await site.RenderAsync("page", model));
        Assert.Equal("new", await site.CachedAsync("page", model));
    }

    [Fact]
    public async Task An_edited_layout_voids_the_page()
    {
        var site = With(("page", dialect.Layout("main") + "p"), ("main", $"old {dialect.Body}"));
        for (var i = 0; i < 2; i++) Assert.Equal("old p", await site.CachedAsync("page"));
        site.Templates["main" + dialect.Extension] = $"new {dialect.Body}";
        Assert.Equal("new p", await site.CachedAsync("page"));
    }

    [Fact]
    public async Task A_hit_replays_captures()
    {
        var site = With(
            ("page", dialect.Cached(dialect.Include("box"))),
            ("box", dialect.Cached(dialect.Layout("main") + dialect.Section("head", dialect.Print("x")) + "b")),
            ("main", $"{dialect.Yield("head")}|{dialect.Body}"));
        for (var i = 0; i < 3; i++) Assert.Equal("1|b", await site.RenderAsync("page", new { x = 1 }));
    }

    [Fact]
    public async Task Tags_of_inner_sections_reach_the_page_on_miss_and_hit()
    {
        var site = With(("page", dialect.Print("next") + dialect.Cached(dialect.Cached("x", tags: "inner"), tags: "outer")));
        var counter = new Counter();
        // The first page renders the sections, the second finds them in the cache.
        foreach (var key in new[] { "cold", "warm" })
        {
            var page = await site.PageAsync("page", counter, key);
            Assert.Equal(["inner", "outer"], page.Rendition.Tags.Order());
        }
        await site.Caches.RemoveByTagAsync("inner");
        foreach (var key in new[] { "cold", "warm" }) Assert.False((await site.PageAsync("page", counter, key)).Report.PageHit);
    }

    [Fact]
    public async Task The_lifetime_of_a_section_bounds_the_page_on_miss_and_hit()
    {
        var site = With(("page", dialect.Cached(dialect.Cached("x", expire: 60))));
        var cold = await site.PageAsync("page", key: "cold");
        site.Time.Advance(20);
        var warm = await site.PageAsync("page", key: "warm", expire: 300);
        Assert.Equal(1, warm.Report.FragmentHits);
        Assert.Equal(cold.Rendition.FreshUntil, warm.Rendition.FreshUntil);
        site.Time.Advance(60);
        Assert.False((await site.PageAsync("page", key: "warm")).Report.PageHit);
    }

    [Fact]
    public async Task What_must_not_be_stored_is_rendered_each_time_and_so_is_the_page()
    {
        var site = With(("page", dialect.Unstorable(dialect.Print("next"))));
        var counter = new Counter();
        Assert.Equal("1", await site.CachedAsync("page", counter));
        Assert.Equal("2", await site.CachedAsync("page", counter));
        Assert.NotNull((await site.PageAsync("page", counter, "other")).Rendition.Unstorable);
    }

    [Fact]
    public async Task A_rendered_page_has_an_etag_of_its_bytes()
    {
        var site = With(("page", dialect.Print("x")));
        var one = await site.PageAsync("page", new { x = 1 });
        var same = await site.PageAsync("page", new { x = 1 }, "cached");
        var hit = await site.PageAsync("page", new { x = 2 }, "cached");
        var two = await site.PageAsync("page", new { x = 2 });
        Assert.Equal(one.ETag, same.ETag);
        Assert.Equal(one.ETag, hit.ETag);
        Assert.NotEqual(one.ETag, two.ETag);
        Assert.Matches("^[A-Za-z0-9_-]{22}$", one.ETag);
    }

    [Fact]
    public async Task A_failing_section_is_not_stored()
    {
        var site = With(("page", dialect.Cached(dialect.Include("box"))), ("box", dialect.Failing));
        for (var i = 0; i < 2; i++) await Assert.ThrowsAnyAsync<TemplateRenderException>(() => site.CachedAsync("page"));
        site.Templates["box" + dialect.Extension] = "mended";
        Assert.Equal("mended", await site.CachedAsync("page"));
    }
}
