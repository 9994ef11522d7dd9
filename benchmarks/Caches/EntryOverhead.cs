using System.Globalization;

using Benchmarks.Harness;

using Caching;

using Microsoft.Extensions.Caching.Memory;

namespace Benchmarks.Caches;

/// <summary>What an entry keeps alive beside its value: all entries have the same one, and the memory is counted by the collector.</summary>
internal sealed class EntryOverhead : IBenchmark
{
    private const int Entries = 100_000;
    private static readonly byte[] Value = new byte[64];

    public string Name => "caching-overhead";

    public string Summary => "bytes that an entry in memory takes beside its value";

    public void Run(Report report)
    {
        Console.WriteLine("\n### an entry in memory: bytes beside the value, its key included\n\n| | bytes an entry |\n|---|---:|");
        var expire = TimeSpan.FromHours(1);
        Show(report, "MemoryCache", "key a string", () =>
        {
            var cache = new MemoryCache(new MemoryCacheOptions());
            for (var i = 0; i < Entries; i++) cache.Set($"product:{i}:en", Value, expire);
            return cache;
        });
        foreach (string[] tags in (string[][])[[], ["shop", "products", "stock"]])
            Show(report, "caching", $"key (int, string), {tags.Length} tags", () => Fill(new() { Expire = expire, Tags = tags }));
    }

    private static CacheManager Fill(CacheEntryOptions options)
    {
        var manager = new CacheManager(new() { MemoryLimitBytes = 1L << 40 });
        var cache = manager.GetCache("products");
        for (var i = 0; i < Entries; i++)
            cache.GetOrCreateAsync(CacheKey.Of(i, "en"), static _ => new ValueTask<byte[]>(Value), options).Wait();
        return manager;
    }

    private static void Show(Report report, string name, string what, Func<IDisposable> fill)
    {
        // Once for what is made once.
        fill().Dispose();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var filled = fill();
        var bytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)Entries;
        filled.Dispose();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name}, {what} | {bytes:N0} |"));
        report.Add($"{name}.overhead-{(what.Contains("3 tags", StringComparison.Ordinal) ? "3-tags" : "0-tags")}.bytes", bytes);
    }
}
