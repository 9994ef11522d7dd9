using Caching;
using Rendering.Tests.Support;

namespace Rendering.Tests.Fragments;

/// <summary>Removal by template, key, tag and prefix, and its soft twins; whether a page is cached before its data is fetched.</summary>
public sealed class RemovalTests
{
    private const string Page = "{{ next }}<% cache 'k' %>{{ next }}<% endcache %><% cache 'l' %>{{ next }}<% endcache %>";

    [Theory]
    [InlineData("page.liquid")]
    [InlineData("page")]
    [InlineData("/page.liquid")]
    public async Task A_template_goes_with_its_pages_and_sections(string name)
    {
        var (site, counter) = (new Site(("page", Page), ("other", Page)), new Counter());
        Assert.Equal("123", await site.CachedAsync("page", counter));
        Assert.Equal("456", await site.CachedAsync("other", counter));
        await site.Renderer.RemoveAsync(name);
        Assert.Equal("789", await site.CachedAsync("page", counter));
        Assert.Equal("456", await site.CachedAsync("other", counter));
    }

    [Fact]
    public async Task A_template_that_does_not_parse_or_is_gone_goes_too()
    {
        var (site, counter) = (new Site(("page", "{{ next }}")), new Counter());
        await site.CachedAsync("page", counter);
        foreach (var broken in new[] { "{% if %}", null })
        {
            site["page"] = broken;
            await site.Renderer.RemoveAsync("page.liquid");
            site["page"] = "{{ next }}";
            Assert.False(await site.Renderer.IsCachedAsync("page"));
            await site.CachedAsync("page", counter);
        }
    }

    [Fact]
    public async Task Every_live_version_of_a_template_goes()
    {
        var (site, counter) = (new Site(("page", "{{ next }}")), new Counter());
        var other = site.Deployed(static options => options.Liquid.StrictVariables = true);
        await site.CachedAsync("page", counter, 1);
        await other.RenderAsync("page", counter, 2);
        await site.Renderer.RemoveAsync("page");
        Assert.False(await site.Renderer.IsCachedAsync("page", 1));
        Assert.False(await other.IsCachedAsync("page", 2));
    }

    [Theory]
    [InlineData("page.liquid", "{% render 'box.liquid', c: c, cache_key: 'k' %}")]
    [InlineData("page.scriban", "")]
    public async Task A_key_goes_with_its_page_its_sections_and_the_partial_that_was_called_with_it(string name, string partial)
    {
        var (site, counter) = (new Site((name, Page + partial), ("box", "{{ c.next }}")), new Counter());
        var first = await site.Renderer.RenderAsync(name, new Both(counter), "k");
        var other = await site.Renderer.RenderAsync(name, new Both(counter), "m");
        Assert.Equal(first[1..], other[1..]);
        await site.Renderer.RemoveAsync(name, "k");
        await site.Renderer.RemoveAsync("box", "k");
        Assert.False(await site.Renderer.IsCachedAsync(name, "k"));
        Assert.True(await site.Renderer.IsCachedAsync(name, "m"));
        var again = await site.Renderer.RenderAsync(name, new Both(counter));
        // The section under "l" stays.
        Assert.NotEqual(first[1], again[1]);
        Assert.Equal(first[2], again[2]);
        if (partial.Length > 0) Assert.NotEqual(first[3], again[3]);
    }

    [Fact]
    public async Task A_folder_goes_by_its_prefix()
    {
        var (site, counter) = (new Site(("shop/a", "{{ next }}"), ("shop/b/c", "{{ next }}"), ("shopping", "{{ next }}")), new Counter());
        foreach (var name in new[] { "shop/a", "shop/b/c", "shopping" }) await site.CachedAsync(name, counter);
        await site.Caches.GetCache("shop/prices").SetAsync("host", 1);
        Assert.Equal(["shop/a.liquid", "shop/b/c.liquid"], await site.Renderer.RemoveByPrefixAsync("/shop/"));
        Assert.Equal(["False", "False", "True"], await Task.WhenAll(new[] { "shop/a", "shop/b/c", "shopping" }.Select(async name => $"{await site.Renderer.IsCachedAsync(name)}")));
        // What the host keeps for itself is no template.
        Assert.True((await site.Caches.GetCache("shop/prices").TryGetAsync<int>("host")).Found);
        Assert.Equal(["shop/a.liquid", "shop/b/c.liquid"], await site.Renderer.ExpireByPrefixAsync("shop/"));
    }

    [Theory]
    [InlineData("template")]
    [InlineData("key")]
    [InlineData("tag")]
    [InlineData("prefix")]
    public async Task Expired_is_not_removed_one_makes_it_anew_and_the_others_are_served_meanwhile(string way)
    {
        var (site, gate) = (new Site(("page", "<% cache 'k', tags: 't', expire: 1000 %><% endcache %>{{ slow }}")), new Gate());
        gate.Open("1");
        Assert.Equal("1", await site.Renderer.RenderAsync("page", gate, "k", 1000));
        await (way switch
        {
            "template" => site.Renderer.ExpireAsync("page"),
            "key" => site.Renderer.ExpireAsync("page", "k"),
            "tag" => site.Renderer.ExpireByTagAsync("t"),
            _ => Discard(site.Renderer.ExpireByPrefixAsync("pa")),
        });
        Assert.False(await site.Renderer.IsCachedAsync("page", "k"));
        var why = (await site.Renderer.RenderPageAsync("page", gate, "k", 1000, request: new() { Explain = true })).Report.Page!;
        Assert.Equal(Rendering.Fragments.FragmentReason.Stale, why.Reason);

        static async ValueTask Discard(ValueTask<IReadOnlyList<string>> names) => await names;
    }

