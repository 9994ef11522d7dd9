using Caching.Tests.Support;

namespace Caching.Tests.Peers;

/// <summary>A store that breaks in one place, for each call and each place: the caller has its value, and the factory runs once.</summary>
public sealed class UnreliableStoreTests : IAsyncDisposable
{
    private readonly SimpleSharedStore _store = new();
    private readonly CacheManager _manager;
    private readonly Cache _cache;

    public UnreliableStoreTests()
    {
        _manager = new(new CacheManagerOptions { DefaultType = "bytes" }.AddStore("bytes", _ => _store), new ManualTime());
        _cache = _manager.GetCache("ns");
    }

    public ValueTask DisposeAsync() => _manager.DisposeAsync();

    public static IEnumerable<object[]> Breaks =>
        from call in new[] { "get", "got", "set", "epochs", "epoch", "got epochs" }
        from error in new Exception[] { new IOException("no"), new TimeoutException(), new OperationCanceledException(), new ArgumentException("no") }
        select new object[] { call, error };

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task Wherever_and_however_a_store_breaks_the_factory_runs_once_and_its_caller_has_the_value(string call, Exception error)
    {
        foreach (var stored in new[] { false, true })
        {
            _store.Before = _ => ValueTask.CompletedTask;
            if (stored) await _cache.SetAsync("k", "stored", new() { Tags = ["t"] });
            _store.Before = name => name == call ? throw error : ValueTask.CompletedTask;
            var runs = 0;
            var value = await _cache.GetOrCreateAsync("k", _ => new ValueTask<string>(++runs == 1 ? "made" : "twice"), new() { Tags = ["t"] });
            Assert.Contains(value, stored ? ["made", "stored"] : new[] { "made" });
            Assert.InRange(runs, stored ? 0 : 1, 1);
            await _cache.SetAsync("k", "set");
            await _cache.TryGetAsync<string>("k");
            await _cache.AddAsync("k", "added");
            await _cache.IncrementAsync("count");
            await _cache.ContainsAsync("k");
        }
    }

    [Fact]
    public async Task What_a_store_refuses_is_served_and_leaves_no_older_value_behind()
    {
        await using var manager = new CacheManager(new CacheManagerOptions { DefaultType = "small" }.AddStore("small", _ => new SmallStore()));
        using var counters = new CountersOf(manager);
        var cache = manager.GetCache("ns");
        await cache.SetAsync("k", "small");
        await cache.SetAsync("k", new string('x', 5_000));
        Assert.False(await cache.ContainsAsync("k"));
        Assert.Equal(5_000, (await cache.GetOrCreateAsync("k", _ => new ValueTask<string>(new string('x', 5_000)))).Length);
        Assert.Equal(2, counters["cache.refused small"]);
    }

    private sealed class SmallStore : Caching.Stores.IByteStore
    {
        private readonly SimpleByteStore _store = new();

        public ValueTask<Caching.Stores.StoredRead> GetAsync(string key, CancellationToken cancellation) => _store.GetAsync(key, cancellation);

        public async ValueTask<bool> SetAsync(string key, ReadOnlyMemory<byte> bytes, EntryHeader header, CancellationToken cancellation)
        {
            if (bytes.Length < 1_000) return await _store.SetAsync(key, bytes, header, cancellation);
            await RemoveAsync(key, cancellation);
            return false;
        }

        public ValueTask RemoveAsync(string key, CancellationToken cancellation) => _store.RemoveAsync(key, cancellation);
    }
}
