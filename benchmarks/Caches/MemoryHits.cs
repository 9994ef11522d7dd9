using Benchmarks.Harness;

using Caching;

using Microsoft.Extensions.Caching.Memory;

namespace Benchmarks.Caches;

/// <summary>
/// A hit in memory through the whole of get-or-create, with a two-part key that is built for each call, three tags and a listener to the
/// metrics, against MemoryCache.GetOrCreate with a key that was built before. The other rows leave out one thing each.
/// </summary>
internal sealed class MemoryHits : IBenchmark
{
    private const int Keys = 100;
    private const string Culture = "en";
    private static readonly byte[] Value = new byte[64];

    public string Name => "caching-memory";

    public string Summary => "a hit in memory, against MemoryCache.GetOrCreate";

    public void Run(Report report)
    {
        var contest = new Contest("memory-hit", "a hit in memory: get-or-create, key (int, string), 3 tags, metrics listened to", "MemoryCache", Keys) { MoreWarmUps = 3 };
        using var floor = new MemoryCache(new MemoryCacheOptions());
        string[] keys = [.. Enumerable.Range(0, Keys).Select(static i => $"product:{i}:{Culture}")];
        contest.Add("MemoryCache", () =>
        {
            foreach (var key in keys)
                floor.GetOrCreate(key, static entry =>
                {
                    entry.AbsoluteExpirationRelativeToNow = TimeSpan.FromHours(1);
                    return Value;
                });
        });

        using var unheard = new CacheManager();
        var quiet = unheard.GetCache("products");
        using var listener = new HitListener();
        using var heard = new CacheManager();
        var (cache, plain) = (heard.GetCache("products"), heard.GetCache("untagged"));
        var untagged = new CacheEntryOptions { Expire = TimeSpan.FromHours(1) };
        var tagged = untagged with { Tags = ["shop", "products", "stock"] };

        contest.Add("caching", () => Pairs(cache, tagged));
        contest.Add("caching unheard", () => Pairs(quiet, tagged));
        contest.Add("caching untagged", () => Pairs(plain, untagged));
        contest.Add("caching string key", () =>
        {
            foreach (var key in keys) Hit(cache, key, tagged);
        });
        report.Add(contest);
        if (listener.Hits == 0) Console.WriteLine("warning: no hit was counted");
    }

    private static void Pairs(Cache cache, CacheEntryOptions options)
    {
        for (var i = 0; i < Keys; i++) Hit(cache, CacheKey.Of(i, Culture), options);
    }

    // All is done when the call returns: a hit in memory never waits, and the value is made at once.
    private static void Hit(Cache cache, CacheKey key, CacheEntryOptions options) =>
        cache.GetOrCreateAsync(key, static _ => new ValueTask<byte[]>(Value), options).Wait();
}
