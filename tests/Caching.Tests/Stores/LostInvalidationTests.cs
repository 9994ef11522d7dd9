using Caching.Stores;
using Caching.Tests.Support;

namespace Caching.Tests.Stores;

/// <summary>What a store that fails does not take is reported, kept and sent again, and the keeping is bounded.</summary>
public sealed class LostInvalidationTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly SimpleByteStore _store = new();
    private readonly CacheManager _manager;
    private readonly Cache _cache;
    private Func<string, bool> _fails = _ => false;

    public LostInvalidationTests()
    {
        _store.Before = call => _fails(call) ? throw new IOException("down") : ValueTask.CompletedTask;
        _manager = new(new CacheManagerOptions { DefaultType = "bytes" }.AddStore("bytes", _ => _store), _time);
        _cache = _manager.GetCache("ns");
    }

    public void Dispose() => _manager.Dispose();

    [Fact]
    public async Task An_expiry_that_could_not_be_written_removes_instead()
    {
        await _cache.SetAsync("k", "old", new() { Expire = 100 });
        _fails = call => call == "set";
        await _cache.ExpireAsync("k");
        var found = await _cache.TryGetAsync<string>("k");
        Assert.True(!found.Found || found.IsStale);
    }

    [Fact]
    public async Task An_expiry_that_could_not_be_sent_is_reported_and_retried()
    {
        await _cache.SetAsync("k", "old", new() { Expire = 100 });
        _fails = call => call is "set" or "remove";
        await Assert.ThrowsAsync<CacheInvalidationException>(() => _cache.ExpireAsync("k").AsTask());
        Assert.False((await _cache.TryGetAsync<string>("k")).Found);
        _fails = _ => false;
        _time.Advance(StoreGuard.Alone + PendingInvalidations.RetryEvery);
        Assert.Equal(CacheMiss.Absent, (await _cache.TryGetAsync<string>("k")).Miss);
    }

    [Fact]
    public async Task What_waits_to_be_sent_to_a_store_without_epochs_is_bounded_by_voiding_what_it_holds()
    {
        await _cache.SetAsync("kept", "old");
        _fails = call => call == "remove";
        for (var i = 0; i <= PendingInvalidations.Most; i++)
            await Assert.ThrowsAsync<CacheInvalidationException>(() => _cache.RemoveAsync(i).AsTask());
        Assert.Equal(CacheMiss.Invalidated, (await _cache.TryGetAsync<string>("kept")).Miss);
        await _cache.SetAsync("k", "new");
        Assert.Equal("new", (await _cache.TryGetAsync<string>("k")).Value);
    }
}
