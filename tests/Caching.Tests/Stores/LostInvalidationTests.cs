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

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_waits_to_be_sent_is_bounded_by_voiding_the_whole_store_also_while_some_of_it_is_sent(bool keepsEpochs)
    {
        var store = keepsEpochs ? new SimpleSharedStore() : new SimpleByteStore();
        await using var manager = new CacheManager(new CacheManagerOptions { DefaultType = "bytes" }.AddStore("bytes", _ => store), _time);
        var cache = manager.GetCache("ns");
        await cache.SetAsync("kept", "old");
        TaskCompletionSource sending = new(), sent = new();
        var first = true;
        store.Before = async call =>
        {
            if (call != "remove") return;
            if (!first && sending.TrySetResult()) await sent.Task;
            else throw new IOException("down");
        };
        await Assert.ThrowsAsync<CacheInvalidationException>(() => cache.RemoveAsync("first").AsTask());
        first = false;
        _time.Advance(PendingInvalidations.RetryEvery);
        await sending.Task;
        for (var i = 0; i < PendingInvalidations.Most; i++)
            await Assert.ThrowsAsync<CacheInvalidationException>(() => cache.RemoveAsync(i).AsTask());
        var reading = cache.TryGetAsync<string>("kept").AsTask();
        sent.SetResult();
        Assert.False((await reading).Found);
        Assert.Equal(CacheMiss.Invalidated, (await cache.TryGetAsync<string>("kept")).Miss);
        await cache.SetAsync("k", "new");
        Assert.Equal("new", (await cache.TryGetAsync<string>("k")).Value);
    }

    [Fact]
    public async Task A_cancelled_caller_does_not_wait_for_what_is_being_sent()
    {
        _fails = call => call == "remove";
        await Assert.ThrowsAsync<CacheInvalidationException>(() => _cache.RemoveAsync("k").AsTask());
        var sending = new TaskCompletionSource();
        _store.Before = call => call == "remove" ? new(sending.Task) : ValueTask.CompletedTask;
        using var cancel = new CancellationTokenSource();
        var reading = _cache.TryGetAsync<string>("k", null, cancel.Token).AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.WaitAsync(TimeSpan.FromSeconds(30)));
        sending.SetResult();
    }
}
