using Rendering.Tests.Support;

namespace Rendering.Tests.Fragments;

/// <summary>A preview neither reads nor writes: not the page, no section, at no depth.</summary>
public sealed class PreviewTests
{
    private static readonly RenderRequest Preview = new() { IsPreview = true };

    [Theory]
    [InlineData("page.liquid")]
    [InlineData("page.scriban")]
    public async Task A_preview_neither_reads_nor_writes_pages_sections_and_nested_ones(string name)
    {
        var site = new Site((name, "{{ next }}<% cache %>{{ next }}<% cache 2 %>{{ next }}<% endcache %><% endcache %>"));
        var counter = new Counter();
        Assert.Equal("123", await PreviewAsync());
        Assert.DoesNotContain(site.Caches.Statistics, static statistics => statistics.Hits + statistics.Misses + statistics.Creations > 0);

        // What the public sees is made anew, and is not what a preview sees.
        Assert.Equal("456", await site.CachedAsync(name, counter));
        Assert.Equal("789", await PreviewAsync());
        Assert.Equal("456", await site.CachedAsync(name, counter));
        Assert.Equal("1056", await site.RenderAsync(name, counter));

        async Task<string> PreviewAsync()
        {
            var page = await site.Renderer.RenderPageAsync(name, counter, "default", request: Preview);
            Assert.Null(page.Report.PageHit);
            return System.Text.Encoding.UTF8.GetString(page.Utf8.Span);
        }
    }

    [Fact]
    public async Task A_preview_is_never_cached()
    {
        var site = new Site(("page", "p"));
        await site.CachedAsync("page");
        Assert.True(await site.Renderer.IsCachedAsync("page"));
        Assert.False(await site.Renderer.IsCachedAsync("page", request: Preview));
    }
}
