using System.Buffers;
using System.Text;
using Caching;
using Rendering.Fragments;
using Rendering.Output;
using Rendering.Templates;
using Rendering.Values;

namespace Rendering.Tests.Fragments;

/// <summary>Renditions in stores that keep bytes: what was written reads back, and nothing else reads as anything.</summary>
public sealed class RenditionSerializerTests : IDisposable
{
    private const string Version2 =
        "AMAAmVwK3AgABsS8XArcCAIAAAAAAAAAaGkBAAAAAAAAAAEAAAAAAAAACAAAAAAAAABhLmxpcXVpZAMAAAAAAAAAAQAAAAAAAAABAAAAAAAAAAYAAAAAAAAA"
        + "Ky9jYXJ0DgAAAAAAAAACAAAAAAAAAAEAAAAAAAAAeAIAAAAAAAAAcDABAAAAAAAAAG4CAAAAAAAAAAEAAAAAAAAAeAIAAAAAAAAAcDECAAAAAAAAAGIxAgAA"
        + "AAAAAAABAAAAAAAAAHgCAAAAAAAAAHAyAQAAAAAAAABlAgAAAAAAAAABAAAAAAAAAHgCAAAAAAAAAHAzAwAAAAAAAABpLTECAAAAAAAAAAEAAAAAAAAAeAIA"
        + "AAAAAAAAcDQgAAAAAAAAAGcxMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwAgAAAAAAAAABAAAAAAAAAHgCAAAAAAAAAHA1BAAAAAAAAABmMC4xAgAA"
        + "AAAAAAABAAAAAAAAAHgCAAAAAAAAAHA2BQAAAAAAAABkNS4wMAIAAAAAAAAAAQAAAAAAAAB4AgAAAAAAAABwNwQAAAAAAAAAc3M6NQIAAAAAAAAAAQAAAAAA"
        + "AAB4AgAAAAAAAABwOAQAAAAAAAAAbTxiPgIAAAAAAAAAAQAAAAAAAAB4AgAAAAAAAABwOQsAAAAAAAAAeTIwMjQtMDItMjkCAAAAAAAAAAEAAAAAAAAAeAMA"
        + "AAAAAAAAcDEwIgAAAAAAAAB0MjAyNC0wMS0wMVQwMjowMzowNC4wMDAwMDAwKzAyOjAwAgAAAAAAAAABAAAAAAAAAHgDAAAAAAAAAHAxMQQAAAAAAAAAcjE6"
        + "MwIAAAAAAAAAAQAAAAAAAAB4AwAAAAAAAABwMTIBAAAAAAAAAGwCAAAAAAAAAAEAAAAAAAAAeAMAAAAAAAAAcDEzEAAAAAAAAABsMzpzMTo4OmwyOmkxMTpu"
        + "BQAAAAAAAABldGFnLQEAAAAAAAAAAQAAAAAAAAB0AQAAAAAAAAAFAAAAAAAAAGIubGlxKgAAAAAAAAACAAAAAAAAAAcAAAAAAAAAc2VjdGlvbgQAAAAAAAAA"
        + "aGVhZAIAAAAAAAAAK28BAAAAAAAAACECAAAAAAAAAAAAAAAAAAAACAAAAAAAAABhLmxpcXVpZAMAAAAAAAAAAQAAAAAAAAABAAAAAAAAAAYAAAAAAAAAKy9j"
        + "YXJ0DgAAAAAAAAACAAAAAAAAAAEAAAAAAAAAeAIAAAAAAAAAcDABAAAAAAAAAG4CAAAAAAAAAAEAAAAAAAAAeAIAAAAAAAAAcDECAAAAAAAAAGIxAgAAAAAA"
        + "AAABAAAAAAAAAHgCAAAAAAAAAHAyAQAAAAAAAABlAgAAAAAAAAABAAAAAAAAAHgCAAAAAAAAAHAzAwAAAAAAAABpLTECAAAAAAAAAAEAAAAAAAAAeAIAAAAA"
        + "AAAAcDQgAAAAAAAAAGcxMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwAgAAAAAAAAABAAAAAAAAAHgCAAAAAAAAAHA1BAAAAAAAAABmMC4xAgAAAAAA"
        + "AAABAAAAAAAAAHgCAAAAAAAAAHA2BQAAAAAAAABkNS4wMAIAAAAAAAAAAQAAAAAAAAB4AgAAAAAAAABwNwQAAAAAAAAAc3M6NQIAAAAAAAAAAQAAAAAAAAB4"
        + "AgAAAAAAAABwOAQAAAAAAAAAbTxiPgIAAAAAAAAAAQAAAAAAAAB4AgAAAAAAAABwOQsAAAAAAAAAeTIwMjQtMDItMjkCAAAAAAAAAAEAAAAAAAAAeAMAAAAA"
        + "AAAAcDEwIgAAAAAAAAB0MjAyNC0wMS0wMVQwMjowMzowNC4wMDAwMDAwKzAyOjAwAgAAAAAAAAABAAAAAAAAAHgDAAAAAAAAAHAxMQQAAAAAAAAAcjE6MwIA"
        + "AAAAAAAAAQAAAAAAAAB4AwAAAAAAAABwMTIBAAAAAAAAAGwCAAAAAAAAAAEAAAAAAAAAeAMAAAAAAAAAcDEzEAAAAAAAAABsMzpzMTo4OmwyOmkxMTpuAQAA"
        + "AAAAAAAIAAAAAAAAAGEubGlxdWlkAwAAAAAAAAABAAAAAAAAAAEAAAAAAAAABgAAAAAAAAArL2NhcnQOAAAAAAAAAAIAAAAAAAAAAQAAAAAAAAB4AgAAAAAA"
        + "AABwMAEAAAAAAAAAbgIAAAAAAAAAAQAAAAAAAAB4AgAAAAAAAABwMQIAAAAAAAAAYjECAAAAAAAAAAEAAAAAAAAAeAIAAAAAAAAAcDIBAAAAAAAAAGUCAAAA"
        + "AAAAAAEAAAAAAAAAeAIAAAAAAAAAcDMDAAAAAAAAAGktMQIAAAAAAAAAAQAAAAAAAAB4AgAAAAAAAABwNCAAAAAAAAAAZzEwMDAwMDAwMDAwMDAwMDAwMDAw"
        + "MDAwMDAwMDAwMDACAAAAAAAAAAEAAAAAAAAAeAIAAAAAAAAAcDUEAAAAAAAAAGYwLjECAAAAAAAAAAEAAAAAAAAAeAIAAAAAAAAAcDYFAAAAAAAAAGQ1LjAw"
        + "AgAAAAAAAAABAAAAAAAAAHgCAAAAAAAAAHA3BAAAAAAAAABzczo1AgAAAAAAAAABAAAAAAAAAHgCAAAAAAAAAHA4BAAAAAAAAABtPGI+AgAAAAAAAAABAAAA"
        + "AAAAAHgCAAAAAAAAAHA5CwAAAAAAAAB5MjAyNC0wMi0yOQIAAAAAAAAAAQAAAAAAAAB4AwAAAAAAAABwMTAiAAAAAAAAAHQyMDI0LTAxLTAxVDAyOjAzOjA0"
        + "LjAwMDAwMDArMDI6MDACAAAAAAAAAAEAAAAAAAAAeAMAAAAAAAAAcDExBAAAAAAAAAByMTozAgAAAAAAAAABAAAAAAAAAHgDAAAAAAAAAHAxMgEAAAAAAAAA"
        + "bAIAAAAAAAAAAQAAAAAAAAB4AwAAAAAAAABwMTMQAAAAAAAAAGwzOnMxOjg6bDI6aTExOm4GAAAAAAAAAGxheW91dAQAAAAAAAAAbWFpbgAAAAAAAAAAAAAA"
        + "AAAAAAAAAAAAAAAAAA==";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(recursive: true);

