using Caching.Stores;
using Caching.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Caching.Tests.Stores;

public sealed class MemoryStoreTests : IDisposable
{
    private const long Limit = 1 << 20;

    private readonly ManualTime _time = new();
    private readonly RecordedLog _log = new();
    private readonly MemoryStore _store;
    private readonly CacheManager _manager;
    private readonly Cache _cache;
    private readonly CountersOf _counters;

    public MemoryStoreTests()
    {
        _store = new(new("memory", _time, NullLoggerFactory.Instance), Limit);
        _manager = new(new CacheManagerOptions().AddStore("memory", _ => _store), _time, _log);
        _cache = _manager.GetCache("ns");
        _counters = new(_manager);
    }

    public void Dispose()
    {
        _counters.Dispose();
        _manager.Dispose();
    }

    [Fact]
    public void Memory_is_bounded_by_bytes_by_default()
    {
        Assert.Equal(256L * 1024 * 1024, new CacheManagerOptions().MemoryLimitBytes);
        Assert.Throws<ArgumentOutOfRangeException>(() => new CacheManagerOptions { MemoryLimitBytes = 0 });
    }

    [Fact]
    public async Task At_the_bound_the_oldest_make_room_and_nothing_new_is_refused()
    {
        var value = new byte[4000];
        var held = 0L;
        for (var i = 0; i < 2000; i++)
        {
            await _cache.SetAsync(i, value);
            Assert.True(await _cache.ContainsAsync(i));
            held = Math.Max(held, _store.Count * EntryCost.Of("s2:nsi0000;", value, null));
            _time.Advance(2);
        }

        Assert.InRange(held, Limit / 2, Limit + (Limit / 10));
        Assert.False(await _cache.ContainsAsync(0));
        Assert.Equal(0, _counters["cache.refused memory"]);
    }

    [Fact]
    public async Task What_is_larger_than_the_whole_is_refused_counted_and_logged()
    {
        await _cache.SetAsync("k", "small");
        await _cache.SetAsync("k", new byte[Limit]);
        Assert.False(await _cache.ContainsAsync("k"));
        Assert.Equal(1, _counters["cache.refused memory"]);
        Assert.Equal(1, _log.Count(5));
        Assert.Equal(7, await _cache.GetOrCreateAsync("k", 0, (_, creation) =>
        {
            creation.Size = Limit;
            return new ValueTask<int>(7);
        }));
        Assert.Equal(2, _counters["cache.refused memory"]);
    }

    [Fact]
    public async Task A_large_entry_among_small_ones_finds_room()
    {
        for (var i = 0; i < 3000; i++) await _cache.SetAsync(i, "small");
        await _cache.SetAsync("large", "value", new() { Size = Limit / 5 });
        Assert.True(await _cache.ContainsAsync("large"));
        Assert.InRange(_store.Count, 100, 3000);
        Assert.Equal(0, _counters["cache.refused memory"]);
    }

    [Fact]
    public async Task What_is_refused_drives_nothing_out()
    {
        for (var i = 0; i < 100; i++) await _cache.SetAsync(i, "small");
        await _cache.SetAsync("huge", "value", new() { Size = (Limit / 4) + 1 });
        Assert.Equal(100, _store.Count);
        Assert.Equal(1, _counters["cache.refused memory"]);
    }

    [Fact]
    public async Task A_stated_size_counts_instead_of_the_estimate()
    {
        for (var i = 0; i < 50; i++) await _cache.SetAsync(i, "small", new() { Size = Limit / 10 });
        Assert.InRange(_store.Count, 1, 10);
    }

    [Fact]
    public async Task Expired_entries_are_reclaimed_though_nobody_asks()
    {
        for (var i = 0; i < 100; i++) await _cache.SetAsync(i, "value", new() { Expire = 10 });
        for (var i = 100; i < 110; i++) await _cache.SetAsync(i, "value", new() { Sliding = TimeSpan.FromSeconds(10) });
        await _cache.SetAsync("kept", "value");
        _time.Advance(120);
        Assert.Equal(1, _store.Count);
    }

    [Fact]
    public async Task Entries_that_were_invalidated_are_reclaimed_though_they_never_expire()
    {
        for (var i = 0; i < 100; i++) await _cache.SetAsync(i, "value", new() { Tags = i < 50 ? ["t"] : [] });
        await _manager.RemoveByTagAsync("t");
        _time.Advance(60);
        Assert.Equal(50, _store.Count);
        await _cache.ClearAsync();
        _time.Advance(60);
        Assert.Equal(0, _store.Count);
    }

    [Fact]
    public async Task The_tag_index_shrinks_as_entries_go()
    {
        await Fill(20_000);
        _time.Advance(120);
        Assert.Equal(0, _store.Count);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        await Fill(10);
        _manager.Epochs.Sweep();
        Assert.InRange(_manager.Epochs.Count, 1, 100);

        async Task Fill(int count)
        {
            for (var i = 0; i < count; i++) await _cache.SetAsync(i, i, new() { Expire = 10, Tags = [$"tag {i} of {count}"] });
        }
    }
}
