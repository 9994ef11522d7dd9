using Caching;
using Rendering.Tests.Support;

namespace Rendering.Tests.Fragments;

/// <summary>Promise 15 as templates meet it, and stores that answer later.</summary>
public sealed class StoreTests
{
    private static readonly (string, string)[] Templates =
    [
        ("page", "{% layout 'main' %}{% assign a = 1 %}<% cache a, type: 'bytes', expire: 60 %>{% section head %}h{% endsection %}{{ next }}<% endcache %>{{ cache.contains['k'] }}{{ cache.get['k'] }}"),
        ("main", "{% rendersection head %}|{% renderbody %}"),
    ];

    [Theory]
    [InlineData("")]
    [InlineData("get")]
    [InlineData("set")]
    [InlineData("get set")]
    public async Task A_store_that_fails_is_a_miss_and_the_body_is_rendered_once(string failing)
    {
        var store = new SimpleByteStore { Before = call => failing.Contains(call, StringComparison.Ordinal) ? throw new IOException("down") : ValueTask.CompletedTask };
        var renderer = With(store);
        var counter = new Counter();
        Assert.Equal("h|1false", await renderer.RenderAsync("page", counter));
        Assert.Equal(1, counter.Reads);
        Assert.StartsWith("h|", await renderer.RenderAsync("page", counter));
    }

    [Fact]
    public async Task A_store_may_answer_later()
    {
        var store = new SimpleByteStore { Before = static async _ => await Task.Yield() };
        var renderer = With(store, defaultType: "bytes");
        await renderer.Caches.GetCache("page.liquid").SetAsync("k", "v");
        Assert.EndsWith("1truev", await renderer.RenderAsync("page", new Counter()));
    }

    private static Renderer With(SimpleByteStore store, string defaultType = "memory")
    {
        var time = new ManualTime();
        var options = new CacheManagerOptions { DefaultType = defaultType }.AddStore("bytes", _ => store);
        var site = new Site(Templates);
        return new Renderer(new RendererOptions { Templates = site.Templates, Time = time }, new CacheManager(options, time));
    }
}
