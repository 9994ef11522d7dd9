using Caching.Tests.Support;

namespace Caching.Tests.Stores;

public sealed class AllocationTests : IDisposable
{
    private static readonly Guid SomeGuid = Guid.NewGuid();

    private readonly CacheManager _manager = new(time: new ManualTime());

    public void Dispose() => _manager.Dispose();

    [Fact]
    public async Task A_lookup_that_hits_in_memory_allocates_nothing()
    {
        var cache = _manager.GetCache("some/page");
        var key = CacheKey.Of("list", 42, true);
        await cache.SetAsync("name", "value");
        await cache.SetAsync(42, "value");
        await cache.SetAsync(SomeGuid, "value", new() { Sliding = TimeSpan.FromHours(1), Tags = ["a", "b"] });
        await cache.SetAsync(key, "value");
        var options = new CacheEntryOptions { Expire = 60 };

        AllocatesNothing("TryGetLocal", () =>
        {
            var writer = new CacheKeyWriter(stackalloc char[64]);
            writer.Add("list");
            writer.Add(42);
            writer.Add(true);
            var hit = cache.TryGetLocal<string>(writer.Written, null, 0, out var value);
            writer.Dispose();
            return hit && value == "value";
        });
        AllocatesNothing("TryGetLocal of a long key", () => !cache.TryGetLocal<string>(stackalloc char[1000], null, 0, out _));
        AllocatesNothing("TryGetAsync, a text", () => Taken(cache.TryGetAsync<string>("name")).Value == "value");
        AllocatesNothing("TryGetAsync, an integer", () => Taken(cache.TryGetAsync<string>(42)).Value == "value");
        AllocatesNothing("TryGetAsync, a Guid", () => Taken(cache.TryGetAsync<string>(SomeGuid)).Value == "value");
        AllocatesNothing("TryGetAsync, a composite made before", () => Taken(cache.TryGetAsync<string>(key, options)).Value == "value");
        AllocatesNothing("GetOrCreateAsync", () =>
            Taken(cache.GetOrCreateAsync("name", static _ => new ValueTask<string>("other"), options)) == "value");
        AllocatesNothing("GetOrCreateAsync with state", () =>
            Taken(cache.GetOrCreateAsync(42, cache, static (_, _) => new ValueTask<string>("other"))) == "value");
        var sliding = _manager.GetCache("some/page", new() { Sliding = TimeSpan.FromHours(1) });
        AllocatesNothing("GetOrCreateAsync with options over those of the cache", () =>
            Taken(sliding.GetOrCreateAsync("name", static _ => new ValueTask<string>("other"), options)) == "value");
    }

    private static T Taken<T>(ValueTask<T> call) => call.IsCompletedSuccessfully ? call.Result : throw new InvalidOperationException("waits");

    private static void AllocatesNothing(string what, Func<bool> look)
    {
        for (var i = 0; i < 200; i++) Assert.True(look(), what);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            if (!look()) Assert.Fail(what);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated == 0, $"{what}: {allocated / 1000.0} bytes a look-up");
    }
}
