using System.Text.Json;

using Benchmarks.Harness;

using Caching;

namespace Benchmarks.Caches;

/// <summary>A hit in a file through the whole of get-or-create, against a read of the same file by a path that was built before.</summary>
internal sealed class FileHits : IBenchmark
{
    private const int ValueBytes = 2048;

    private sealed record Product(int Id, string Title, decimal Price, string Description);

    public string Name => "caching-file";

    public string Summary => "a hit in a file, against a read of the same file";

    public void Run(Report report)
    {
        var bytes = new byte[ValueBytes];
        Random.Shared.NextBytes(bytes);
        Bytes(report, "file-hit", $"a hit in a file: {ValueBytes} bytes, key (int, string)", bytes, []);
        Bytes(report, "file-hit-3-tags", $"a hit in a file: {ValueBytes} bytes, key (int, string), 3 tags", bytes, ["shop", "products", "stock"]);

        var product = new Product(17, "Green tea", 12.5m, new string('x', ValueBytes));
        Measure(report, "file-hit-json", "a hit in a file: a record of 2 KB as JSON; the floor parses it too", product, [],
            static file => JsonSerializer.Deserialize<Product>(file.AsSpan(file.AsSpan().LastIndexOf("{\"Id\""u8))));
    }

    private static void Bytes(Report report, string key, string title, byte[] value, string[] tags) =>
        Measure(report, key, title, value, tags, static file => file);

    private static void Measure<T>(Report report, string key, string title, T value, string[] tags, Func<byte[], T?> parse)
    {
        using var place = new TempFolder();
        using var listener = new HitListener();
        using var manager = SharedStore.File.Open(place.Address);
        var cache = manager.GetCache("products");
        var options = new CacheEntryOptions { Expire = TimeSpan.FromHours(1), Tags = tags };
        Hit();
        var file = Directory.EnumerateFiles(place.Address, "*.entry", SearchOption.AllDirectories).Single();

        var contest = new Contest(key, title, "File.ReadAllBytes") { MoreWarmUps = 3 };
        contest.Add("File.ReadAllBytes", () => parse(File.ReadAllBytes(file)));
        contest.Add("caching", Hit);
        report.Add(contest);
        if (listener.Hits == 0) Console.WriteLine("warning: no hit was counted");

        void Hit() => cache.GetOrCreateAsync(CacheKey.Of(17, "en"), value, static (value, _) => new ValueTask<T>(value), options).Wait();
    }
}
