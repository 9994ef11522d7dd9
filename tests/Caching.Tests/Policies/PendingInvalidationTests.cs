using Caching.Stores;
using Caching.Tests.Support;

namespace Caching.Tests.Policies;

/// <summary>An invalidation that could not be sent is sent again, and until it has arrived nothing is read past it.</summary>
public sealed class PendingInvalidationTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly SimpleSharedStore _store = new();
    private readonly CacheManager _manager;
    private readonly Cache _cache;
    private bool _down;

    public PendingInvalidationTests()
    {
        _store.Before = _ => _down ? throw new IOException("down") : ValueTask.CompletedTask;
        _manager = new(new CacheManagerOptions { DefaultType = "bytes" }.AddStore("bytes", _ => _store), _time);
        _cache = _manager.GetCache("ns");
    }

    public void Dispose() => _manager.Dispose();

    [Theory]
    [InlineData("remove")]
    [InlineData("clear")]
    [InlineData("tag")]
    [InlineData("expire")]
    [InlineData("everything")]
    public async Task What_could_not_be_sent_is_sent_again_by_itself_and_nothing_is_read_before_it_has_arrived(string what)
    {
        await _cache.SetAsync("k", "old", new() { Tags = ["t"] });
        _down = true;
        await Assert.ThrowsAsync<CacheInvalidationException>(async () => await Invalidate(what));
        Assert.False((await _cache.TryGetAsync<string>("k")).Found);
        _down = false;
        _time.Advance(StoreGuard.Alone);
        Assert.False((await _cache.TryGetAsync<string>("k")).Found);
        await using var other = new CacheManager(new CacheManagerOptions { DefaultType = "bytes" }.AddStore("bytes", _ => _store), _time);
        Assert.False((await other.GetCache("ns").TryGetAsync<string>("k")).Found);
        await _cache.SetAsync("k", "new");
        Assert.Equal("new", (await _cache.TryGetAsync<string>("k")).Value);
    }

    [Fact]
    public async Task What_could_not_be_sent_reaches_other_processes_though_this_one_asks_for_nothing_more()
    {
        await _cache.SetAsync("k", "old");
        _down = true;
        await Assert.ThrowsAsync<CacheInvalidationException>(async () => await _cache.RemoveAsync("k"));
        _down = false;
        Assert.NotEmpty(_store.Bytes);
        _time.Advance(PendingInvalidations.RetryEvery);
        Assert.Empty(_store.Bytes);
    }

    [Fact]
    public async Task A_read_that_is_cancelled_does_not_wait_for_an_invalidation_that_hangs()
    {
        await _cache.SetAsync("k", "old");
        _down = true;
        await Assert.ThrowsAsync<CacheInvalidationException>(async () => await _cache.RemoveAsync("k"));
        var hangs = new TaskCompletionSource();
        _down = false;
        _store.Before = async call =>
        {
            if (call == "remove") await hangs.Task;
        };
        using var cancel = new CancellationTokenSource();
        var read = _cache.TryGetAsync<string>("k", cancellation: cancel.Token).AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read.WaitAsync(TimeSpan.FromSeconds(10)));
        hangs.SetResult();
    }

    [Fact]
    public async Task Of_too_many_removals_that_could_not_be_sent_is_made_one_of_everything_also_while_they_are_being_sent()
    {
        await _cache.SetAsync("kept until then", "old");
        _down = true;
        await Assert.ThrowsAsync<CacheInvalidationException>(async () => await _cache.RemoveAsync(0));
        TaskCompletionSource sending = new(), send = new();
        _store.Before = async call =>
        {
            if (call != "remove") return;
            if (sending.TrySetResult()) await send.Task;
            else if (_down) throw new IOException("down");
        };
        var read = _cache.TryGetAsync<string>(0).AsTask();
        await sending.Task;
        for (var i = 1; i <= PendingInvalidations.Most + 1; i++)
            await Assert.ThrowsAsync<CacheInvalidationException>(async () => await _cache.RemoveAsync(i));
        _down = false;
        send.SetResult();
        await read;
        _time.Advance(StoreGuard.Alone);
        Assert.False((await _cache.TryGetAsync<string>("kept until then")).Found);
        await _cache.SetAsync("new", "value");
        Assert.Equal("value", (await _cache.TryGetAsync<string>("new")).Value);
    }

    [Fact]
    public async Task A_removal_that_cannot_be_sent_keeps_no_other_key_from_being_read_or_stored()
    {
        await _cache.SetAsync("k", "old");
        await _cache.SetAsync("other", "value");
        _store.Before = call => call == "remove" ? throw new IOException("in use") : ValueTask.CompletedTask;
        await Assert.ThrowsAsync<CacheInvalidationException>(async () => await _cache.RemoveAsync("k"));
        Assert.Equal("value", (await _cache.TryGetAsync<string>("other")).Value);
        await _cache.SetAsync("other", "new");
        Assert.Equal("new", (await _cache.TryGetAsync<string>("other")).Value);
        Assert.False((await _cache.TryGetAsync<string>("k")).Found);
    }

    [Fact]
    public async Task An_invalidation_whose_caller_gives_up_is_sent_nevertheless()
    {
        await _cache.SetAsync("k", "old");
        using var cancel = new CancellationTokenSource();
        _store.Before = async _ =>
        {
            await cancel.CancelAsync();
            cancel.Token.ThrowIfCancellationRequested();
        };
        await Assert.ThrowsAnyAsync<Exception>(async () => await _cache.RemoveAsync("k", cancel.Token));
        _store.Before = _ => ValueTask.CompletedTask;
        Assert.False((await _cache.TryGetAsync<string>("k")).Found);
        Assert.Empty(_store.Bytes);
    }

    [Fact]
    public async Task A_set_that_stores_nothing_reports_no_store_and_leaves_no_older_value_behind()
    {
        await _cache.SetAsync("k", "old");
        _down = true;
        await _cache.SetAsync("k", "new", new() { Expire = 0 });
        _down = false;
        Assert.False((await _cache.TryGetAsync<string>("k")).Found);
    }

    private ValueTask Invalidate(string what) => what switch
    {
        "remove" => _cache.RemoveAsync("k"),
        "clear" => _cache.ClearAsync(),
        "expire" => _cache.ExpireAsync("k"),
        "everything" => _manager.RemoveByTagAsync("*"),
        _ => _manager.RemoveByTagAsync("t"),
    };
}
