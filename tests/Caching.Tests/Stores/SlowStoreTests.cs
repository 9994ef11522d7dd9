using Caching.Tests.Support;

namespace Caching.Tests.Stores;

/// <summary>Races around a store whose writes take time.</summary>
public sealed class SlowStoreTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly SimpleByteStore _store = new();
    private readonly CacheManager _manager;
    private readonly Cache _cache;
    private readonly TaskCompletionSource _writing = new();
    private readonly TaskCompletionSource _write = new();

    public SlowStoreTests()
    {
        _manager = new(new CacheManagerOptions { DefaultType = "bytes" }.AddStore("bytes", _ => _store), _time);
        _cache = _manager.GetCache("ns");
    }

    public void Dispose() => _manager.Dispose();

    [Fact]
    public async Task A_removal_while_the_value_is_being_written_is_not_undone()
    {
        SlowFirst("set");
        var made = _cache.GetOrCreateAsync("k", _ => new ValueTask<string>("old")).AsTask();
        await _writing.Task;
        var removal = _cache.RemoveAsync("k").AsTask();
        Assert.False(removal.IsCompleted);
        _write.SetResult();
        await removal;
        Assert.Equal("old", await made);
        Assert.Empty(_store.Bytes);
    }

    [Fact]
    public async Task A_set_while_an_older_value_is_being_written_stands()
    {
        SlowFirst("set");
        var made = _cache.GetOrCreateAsync("k", _ => new ValueTask<string>("made")).AsTask();
        await _writing.Task;
        var set = _cache.SetAsync("k", "set").AsTask();
        _write.SetResult();
        await Task.WhenAll(made, set);
        Assert.Equal("set", (await _cache.TryGetAsync<string>("k")).Value);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_last_of_several_that_wait_for_an_older_write_stands(bool set)
    {
        SlowFirst("set");
        var made = _cache.GetOrCreateAsync("k", _ => new ValueTask<string>("made")).AsTask();
        await _writing.Task;
        var first = _cache.SetAsync("k", "first").AsTask();
        var last = set ? _cache.SetAsync("k", "last").AsTask() : _cache.RemoveAsync("k").AsTask();
        Assert.False(last.IsCompleted);
        _write.SetResult();
        await Task.WhenAll(made, first, last);
        Assert.Equal(set ? "last" : null, (await _cache.TryGetAsync<string>("k")).Value);
    }

    [Fact]
    public async Task A_creation_while_a_set_is_being_written_has_the_value_that_is_set()
    {
        SlowFirst("set");
        var set = _cache.SetAsync("k", "set").AsTask();
        await _writing.Task;
        var asked = _cache.GetOrCreateAsync("k", _ => new ValueTask<string>("not this")).AsTask();
        _write.SetResult();
        await set;
        Assert.Equal("set", await asked);
        Assert.Equal("set", (await _cache.TryGetAsync<string>("k")).Value);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_removal_or_clear_while_a_sliding_hit_is_being_written_is_not_undone(bool remove)
    {
        await _cache.SetAsync("k", "old", new() { Sliding = TimeSpan.FromSeconds(100) });
        _time.Advance(50);
        SlowFirst("set");
        var hit = _cache.TryGetAsync<string>("k").AsTask();
        await _writing.Task;
        var invalidation = remove ? _cache.RemoveAsync("k").AsTask() : _cache.ClearAsync().AsTask();
        var asked = _cache.GetOrCreateAsync("k", _ => new ValueTask<string>("new")).AsTask();
        _write.SetResult();
        await invalidation;
        Assert.Equal("old", (await hit).Value);
        if (!remove) Assert.Equal("new", await asked);
        await asked;
        Assert.NotEqual("old", (await _cache.TryGetAsync<string>("k")).Value);
    }

    [Fact]
    public async Task A_sliding_hit_is_written_at_most_ten_times_a_window()
    {
        await _cache.SetAsync("k", "value", new() { Sliding = TimeSpan.FromSeconds(100) });
        var writes = 0;
        _store.Before = call =>
        {
            if (call == "set") writes++;
            return ValueTask.CompletedTask;
        };
        for (var i = 0; i < 100; i++)
        {
            _time.Advance(1);
            Assert.True((await _cache.TryGetAsync<string>("k")).Found);
        }

        Assert.InRange(writes, 5, 10);
    }

    [Fact]
    public async Task A_cold_key_is_read_from_the_store_once_by_a_lone_caller()
    {
        await _cache.GetOrCreateAsync("k", _ => new ValueTask<string>("made"));
        Assert.Equal(1, _store.Reads);
    }

    [Fact]
    public async Task A_caller_that_looked_before_and_takes_off_after_another_landed_has_that_value()
    {
        // The first caller's look into the store is held until the second has made the value; only then does it take off.
        SlowFirst("got");
        var first = _cache.GetOrCreateAsync("k", _ => new ValueTask<string>("twice")).AsTask();
        await _writing.Task;
        Assert.Equal("once", await _cache.GetOrCreateAsync("k", _ => new ValueTask<string>("once")));
        _write.SetResult();
        Assert.Equal("once", await first);
    }

    private void SlowFirst(string name)
    {
        var calls = 0;
        _store.Before = async call =>
        {
            if (call != name || Interlocked.Increment(ref calls) > 1) return;
            _writing.SetResult();
            await _write.Task;
        };
    }
}
