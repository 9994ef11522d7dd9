using Caching.Tests.Support;

namespace Caching.Tests.Memoize;

/// <summary>What a hit in memory allocates, in bytes: nothing for arguments that are scalars, enums, lists or a user's own.</summary>
public sealed class MemoizeAllocationTests : IDisposable
{
    private readonly CacheManager _manager = new(time: new ManualTime());

    public void Dispose() => _manager.Dispose();

    [Fact]
    public async Task A_hit_of_a_memoized_function_allocates_nothing()
    {
        var none = _manager.Memoize(static () => "", name: "0");
        var two = _manager.Memoize(static (int a, string b) => "", new() { Expire = 60, Tags = ["a"] }, "2", tags: static (a, b) => [b]);
        var four = _manager.Memoize(static (Guid a, DayOfWeek b, int? c, List<int> d) => "", name: "4");
        var keyed = _manager.Memoize(static (Product a) => "", name: "keyed");
        var some = _manager.Memoize(static (Uri a, int b) => "", name: "some", key: static (_, b) => b);
        var (guid, list, product, uri) = (Guid.NewGuid(), new List<int> { 1, 2 }, new Product(), new Uri("http://a"));
        await none.InvokeAsync();
        await two.InvokeAsync(1, "a");
        await four.InvokeAsync(guid, DayOfWeek.Monday, 7, list);
        await keyed.InvokeAsync(product);
        await some.InvokeAsync(uri, 1);

        Assert.Equal(0, BytesOf(() => Taken(none.InvokeAsync())));
        Assert.Equal(0, BytesOf(() => Taken(two.InvokeAsync(1, "a"))));
        Assert.Equal(0, BytesOf(() => Taken(four.InvokeAsync(guid, DayOfWeek.Monday, 7, list))));
        Assert.Equal(0, BytesOf(() => Taken(keyed.InvokeAsync(product))));
        Assert.Equal(0, BytesOf(() => Taken(some.InvokeAsync(uri, 1))));
    }

    /// <summary>Two integers in a tuple are boxed, 24 bytes each, and where the code is not optimized, the tuple.</summary>
    [Fact]
    public async Task A_tuple_as_an_argument_costs_a_box_for_each_value_in_it()
    {
        var tuple = _manager.Memoize(static ((int, int) a) => "", name: "tuple");
        await tuple.InvokeAsync((1, 2));
        Assert.InRange(BytesOf(() => Taken(tuple.InvokeAsync((1, 2)))), 48, 72);
    }

    private static bool Taken(ValueTask<string> call) => call.IsCompletedSuccessfully && call.Result == "";

    private static double BytesOf(Func<bool> isHit)
    {
        for (var i = 0; i < 200; i++) Assert.True(isHit());
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            if (!isHit()) Assert.Fail("no hit");
        return (GC.GetAllocatedBytesForCurrentThread() - before) / 1000.0;
    }

    private sealed class Product : ICacheKeyed
    {
        public CacheKey GetCacheKey() => 7;
    }
}
