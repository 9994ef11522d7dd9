using System.Numerics;
using Caching;
using Rendering.Tests.Support;

namespace Rendering.Tests.Fragments;

/// <summary>Promise 1 as templates meet it: a key is injective and typed. What leaked in other projects must not leak here.</summary>
public sealed class SectionKeyTests
{
    [Fact]
    public async Task Keys_of_different_values_or_types_never_share()
    {
        object?[] keys =
        [
            null, "", "null", "nil", 1, "1", 1.0, 1.0m, 1.00m, true, "true", false, new BigInteger(1e30), "1000000000000000019884624838656",
            new[] { 1 }, new[] { 1, 2 }, new object[] { 1, new[] { 2 } }, new[] { "1" }, new object?[] { null }, Array.Empty<int>(),
            "a:", ":b", "s1:a", new DateTime(2026, 1, 1), "2026-01-01", new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.FromHours(1)), "ä", "a\u0308",
        ];
        var site = new Site(("page", "<% cache key %>{{ next }}<% endcache %>"));
        for (var round = 0; round < 2; round++)
            for (var i = 0; i < keys.Length; i++)
                Assert.Equal($"{i}", await site.RenderAsync("page", new { key = keys[i], next = i }));
    }

    [Fact]
    public async Task Parts_are_kept_apart()
    {
        (object?, object?)[] keys = [("a:", "b"), ("a", ":b"), ("a:b", null), (null, "a:b"), ("a", "b"), ("ab", ""), ("", "ab"), ("a||b", "c"), ("a", "b||c"), (1, 23), (12, 3)];
        var site = new Site(("page", "<% cache a, b %>{{ next }}<% endcache %>"));
        for (var round = 0; round < 2; round++)
            for (var i = 0; i < keys.Length; i++)
                Assert.Equal($"{i}", await site.RenderAsync("page", new { a = keys[i].Item1, b = keys[i].Item2, next = i }));
    }

    [Fact]
    public async Task A_section_never_shares_with_a_page_of_its_namespace_whatever_the_page_s_key()
    {
        const string text = "page<% cache %>section<% endcache %>";
        var site = new Site(("page", text));
        Assert.Equal("pagesection", await site.RenderAsync("page"));
        CacheKey[] keys = [CacheKey.Of("section", 4), CacheKey.Of("section", 4L), "section", "default", CacheKey.Of(CacheKey.Of("section", 4)), 4, default];
        foreach (var key in keys) Assert.Equal("pagesection", await site.CachedAsync("page", key: key));
    }

    [Fact]
    public async Task A_cached_partial_never_shares_with_a_page_of_the_same_template()
    {
        var site = new Site(("page", "{% render 'box', x: 1, cache_expire: 60 %}"), ("box", "{{ x }}"));
        Assert.Equal("1", await site.RenderAsync("page"));
        Assert.Equal("2", await site.CachedAsync("box", new { x = 2 }));
        Assert.Equal("1", await site.RenderAsync("page"));
    }

    [Fact]
    public async Task Plain_text_is_never_served_to_HTML()
    {
        var site = new Site(("mail.txt.liquid", "{% include 'box' %}"), ("page.html.liquid", "{% include 'box' %}"), ("box", "<% cache %>{{ x }}<% endcache %>{% render 'in', x: x, cache_key: 1 %}"), ("in", "{{ x }}"));
        var model = new { x = "<script>" };
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal("<script><script>", await site.RenderAsync("mail.txt.liquid", model));
            Assert.Equal("&lt;script&gt;&lt;script&gt;", await site.RenderAsync("page.html.liquid", model));
        }
    }

    [Fact]
    public async Task A_renderer_that_does_not_escape_shares_nothing_with_one_that_does()
    {
        var site = new Site(("page", "{{ x }}<% cache %>{{ x }}<% endcache %>"));
        var plain = site.Deployed(options => options.Escape = EscapeMode.Never);
        Assert.Equal("<<", await plain.RenderAsync("page", new { x = "<" }, "key"));
        Assert.Equal("&lt;&lt;", await site.CachedAsync("page", new { x = "<" }, "key"));
    }

    [Fact]
    public async Task Pages_of_two_templates_with_one_key_never_share()
    {
        var site = new Site(("a", "a"), ("b", "b"), ("a:", "c"));
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal("a", await site.CachedAsync("a", key: "k"));
            Assert.Equal("b", await site.CachedAsync("b", key: "k"));
        }
    }

    [Fact]
    public async Task Any_one_of_key_expire_and_type_turns_caching_of_a_page_on()
    {
        var site = new Site(("page", "{{ next }}"));
        var counter = new Counter();
        Assert.Equal("1", await site.Renderer.RenderAsync("page", counter));
        Assert.Equal("2", await site.Renderer.RenderAsync("page", counter, cacheKey: "default"));
        Assert.Equal("2", await site.Renderer.RenderAsync("page", counter, cacheExpire: 60));
        Assert.Equal("2", await site.Renderer.RenderAsync("page", counter, cacheType: "memory"));
        Assert.Equal("2", await site.Renderer.RenderAsync("/page", counter, cacheType: "memory"));
        Assert.Equal("3", await site.Renderer.RenderAsync("page", counter, cacheKey: "other"));
        Assert.Equal("4", await site.Renderer.RenderAsync("page", counter));
    }

    [Fact]
    public async Task The_cache_is_reachable_from_templates()
    {
        var site = new Site(static options => options.CacheNamespaces.Add("other"), ("page", "{{ cache.contains['k'] }} {{ cache.get['k'] }} {{ cache['other'].get[1] }}"));
        Assert.Equal("false  ", await site.RenderAsync("page"));
        await site.Caches.GetCache("page.liquid").SetAsync<object>("k", "<v>");
        await site.Caches.GetCache("other").SetAsync<object>(1, 5);
        Assert.Equal("true &lt;v&gt; 5", await site.RenderAsync("page"));
    }
}
