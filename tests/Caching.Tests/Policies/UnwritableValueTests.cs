using Caching.Tests.Support;

namespace Caching.Tests.Policies;

/// <summary>A value that its serializer refuses is served and not stored, however the refusal is worded.</summary>
public sealed class UnwritableValueTests : IDisposable
{
    private readonly RecordedLog _log = new();
    private readonly SimpleByteStore _store = new();
    private readonly CacheManager _manager;
    private readonly Cache _cache;

    public UnwritableValueTests()
    {
        _manager = new(new CacheManagerOptions { DefaultType = "bytes" }.AddStore("bytes", _ => _store), new ManualTime(), _log);
        _cache = _manager.GetCache("ns");
    }

    public void Dispose() => _manager.Dispose();

    [Fact]
    public async Task A_number_that_JSON_refuses_is_served_and_a_log_line()
    {
        Assert.Equal(double.NaN, await _cache.GetOrCreateAsync("k", _ => new ValueTask<double>(double.NaN)));
        await _cache.SetAsync("k", double.PositiveInfinity);
        Assert.True(await _cache.AddAsync("k", double.NaN));
        Assert.Equal(3, _log.Count(2));
        Assert.Empty(_store.Bytes);
    }

    [Fact]
    public async Task A_ring_is_served_and_a_log_line()
    {
        var ring = new Ring();
        ring.Next = ring;
        Assert.Same(ring, await _cache.GetOrCreateAsync("k", _ => new ValueTask<Ring>(ring)));
        Assert.True(await _cache.AddAsync("k", ring));
        Assert.Equal(2, _log.Count(2));
    }

    [Fact]
    public async Task A_set_that_could_not_be_written_leaves_no_older_value_behind()
    {
        await _cache.SetAsync("k", 1.5);
        await _cache.SetAsync("k", double.NaN);
        Assert.False((await _cache.TryGetAsync<double>("k")).Found);
    }

    [Fact]
    public async Task A_set_that_a_store_without_room_did_not_take_leaves_no_older_value_behind()
    {
        await _cache.SetAsync("k", "old");
        _store.Before = call => call == "set" ? throw new IOException("out of memory") : ValueTask.CompletedTask;
        await _cache.SetAsync("k", "new");
        Assert.Null((await _cache.TryGetAsync<string>("k")).Value);
    }

    [Fact]
    public async Task A_set_that_met_a_store_that_is_down_is_not_undone_when_it_is_back()
    {
        await _cache.SetAsync("k", "old");
        _store.Before = _ => throw new IOException("down");
        await _cache.SetAsync("k", "new");
        _store.Before = _ => ValueTask.CompletedTask;
        Assert.NotEqual("old", (await _cache.TryGetAsync<string>("k")).Value);
    }

    private sealed class Ring
    {
        public Ring? Next { get; set; }
    }
}