    [Fact]
    public async Task A_page_is_cached_where_a_render_would_be_served_and_not_else()
    {
        var site = new Site(("page", "{% include name %}"), ("box", "b"));
        var renderer = site.Renderer;
        Assert.False(await renderer.IsCachedAsync("page"));
        await site.CachedAsync("page", new { name = "box" });
        Assert.True(await renderer.IsCachedAsync("/page.liquid"));
        Assert.True(await renderer.IsCachedAsync("page", cacheType: "memory"));
        Assert.False(await renderer.IsCachedAsync("page", 2));
        Assert.False(await new Renderer(new RendererOptions { Templates = site.Templates, Caching = false }, site.Caches).IsCachedAsync("page"));
        // What was included at run time is looked at too.
        site["box"] = "c";
        Assert.False(await renderer.IsCachedAsync("page"));
        await Assert.ThrowsAsync<TemplateNotFoundException>(async () => await renderer.IsCachedAsync("none"));
    }

    [Fact]
    public async Task A_stale_page_is_not_cached_since_its_render_may_need_the_data()
    {
        var site = new Site(("page", "p"));
        await site.PageAsync("page", expire: 100);
        site.Time.Advance(101);
        Assert.False(await site.Renderer.IsCachedAsync("page"));
    }

    [Fact]
    public async Task Sections_of_a_name_go_with_the_pages_that_hold_them()
    {
        var (site, counter) = (new Site(("one", "{{ next }}<% cache_each i in list, key: i, name: 'card' %>{{ i }}<% endcache_each %>"), ("two", "{{ next }}")), new Listed());
        await site.CachedAsync("one", counter);
        await site.CachedAsync("two", counter);
        Assert.Equal(3, site.Renderer.Dependencies.DependentsOfFragment("card").Count);
        await site.Renderer.RemoveFragmentAsync("card");
        var report = (await site.Renderer.RenderPageAsync("one", counter, "default", request: new() { Explain = true })).Report;
        Assert.StartsWith("fragment card at ", report.Page!.Detail, StringComparison.Ordinal);
        Assert.Equal(2, report.FragmentMisses);
        Assert.True(await site.Renderer.IsCachedAsync("two"));
        await site.Renderer.ExpireFragmentAsync("card");
        Assert.False(await site.Renderer.IsCachedAsync("one"));
    }

    [Fact]
    public void No_tag_of_a_template_or_host_is_the_name_of_a_fragment()
    {
        var site = new Site(("page", "<% cache tags: list %>x<% endcache %>"));
        Assert.ThrowsAny<TemplateException>(() => site.RenderAsync("page", new { list = new[] { "\u0001fragment:card" } }).GetAwaiter().GetResult());
    }

    private sealed class Listed
    {
        private int _reads;

        public int Next => ++_reads;

        public int[] List => [1, 2];
    }

    private sealed class Both(Counter counter)
    {
        public int Next => counter.Next;

        public Counter C => counter;
    }

    [Theory]
    [InlineData("<% page cached, key: id, vary: 'query:page' %>{{ request.query.page }}{{ x }}")]
    [InlineData("<% cache id, vary: 'query:page' %>{{ request.query.page }}{{ x }}<% endcache %>")]
    [InlineData("<% cache 'around', vary: 'query:page' %><% cache id, vary: 'query:page' %>{{ request.query.page }}{{ x }}<% endcache %><% endcache %>")]
    public async Task What_is_removed_by_its_key_is_removed_with_all_values_of_the_request(string template)
    {
        var site = new Site(("page", template));
        foreach (var soft in (bool[])[false, true])
        {
            foreach (var page in (string[])["a", "b"]) Assert.Equal(page + "1", await Text(page, 1));
            foreach (var page in (string[])["a", "b"]) Assert.Equal(page + "1", await Text(page, 2));
            if (soft) await site.Renderer.ExpireAsync("page", 7);
            else await site.Renderer.RemoveAsync("page", 7);
            site.Time.Advance(100);
            foreach (var page in (string[])["a", "b"]) Assert.Equal(page + "3", await Text(page, 3));
            await site.Renderer.RemoveAsync("page");
        }

        async Task<string> Text(string page, int x) =>
            System.Text.Encoding.UTF8.GetString((await site.Renderer.RenderPageAsync("page", new { Id = 7, X = x }, request: Visit.Of($"query:page={page}"))).Utf8.Span);
    }

    [Fact]
    public async Task Whether_a_page_is_cached_is_asked_for_its_own_culture_and_values()
    {
        var site = new Site(("page", "<% page cached, vary: 'query:page' %>{{ request.query.page }}"), ("plain", "x"));
        await site.Renderer.RenderPageAsync("page", request: Visit.In("de-DE", "query:page=1"));
        await site.Renderer.RenderPageAsync("plain", null, "k", request: Visit.In("de-DE"));
        Assert.True(await site.Renderer.IsCachedAsync("page", request: Visit.In("de-DE", "query:page=1")));
        Assert.False(await site.Renderer.IsCachedAsync("page", request: Visit.In("de-DE", "query:page=2")));
        Assert.False(await site.Renderer.IsCachedAsync("page", request: Visit.In("fr-FR", "query:page=1")));
        Assert.True(await site.Renderer.IsCachedAsync("plain", "k", request: Visit.In("de-DE")));
        Assert.False(await site.Renderer.IsCachedAsync("plain", "k"));
    }
}
