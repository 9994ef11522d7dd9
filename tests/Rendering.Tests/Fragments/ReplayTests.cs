using Rendering.Tests.Support;

namespace Rendering.Tests.Fragments;

/// <summary>Promises 11 and 12: a hit replays all that the miss did; lifetimes take the minimum over the parts.</summary>
public sealed class ReplayTests
{
    [Fact]
    public async Task Sections_captured_in_a_cached_block_are_there_on_a_hit()
    {
        var site = new Site(
            ("page", "{% layout 'main' %}<% cache %>{% section head %}{{ next }}{% endsection %}b<% cache %>{% section head %}!{% endsection %}<% endcache %><% endcache %>"),
            ("main", "{% rendersection head %}|{% renderbody %}"));
        var counter = new Counter();
        for (var i = 0; i < 3; i++) Assert.Equal("1!|b", await site.RenderAsync("page", counter));
        Assert.Equal("1!|b", await site.CachedAsync("page", counter));
    }

    [Fact]
    public async Task A_layout_chosen_in_a_cached_block_is_chosen_on_a_hit()
    {
        var site = new Site(("page", "<% cache %>{% layout 'main' %}b<% endcache %>"), ("main", "<{% renderbody %}>"));
        for (var i = 0; i < 3; i++) Assert.Equal("<b>", await site.RenderAsync("page"));
    }

    [Fact]
    public async Task Captures_come_in_the_order_of_the_page_on_miss_and_hit()
    {
        const string fill = "{{% section s %}}{0}{{% endsection %}}";
        var site = new Site(
            ("page", "{% layout 'main' %}" + string.Format(fill, 1) + "<% cache %>" + string.Format(fill, 2) + "<% cache %>" + string.Format(fill, 3)
                + "<% endcache %>" + string.Format(fill, 4) + "<% endcache %>" + string.Format(fill, 5)),
            ("main", "{% rendersection s %}"));
        for (var i = 0; i < 3; i++) Assert.Equal("12345", await site.RenderAsync("page"));
    }

    [Fact]
    public async Task A_waiter_has_the_captures_too()
    {
        var site = new Site(("page", "{% layout 'main' %}<% cache %>{% section head %}{{ slow }}{% endsection %}<% endcache %>"), ("main", "{% rendersection head %}"));
        var gate = new Gate();
        var pages = Enumerable.Range(0, 4).Select(_ => site.RenderAsync("page", gate)).ToArray();
        await gate.Entered;
        gate.Open("h");
        Assert.All(await Task.WhenAll(pages), page => Assert.Equal("h", page));
        Assert.Equal(4, pages.Length);
    }

    [Fact]
    public async Task Fresh_until_and_stale_until_each_take_the_minimum_over_the_parts()
    {
        var site = new Site(("page", "<% cache 1, expire: 300 %>a<% endcache %><% cache 2, expire: 3600 %>b<% cache 3, expire: 200 %>c<% endcache %><% endcache %>"));
        var start = site.Time.GetUtcNow();
        var page = await site.PageAsync("page", key: 1, expire: 86400);
        Assert.Equal(start.AddSeconds(200), page.Rendition.FreshUntil);
        Assert.Equal(start.AddSeconds(220), page.Rendition.StaleUntil);
        site.Time.Advance(100);
        var hit = await site.PageAsync("page", key: 2, expire: 150);
        Assert.Equal(start.AddSeconds(200), hit.Rendition.FreshUntil);
        Assert.Equal(start.AddSeconds(220), hit.Rendition.StaleUntil);
    }

    [Fact]
    public async Task A_page_without_an_expire_of_its_own_ends_with_its_shortest_part()
    {
        var site = new Site(("page", "{{ next }}<% cache expire: 60 %>{{ next }}<% endcache %>"));
        var counter = new Counter();
        Assert.Equal("12", await site.CachedAsync("page", counter));
        site.Time.Advance(59);
        Assert.Equal("12", await site.CachedAsync("page", counter));
        site.Time.Advance(60);
        Assert.Equal("34", await site.CachedAsync("page", counter));
    }

    [Fact]
    public async Task A_page_with_a_stale_part_is_stored_already_stale()
    {
        var site = new Site(("page", "<% cache expire: 600 %>{{ slow }}<% endcache %>"));
        var first = new Gate();
        first.Open("old");
        Assert.Equal("old", await site.RenderAsync("page", first));
        site.Time.Advance(610);
        // One caller refreshes the section and waits; the page that is made meanwhile has the stale one.
        var second = new Gate();
        var refreshing = site.RenderAsync("page", second);
        await second.Entered;
        var stale = await site.PageAsync("page", second, "k");
        Assert.Equal("old"u8, stale.Utf8.Span);
        Assert.True(stale.Rendition.FreshUntil <= site.Time.GetUtcNow());
        second.Open("new");
        Assert.Equal("new", await refreshing);
        site.Time.Advance(1);
        Assert.Equal("new", await site.CachedAsync("page", second, "k"));
    }

    [Fact]
    public async Task An_error_that_is_printed_is_not_stored()
    {
        var site = new Site(options => options.Liquid.PrintErrors = true, ("page", "<% cache %>{{ x | divided_by: y }}<% endcache %>"));
        Assert.Contains("Liquid error", await site.CachedAsync("page", new { x = 4, y = 0 }));
        Assert.Equal("2", await site.CachedAsync("page", new { x = 4, y = 2 }));
    }

    [Fact]
    public async Task A_cached_page_has_the_tags_and_life_of_parts_in_includes_and_layouts()
    {
        var site = new Site(
            ("page", "{% layout 'main' %}{% render 'box', cache_key: 1, cache_tags: 'box' %}"),
            ("box", "<% cache tags: list, expire: 60 %>x<% endcache %>"),
            ("main", "{% renderbody %}<% cache tags: ' a , b ' %>m<% endcache %>"));
        foreach (var key in new[] { "cold", "warm" })
        {
            var page = await site.PageAsync("page", key: key);
            Assert.Equal(["a", "b", "box"], page.Rendition.Tags.Order());
            Assert.Equal(site.Time.GetUtcNow().AddSeconds(60), page.Rendition.FreshUntil);
        }
    }
}
