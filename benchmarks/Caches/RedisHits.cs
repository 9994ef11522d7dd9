using Benchmarks.Harness;

using Caching;

using StackExchange.Redis;

namespace Benchmarks.Caches;

/// <summary>
/// A hit in Redis through the whole of get-or-create, against a GET of as many bytes by the client alone, one after another on one
/// connection. Wall time, since both wait for the server; in turn, so that both have the same neighbours.
/// </summary>
internal sealed class RedisHits : IBenchmark
{
    private const int ValueBytes = 2048;
    private const int RoundTrips = 50;

    public string Name => "caching-redis";

    public string Summary => "a hit in Redis, against a round trip of the client";

    public void Run(Report report)
    {
        using var server = RedisServer.Start();
        if (server is null) return;
        using var client = ConnectionMultiplexer.Connect(server.Address);
        var database = client.GetDatabase();
        var value = new byte[ValueBytes];
        Random.Shared.NextBytes(value);
        database.StringSet("raw", value);
        for (var i = 0; i < 4; i++) database.StringSet($"epoch{i}", new byte[sizeof(ulong)]);
        RedisKey[] four = ["raw", "epoch0", "epoch1", "epoch2"];

        var contest = new Contest("redis-hit", $"a hit in Redis: {ValueBytes} bytes; wall time of a round trip", "GET", RoundTrips, wall: true) { MoreWarmUps = 3 };
        contest.Add("GET", InTurn(() => database.StringGetAsync("raw")));
        contest.Add("MGET of 4", InTurn(() => database.StringGetAsync(four)));
        contest.Add("script with 4 keys", InTurn(() => database.ScriptEvaluateAsync("return redis.call('mget', unpack(KEYS))", four)));
        using var listener = new HitListener();
        using var manager = SharedStore.Redis.Open(server.Address);
        var cache = manager.GetCache("products");
        var plain = new CacheEntryOptions { Expire = TimeSpan.FromHours(1) };
        var tagged = plain with { Tags = ["shop", "products", "stock"] };
        contest.Add("caching", InTurn(() => HitAsync(cache, "plain", plain, value)));
        contest.Add("caching 3 tags", InTurn(() => HitAsync(cache, "tagged", tagged, value)));
        report.Add(contest);
        if (listener.Hits == 0) Console.WriteLine("warning: no hit was counted");
    }

    private static Task<byte[]> HitAsync(Cache cache, string key, CacheEntryOptions options, byte[] value) =>
        cache.GetOrCreateAsync(CacheKey.Of(17, key), value, static (value, _) => new ValueTask<byte[]>(value), options).AsTask();

    /// <summary>Many, one after another. The loop is awaited, and blocks once: blocking for each would measure the waking of threads.</summary>
    private static Action InTurn<T>(Func<Task<T>> call)
    {
        return () => LoopAsync().GetAwaiter().GetResult();

        async Task LoopAsync()
        {
            for (var i = 0; i < RoundTrips; i++) await call().ConfigureAwait(false);
        }
    }
}
