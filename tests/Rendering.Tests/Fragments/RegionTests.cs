using Caching;
using Rendering.Tests.Support;

namespace Rendering.Tests.Fragments;

/// <summary>A region on the render call, a section and a partial: its store and its times.</summary>
public sealed class RegionTests
{
    private readonly ManualTime _time = new();

    [Theory]
    [InlineData("page.liquid", "{% cache region: 'short' %}{{ n }}{% endcache %}")]
    [InlineData("page.liquid", "<% cache 1, region: 'short' %>{{ n }}<% endcache %>")]
    [InlineData("page.scriban", "<% cache 1, region: 'short' %>{{ n }}<% endcache %>")]
    [InlineData("page.liquid", "{% render 'part', n: n, cache_region: 'short' %}")]
    public async Task A_section_is_fresh_for_as_long_as_its_region_says(string name, string template)
    {
        var renderer = With(name, template);
        Assert.Equal("1", await Render(1));
        _time.Advance(9);
        Assert.Equal("1", await Render(2));
        _time.Advance(2);
        Assert.Equal("3", await Render(3));

        ValueTask<string> Render(int n) => renderer.RenderAsync(name, new { n });
    }

    [Fact]
    public async Task A_page_is_cached_by_a_region_alone()
    {
        var renderer = With("page.liquid", "{{ n }}");
        Assert.Equal("1", await renderer.RenderAsync("page", new { n = 1 }, cacheRegion: "short"));
        Assert.Equal("1", await renderer.RenderAsync("page", new { n = 2 }, cacheRegion: "short"));
        _time.Advance(11);
        Assert.Equal("3", await renderer.RenderAsync("page", new { n = 3 }, cacheRegion: "short"));
    }

    [Fact]
    public async Task A_region_that_is_switched_off_renders_each_time()
    {
        var renderer = With("page.liquid", "<% cache region: 'off' %>{{ n }}<% endcache %>");
        Assert.Equal("1", await renderer.RenderAsync("page", new { n = 1 }));
        Assert.Equal("2", await renderer.RenderAsync("page", new { n = 2 }));
        Assert.Equal("3", await renderer.RenderAsync("page", new { n = 3 }, cacheRegion: "off"));
        Assert.Equal("4", await renderer.RenderAsync("page", new { n = 4 }, cacheRegion: "off"));
    }

    [Fact]
    public async Task A_region_that_is_not_there_is_an_error_that_names_those_that_are()
    {
        var error = await Assert.ThrowsAsync<TemplateRenderException>(
            async () => await With("page.liquid", "<% cache region: 'shrot' %>x<% endcache %>").RenderAsync("page"));
        Assert.Contains("There is no cache region 'shrot'. Known regions: off, short.", error.Message, StringComparison.Ordinal);
    }

    private Renderer With(string name, string template)
    {
        var options = new CacheManagerOptions();
        options.Regions["short"] = new CacheRegion { Expire = 10, Stale = TimeSpan.Zero };
        options.Regions["off"] = new CacheRegion { Enabled = false };
        var site = new Site((name, template), ("part.liquid", "{{ n }}"));
        return new Renderer(new RendererOptions { Templates = site.Templates, Time = _time }, new CacheManager(options, _time));
    }
}
