using Caching;
using Rendering.Tests.Support;

namespace Rendering.Tests.Fragments;

/// <summary>The options of a cached section, in both languages.</summary>
public sealed class OptionTests
{
    [Theory]
    [InlineData(".liquid")]
    [InlineData(".scriban")]
    public async Task A_key_has_several_typed_parts(string language)
    {
        var site = Of(language, "<% cache a, b %>{{ x }}<% endcache %>");
        object?[] values = [1, "1", null, "nil", true, 1.0, 1.0m, "", new[] { 1 }, new[] { "1" }, new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc)];
        var x = 0;
        foreach (var a in values)
            foreach (var b in values)
            {
                x++;
                Assert.Equal($"{x}", await Render(site, new { a, b, x }));
                Assert.Equal($"{x}", await Render(site, new { a, b, x = 0 }));
            }
        Assert.Equal("a", await Render(site, new { a = "a:", b = "b", x = "a" }));
        Assert.Equal("b", await Render(site, new { a = "a", b = ":b", x = "b" }));
    }

    [Theory]
    [InlineData(".liquid")]
    [InlineData(".scriban")]
    public async Task A_section_of_another_version_is_a_miss_and_is_replaced_under_the_same_key(string language)
    {
        var site = Of(language, "<% cache id, version: v %>{{ x }}<% endcache %>");
        var cache = site.Caches.GetCache("page" + language);
        foreach (object? v in (object?[])[1, "1", 2, null, 2.5m, new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)])
        {
            Assert.Equal($"{v}", await Render(site, new { id = 7, v, x = $"{v}" }));
            Assert.Equal($"{v}", await Render(site, new { id = 7, v, x = "old" }));
        }
        Assert.Equal(5, cache.Statistics.MissesBy(CacheMiss.OtherVersion));
        // What is gone is gone: the first version was not kept beside the last.
        Assert.Equal("new", await Render(site, new { id = 7, v = 1, x = "new" }));
    }

    [Theory]
    [InlineData(".liquid")]
    [InlineData(".scriban")]
    public async Task Sliding_ends_what_nobody_asks_for(string language)
    {
        var site = Of(language, "<% cache sliding: 10, expire: 100, stale: 0 %>{{ x }}<% endcache %>");
        Assert.Equal("1", await Render(site, new { x = 1 }));
        for (var i = 0; i < 4; i++)
        {
            site.Time.Advance(8);
            Assert.Equal("1", await Render(site, new { x = 2 }));
        }
        site.Time.Advance(11);
        Assert.Equal("3", await Render(site, new { x = 3 }));
    }

    [Theory]
    [InlineData(".liquid", "10", 9)]
    [InlineData(".scriban", "window", 9)]
    [InlineData(".liquid", "0", 0)]
    [InlineData(".scriban", "0", 0)]
    public async Task Stale_is_how_long_an_old_section_may_be_seen(string language, string stale, int window)
    {
        var site = Of(language, $"<% cache expire: 100, stale: {stale} %>{{{{ x }}}}<% endcache %>");
        await Render(site, new { x = 1, window = 10 });
        var (fresh, until) = await site.PageAsync("page" + language, new { x = 2, window = 10 }) is { Rendition: var page } ? (page.FreshUntil, page.StaleUntil) : default;
        Assert.Equal(window == 0 ? 0 : 10, (until - fresh).TotalSeconds);
    }

    [Theory]
    [InlineData(".liquid")]
    [InlineData(".scriban")]
    public async Task If_and_unless_say_where_it_is_cached(string language)
    {
        var site = Of(language, "<% cache if: on, unless: off %>{{ x }}<% endcache %>");
        Assert.Equal("1", await Render(site, new { on = true, off = true, x = 1 }));
        Assert.Equal("2", await Render(site, new { on = false, off = false, x = 2 }));
        Assert.Equal("3", await Render(site, new { on = true, off = false, x = 3 }));
        Assert.Equal("3", await Render(site, new { on = true, off = false, x = 4 }));
        Assert.Equal("5", await Render(site, new { on = true, off = true, x = 5 }));
    }

    [Theory]
    [InlineData(".liquid", "{% assign title = x %}")]
    [InlineData(".scriban", "{{ title = x }}")]
    public async Task Export_lets_variables_out_on_a_hit_too(string language, string assign)
    {
        var site = Of(language, "<% cache export: 'title', name: box %>" + assign + "<% endcache %>[{{ title }}]");
        Assert.Equal("[1]", await Render(site, new { x = 1 }));
        Assert.Equal("[1]", await Render(site, new { x = 2 }));
    }

    [Theory]
    [InlineData(".liquid", "page.liquid(1,1)")]
    [InlineData(".scriban", "page.scriban(1,10)")]
    public async Task An_option_that_there_is_not_is_an_error_that_lists_those_there_are(string language, string place)
    {
        var error = await Assert.ThrowsAsync<TemplateSyntaxException>(() => Render(Of(language, "<% cache slidin: 5 %>x<% endcache %>"), null));
        Assert.StartsWith(place, error.Message, StringComparison.Ordinal);
        Assert.Contains("its options are key, expire, sliding, stale, tags, type, region, vary, version, if, unless, name and export. Did you mean 'sliding'?", error.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".liquid", "stale: 'soon'", "stale takes a number of seconds")]
    [InlineData(".scriban", "sliding: -1", "sliding takes a number of seconds")]
    [InlineData(".liquid", "version: site", "A cache key is made of")]
    [InlineData(".liquid", "name: 5", "name takes a word")]
    [InlineData(".scriban", "name: 5", "name takes a word")]
    [InlineData(".liquid", "export: x", "export takes the names")]
    [InlineData(".scriban", "export: x", "export takes the names")]
    public async Task What_an_option_cannot_take_says_what_to_give(string language, string option, string problem)
    {
        var error = await Assert.ThrowsAnyAsync<TemplateException>(() => Render(Of(language, $"<% cache {option} %>x<% endcache %>"), new { site = new { Name = "a" } }));
        Assert.Contains(problem, error.Problem, StringComparison.Ordinal);
        Assert.Equal(1, error.Location!.Line);
    }

    [Theory]
    [InlineData(".liquid")]
    [InlineData(".scriban")]
    public async Task Defaults_of_the_template_hold_for_the_sections_behind_them(string language)
    {
        var site = Of(language, "<% cache 1 %>{{ x }}<% endcache %><% cache_defaults expire: 10, stale: 0, tags: 'all' %><% cache 2 %>{{ x }}<% endcache %><% cache 3, expire: 100 %>{{ x }}<% endcache %>");
        Assert.Equal("111", await Render(site, new { x = 1 }));
        site.Time.Advance(11);
        Assert.Equal("121", await Render(site, new { x = 2 }));
        await site.Caches.RemoveByTagAsync("all");
        Assert.Equal("133", await Render(site, new { x = 3 }));
    }

    [Fact]
    public async Task Defaults_of_the_site_hold_where_nothing_nearer_says_it()
    {
        var site = new Site(
            static options => options.Fragments = new FragmentDefaults { Expire = 10, Stale = TimeSpan.Zero },
            ("page", "<% cache 1 %>{{ x }}<% endcache %><% cache 2, expire: 100 %>{{ x }}<% endcache %>"));
        Assert.Equal("11", await site.RenderAsync("page", new { x = 1 }));
        site.Time.Advance(11);
        Assert.Equal("21", await site.RenderAsync("page", new { x = 2 }));
    }

    [Fact]
    public async Task The_default_store_is_that_of_sections_without_a_region()
    {
        var site = new Site(static options => options.Fragments = new FragmentDefaults { Type = "nowhere" }, ("page", "<% cache %>x<% endcache %>"));
        Assert.Contains("'nowhere'", (await Assert.ThrowsAsync<TemplateRenderException>(() => site.RenderAsync("page"))).Message, StringComparison.Ordinal);
    }

    private static Site Of(string language, string template) => new(("page" + language, template));

    private static Task<string> Render(Site site, object? model) => site.RenderAsync(site["page.liquid"] is null ? "page.scriban" : "page.liquid", model);
}