    private static readonly TemplateHole Hole = new("a.liquid", 3, [.. Captured()])
    {
        SeesModel = true,
        Validity = HoleValidity.Version,
        Source = "/cart",
    };

    private static IEnumerable<CapturedValue> Captured()
    {
        Value[] values =
        [
            default, Value.True, Value.Empty, Value.FromInt(-1), Value.FromBigInt(System.Numerics.BigInteger.Pow(10, 30)), Value.FromFloat(0.1), Value.FromDecimal(5.00m),
            Value.FromString("s:5"), Value.FromMarkup("<b>"), Value.FromDay(new(2024, 2, 29)), Value.FromDate(new(2024, 1, 1, 2, 3, 4, TimeSpan.FromHours(2))),
            Value.FromRange(1, 3), Value.FromArray(), Value.FromArray(Value.FromString("1:"), Value.FromArray(Value.FromInt(1), default)),
        ];
        return values.Select(static (value, i) => new CapturedValue(["x", $"p{i}"], value));
    }

    private static Rendition Sample() => new(
        new("hi"u8.ToArray(), [new(1, Hole)]), "etag-", ["t"], [new TemplateDependency("b.liq", 42)],
        [new Capture("section", "head", new("!"u8.ToArray(), [new(0, Hole), new(1, Hole)])) { Once = "o" }, new Capture("layout", "main", Segments.Empty)],
        new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2024, 1, 1, 0, 1, 0, TimeSpan.Zero));

    private static byte[] Write(Rendition rendition)
    {
        var output = new ArrayBufferWriter<byte>();
        new RenditionSerializer().Write(rendition, output);
        return output.WrittenSpan.ToArray();
    }

    // The form is one to one, so what is written of both is the same where they are.
    private static void AssertSame(Rendition expected, Rendition actual) => Assert.Equal(Convert.ToBase64String(Write(expected)), Convert.ToBase64String(Write(actual)));

    [Fact]
    public void What_was_written_reads_back() => AssertSame(Sample(), new RenditionSerializer().Read(Write(Sample())));

    [Fact]
    public void Bytes_of_version_2_still_read()
    {
        Assert.Equal(Version2, Convert.ToBase64String(Write(Sample())));
        AssertSame(Sample(), new RenditionSerializer().Read(Convert.FromBase64String(Version2)));
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
