using Caching.Tests.Support;

namespace Caching.Tests.Entries;

/// <summary>What a caller who changes a value that it was given sees.</summary>
public sealed class MutationTests : IDisposable
{
    private readonly CacheManager _manager = new(new CacheManagerOptions().AddStore("bytes", static _ => new SimpleByteStore()));

    public void Dispose() => _manager.Dispose();

    [Fact]
    public async Task A_value_from_memory_is_the_same_object_for_all_and_its_change_is_seen_by_all()
    {
        var cache = _manager.GetCache("memory");
        var set = new List<int> { 1 };
        await cache.SetAsync("key", set);
        var first = (await cache.TryGetAsync<List<int>>("key")).Value!;
        Assert.Same(set, first);
        first.Add(2);
        Assert.Equal([1, 2], await cache.GetOrCreateAsync("key", static _ => new ValueTask<List<int>>([])));
    }

    [Fact]
    public async Task A_value_from_a_store_of_bytes_is_a_copy_for_each_and_its_change_is_seen_by_nobody()
    {
        var cache = _manager.GetCache("bytes");
        var options = new CacheEntryOptions { Type = "bytes" };
        var set = new List<int> { 1 };
        await cache.SetAsync("key", set, options);
        set.Add(2);
        var first = (await cache.TryGetAsync<List<int>>("key", options)).Value!;
        Assert.Equal([1], first);
        first.Add(3);
        Assert.Equal([1], await cache.GetOrCreateAsync("key", static _ => new ValueTask<List<int>>([]), options));
    }
}
