using Caching.Stores;
using Caching.Tests.Support;
using Caching.Tests.Tiers;

namespace Caching.Tests.Chaos;

/// <summary>Thousands of random operations by several callers on a store to which everything happens that can.</summary>
public sealed class ChaosTests
{
    private const int Keys = 12;
    private const int Callers = 4;
    private const int Operations = 2_000;

    private readonly ManualTime _time = new();

    [Theory]
    [InlineData("bytes", 1)]
    [InlineData("bytes", 20260301)]
    [InlineData("shared", 2)]
    [InlineData("shared", 20260302)]
    [InlineData("memory before a server", 3)]
    [InlineData("memory before a server", 20260303)]
    public async Task Whatever_a_store_does_no_exception_reaches_a_caller_no_value_is_wrong_or_old_and_all_works_again_after(string store, int seed)
    {
        var chaos = new ChaosSource(seed, _time);
        await using var manager = new CacheManager(new CacheManagerOptions { DefaultType = "chaos" }.AddStore("chaos", _ => Store(store, chaos)), _time);
        using var history = new History(Keys);
        foreach (var share in new[] { 0.05, 0.3, 0.9, 0.1 })
        {
            chaos.Share = share;
            await Pump(Enumerable.Range(0, Callers).Select(caller =>
                Task.Run(() => new ChaosCaller(manager, history, Keys, seed + caller).RunAsync(Operations / 4))));
            _time.Advance(StoreGuard.Alone);
        }

        Assert.True(history.Wrong.IsEmpty, $"seed {seed}: {string.Join("\n", history.Wrong.Take(5))}");
        Assert.InRange(chaos.Faults, 100, int.MaxValue);
        Assert.InRange(history.Served, Callers * Operations / 4, int.MaxValue);

        chaos.Share = 0;
        await Pump([Task.Run(async () => await ItWorks(manager))]);
    }

    private static async Task ItWorks(CacheManager manager)
    {
        await Task.Delay(StoreGuard.Alone * 3, manager.Time);
        var cache = manager.GetCache("chaos");
        for (var key = 0; key < Keys; key++)
        {
            await cache.SetAsync(key, $"{key}|after", new() { Tags = ["even"] });
            Assert.Equal($"{key}|after", (await cache.TryGetAsync<string>(key)).Value);
        }

        await cache.RemoveAsync(0);
        Assert.False(await cache.ContainsAsync(0));
        Assert.Equal("made", await cache.GetOrCreateAsync(0, _ => new ValueTask<string>("made")));
        Assert.Equal("made", await cache.GetOrCreateAsync(0, _ => new ValueTask<string>("not this")));
        await manager.RemoveByTagAsync("even");
        Assert.False(await cache.ContainsAsync(1));
        await cache.RemoveAsync("count");
        for (var i = 1; i <= 3; i++) Assert.Equal(i, await cache.IncrementAsync("count"));
    }

    private IByteStore Store(string kind, ChaosSource chaos) => kind switch
    {
        "bytes" => new ChaosStore(new(), chaos),
        "shared" => new ChaosSharedStore(new(), chaos),
        _ => Node(chaos),
    };

    // Torn bytes and answers for other keys are the byte store's affair; the log, leases and epochs of a server fail and are late.
    private ServerNode Node(ChaosSource chaos)
    {
        var node = new SharedServer(_time).Connect();
        node.Before = async call =>
        {
            var fault = chaos.Draw();
            await chaos.BeforeAsync(fault, CancellationToken.None);
            if (call is "got" or "written") await chaos.AfterAsync(fault, CancellationToken.None);
        };
        return node;
    }

    private async Task Pump(IEnumerable<Task> tasks)
    {
        var all = Task.WhenAll(tasks);
        while (!all.IsCompleted)
        {
            _time.Advance(0.05);
            await Task.Yield();
        }

        await all;
    }
}
