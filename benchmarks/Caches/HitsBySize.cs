using Benchmarks.Harness;

using Caching;

using Microsoft.Extensions.Caching.Memory;

namespace Benchmarks.Caches;

/// <summary>A hit among few and among many entries, asked for in no order, so that at many each look-up waits for the memory or the disk.</summary>
internal sealed class HitsBySize : IBenchmark
{
    private const int LookUps = 1_000;
    private const long BytesOfBoth = 1_400;
    private static readonly byte[] Value = new byte[64];
    private static readonly CacheEntryOptions Options = new() { Expire = TimeSpan.FromHours(12) };

    public string Name => "caching-sizes";

    public string Summary => "a hit among 1e3, 1e5 and 1e7 entries in memory, and among 1e3 and 1e5 files";

    public void Run(Report report)
    {
        var quick = report.Effort == Effort.Quick;
        // The files come first: what ten million entries took is not given back at once.
        foreach (var entries in (int[])[1_000, quick ? 10_000 : 100_000]) Files(report, entries);
        foreach (var entries in (int[])[1_000, 100_000, quick ? 1_000_000 : 10_000_000])
        {
            if (Room() > entries * BytesOfBoth) Memory(report, entries);
            else Console.WriteLine($"\nskipped: {entries:N0} entries in memory, since there is no room for {entries * BytesOfBoth / 1e9:N0} GB");
        }
    }

    private static void Memory(Report report, int entries)
    {
        var keys = new string[entries];
        using var floor = new MemoryCache(new MemoryCacheOptions());
        using var manager = new CacheManager(new() { MemoryLimitBytes = 1L << 40 });
        var cache = manager.GetCache("products");
        for (var i = 0; i < entries; i++)
        {
            keys[i] = $"product:{i}:en";
            floor.Set(keys[i], Value, TimeSpan.FromHours(12));
            Hit(cache, i);
        }

        var contest = new Contest($"memory-{entries}", $"a hit among {entries:N0} entries in memory, in no order", "MemoryCache", LookUps) { MoreWarmUps = 3 };
        var (ours, theirs) = (new Walk(entries), new Walk(entries));
        contest.Add("MemoryCache", () =>
        {
            for (var i = 0; i < LookUps; i++) _ = floor.GetOrCreate(keys[theirs.Next()], static _ => Value);
        });
        contest.Add("caching", () =>
        {
            for (var i = 0; i < LookUps; i++) Hit(cache, ours.Next());
        });
        report.Add(contest);
    }

    private static void Files(Report report, int entries)
    {
        using var place = new TempFolder();
        using var manager = new CacheManager(new CacheManagerOptions { DefaultType = "file" }.AddFileStore("file", place.Address, new() { FlushEntries = false }));
        var cache = manager.GetCache("products");
        for (var i = 0; i < entries; i++) cache.SetAsync(CacheKey.Of(i, "en"), Value, Options).Wait();
        string[] files = [.. Directory.EnumerateFiles(place.Address, "*.entry", SearchOption.AllDirectories)];

        const int lookUps = LookUps / 10;
        var contest = new Contest($"file-{entries}", $"a hit among {entries:N0} entries in files, in no order", "File.ReadAllBytes", lookUps) { MoreWarmUps = 3 };
        var (ours, theirs) = (new Walk(entries), new Walk(entries));
        contest.Add("File.ReadAllBytes", () =>
        {
            for (var i = 0; i < lookUps; i++) File.ReadAllBytes(files[theirs.Next()]);
        });
        contest.Add("caching", () =>
        {
            for (var i = 0; i < lookUps; i++) Hit(cache, ours.Next());
        });
        report.Add(contest);
    }

    private static void Hit(Cache cache, int i) =>
        cache.GetOrCreateAsync(CacheKey.Of(i, "en"), static _ => new ValueTask<byte[]>(Value), Options).Wait();

    private static long Room()
    {
        GC.Collect();
        var memory = GC.GetGCMemoryInfo();
        return memory.TotalAvailableMemoryBytes - memory.MemoryLoadBytes;
    }

    /// <summary>Indexes in no order, all of them before any comes again: steps of a large prime.</summary>
    private sealed class Walk(int entries)
    {
        private const long Step = 2_147_483_629;

        private long _at;

        public int Next() => (int)(_at = (_at + Step) % entries);
    }
}
