using System.Buffers;
using System.Text;
using Caching;
using Rendering.Fragments;
using Rendering.Templates;

namespace Rendering.Tests.Fragments;

/// <summary>Renditions in stores that keep bytes: what was written reads back, and nothing else reads as anything.</summary>
public sealed class RenditionSerializerTests : IDisposable
{
    private const string Version1 =
        "AMAAmVwK3AgABsS8XArcCAIAAAAAAAAAaGkFAAAAAAAAAGV0YWctAQAAAAAAAAABAAAAAAAAAHQBAAAAAAAAAAUAAAAAAAAAYi5saXEqAAAAAAAAAAEAAAAAAAAABwAAAAAAAABzZWN0aW9uBAAAAAAAAABoZWFkAQAAAAAAAAAh";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(recursive: true);

    private static Rendition Sample() => new(
        "hi"u8.ToArray(), "etag-", ["t"], [new TemplateDependency("b.liq", 42)], [new Capture("section", "head", "!"u8.ToArray())],
        new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2024, 1, 1, 0, 1, 0, TimeSpan.Zero));

    private static byte[] Write(Rendition rendition)
    {
        var output = new ArrayBufferWriter<byte>();
        new RenditionSerializer().Write(rendition, output);
        return output.WrittenSpan.ToArray();
    }

    private static void AssertSame(Rendition expected, Rendition actual)
    {
        Assert.Equal(expected.Utf8.ToArray(), actual.Utf8.ToArray());
        Assert.Equal((expected.ETag, expected.FreshUntil, expected.StaleUntil), (actual.ETag, actual.FreshUntil, actual.StaleUntil));
        Assert.Equal(expected.Tags, actual.Tags);
        Assert.Equal(expected.Dependencies, actual.Dependencies);
        Assert.Equal(expected.Captures.Select(static c => (c.Kind, c.Name, Encoding.UTF8.GetString(c.Utf8.Span))), actual.Captures.Select(static c => (c.Kind, c.Name, Encoding.UTF8.GetString(c.Utf8.Span))));
    }

    [Fact]
    public void What_was_written_reads_back() => AssertSame(Sample(), new RenditionSerializer().Read(Write(Sample())));

    [Fact]
    public void Bytes_of_version_1_still_read()
    {
        Assert.Equal(Version1, Convert.ToBase64String(Write(Sample())));
        AssertSame(Sample(), new RenditionSerializer().Read(Convert.FromBase64String(Version1)));
    }

    [Fact]
    public void Every_cut_is_an_error_and_asks_for_no_memory()
    {
        var whole = Write(Sample());
        for (var length = 0; length < whole.Length; length++)
            Assert.ThrowsAny<Exception>(() => new RenditionSerializer().Read(whole.AsSpan(0, length)));
    }

    [Fact]
    public async Task Pages_and_sections_in_files_are_hits_for_the_next_process()
    {
        for (var process = 0; process < 2; process++)
        {
            var options = new CacheManagerOptions();
            options.AddFileStore("file", _folder.FullName);
            await using var caches = new CacheManager(options);
            var renderer = new Renderer(new RendererOptions
            {
                Templates = new DictionaryTemplateSource
                {
                    ["page.liquid"] = "{% layout 'main' %}{% cache 'k', type: 'file', tags: 'a', export: 'x' %}{% section head %}{{ n }}{% endsection %}{% assign x = n %}{% include part %}{% endcache %}{{ x }}",
                    ["part.liquid"] = "[{{ n }}]",
                    ["main.liquid"] = "{% rendersection head %}|{% renderbody %}",
                },
            }, caches);
            var model = new { N = process, Part = "part" };
            Assert.Equal("0|[0]0", await renderer.RenderAsync("page", model));
            var page = await renderer.RenderPageAsync("page", model, cacheKey: 1, cacheType: "file");
            Assert.Equal(process == 1, page.Report.PageHit);
            Assert.Equal("0|[0]0", Encoding.UTF8.GetString(page.Utf8.Span));
            Assert.Contains("a", page.Rendition.Tags);
        }
    }
}
