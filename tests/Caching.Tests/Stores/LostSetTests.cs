using Caching.Tests.Support;

namespace Caching.Tests.Stores;

/// <summary>Once a value is set nobody is served the one before it, whatever else happens to the key meanwhile in the same process.</summary>
public sealed class LostSetTests : IDisposable
{
    private readonly SimpleSharedStore _store = new();
    private readonly CacheManager _manager;
    private readonly Cache _cache;
    private readonly TaskCompletionSource _preparing = new();
    private readonly TaskCompletionSource _prepare = new();

    public LostSetTests()
    {
        _manager = new(new CacheManagerOptions { DefaultType = "bytes" }.AddStore("bytes", _ => _store), new ManualTime());
        _cache = _manager.GetCache("ns");
    }

    public void Dispose() => _manager.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Not_if_the_key_is_expired_while_it_is_set(bool many)
    {
        var set = await BeginSet("new", many);
        var expired = _cache.ExpireAsync("k").AsTask();
        _prepare.SetResult();
        await Task.WhenAll(set, expired);
        Assert.Equal("new", await _cache.GetOrCreateAsync("k", _ => new ValueTask<string>("newer")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Not_if_all_keys_are_expired_and_somebody_asks_while_it_is_set(bool many)
    {
        var set = await BeginSet("new", many);
        await _cache.ExpireAllAsync();
        var gate = new TaskCompletionSource<string>();
        Assert.Equal("old", await _cache.GetOrCreateAsync("k", _ => new ValueTask<string>(gate.Task)));
        _prepare.SetResult();
        await set;
        Assert.Equal("new", (await _cache.TryGetAsync<string>("k")).Value);
        gate.SetException(new InvalidOperationException("The factory fails."));
        Assert.Equal("new", (await _cache.TryGetAsync<string>("k")).Value);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Not_if_another_sets_it_as_well_and_is_not_done_yet(bool many)
    {
        var set = await BeginSet("new", many);
        var writing = new TaskCompletionSource();
        var write = new TaskCompletionSource();
        _store.Before = async call =>
        {
            if (call != "epochs") return;
            writing.TrySetResult();
            await write.Task;
        };
        var other = _cache.SetAsync("k", "newer").AsTask();
        await writing.Task;
        _prepare.SetResult();
        await set;
        _store.Before = _ => ValueTask.CompletedTask;
        Assert.Equal("new", (await _cache.TryGetAsync<string>("k")).Value);
        write.SetResult();
        await other;
        Assert.Equal("newer", (await _cache.TryGetAsync<string>("k")).Value);
    }

    [Fact]
    public async Task Calls_that_set_the_same_keys_in_other_orders_do_not_wait_for_each_other()
    {
        var keys = Enumerable.Range(0, 50).ToArray();
        await Task.WhenAll(Enumerable.Range(0, 40).Select(call => Task.Run(async () =>
        {
            var order = call % 2 == 0 ? keys : keys.Reverse();
            await _cache.SetManyAsync(order.Select(key => KeyValuePair.Create(key, $"{call}")));
        }))).WaitAsync(TimeSpan.FromSeconds(30));
        // One of them is the last one of all keys.
        Assert.Single((await _cache.GetManyAsync<string>([.. keys.Select(key => (CacheKey)key)])).Select(found => found.Value).Distinct());
    }

    // Held in its first call of the store.
    private async Task<Task> BeginSet(string value, bool many)
    {
        await _cache.SetAsync("k", "old");
        var calls = 0;
        _store.Before = async call =>
        {
            if (call != "epochs" || Interlocked.Increment(ref calls) > 1) return;
            _preparing.SetResult();
            await _prepare.Task;
        };
        var set = many ? _cache.SetManyAsync([KeyValuePair.Create("k", value)]).AsTask() : _cache.SetAsync("k", value).AsTask();
        await _preparing.Task;
        return set;
    }
}
