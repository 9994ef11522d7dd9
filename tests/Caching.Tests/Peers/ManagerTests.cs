using Caching.Tests.Support;

namespace Caching.Tests.Peers;

/// <summary>What users of a manager of many namespaces and types rely on.</summary>
public sealed class ManagerTests : IAsyncDisposable
{
    private static readonly CacheEntryOptions Bytes = new() { Type = "bytes" };

    private readonly ManualTime _time = new();
    private readonly CacheManager _manager;

    public ManagerTests() => _manager = new(new CacheManagerOptions().AddStore("bytes", _ => new SimpleByteStore()), _time);

    public ValueTask DisposeAsync() => _manager.DisposeAsync();

    [Fact]
    public async Task Caches_of_one_namespace_are_one_whoever_asks_for_them()
    {
        await _manager.GetCache("ns").SetAsync("k", "value");
        Assert.Equal("value", (await _manager.GetCache("/ns").TryGetAsync<string>("k")).Value);
        Assert.Equal("value", (await _manager.GetCache("ns", new() { Expire = 5 }).TryGetAsync<string>("k")).Value);
        Assert.False((await _manager.GetCache("ns", Bytes).TryGetAsync<string>("k")).Found);
    }

    [Fact]
    public async Task One_key_in_two_namespaces_and_in_two_types_is_four_entries()
    {
        foreach (var (ns, type) in All()) await _manager.GetCache(ns, new() { Type = type }).SetAsync("k", $"{ns} {type}");
        foreach (var (ns, type) in All()) Assert.Equal($"{ns} {type}", (await _manager.GetCache(ns, new() { Type = type }).TryGetAsync<string>("k")).Value);
        await _manager.GetCache("a").RemoveAsync("k");
        foreach (var (ns, type) in All())
            Assert.Equal(ns == "b", (await _manager.GetCache(ns, new() { Type = type }).TryGetAsync<string>("k")).Found);

        static IEnumerable<(string, string)> All() => from ns in new[] { "a", "b" } from type in new[] { "memory", "bytes" } select (ns, type);
    }

    [Fact]
    public async Task Another_factory_for_a_key_that_is_stored_does_not_run()
    {
        var cache = _manager.GetCache("ns", Bytes);
        await cache.GetOrCreateAsync("k", _ => new ValueTask<string>("first"));
        Assert.Equal("first", await cache.GetOrCreateAsync<string>("k", _ => throw new InvalidOperationException()));
    }

    [Fact]
    public async Task The_options_of_a_cache_object_are_those_of_its_calls_and_of_no_others()
    {
        var quick = _manager.GetCache("ns", new() { Expire = 10, Stale = TimeSpan.Zero });
        await quick.SetAsync("quick", "value");
        await _manager.GetCache("ns").SetAsync("slow", "value");
        await quick.SetAsync("slow too", "value", new() { Expire = CacheExpire.Never });
        _time.Advance(10);
        Assert.Equal((false, true, true),
            (await quick.ContainsAsync("quick"), await quick.ContainsAsync("slow"), await quick.ContainsAsync("slow too")));
    }

    [Fact]
    public async Task A_function_is_memoized_in_any_type_and_forgotten_by_its_arguments_or_as_a_whole()
    {
        var runs = 0;
        var price = _manager.Memoize((string product, int amount) => $"{product} {amount} {++runs}", Bytes, name: "price");
        Assert.Equal(("tea 1 1", "tea 2 2", "tea 1 1"), (await price.InvokeAsync("tea", 1), await price.InvokeAsync("tea", 2), await price.InvokeAsync("tea", 1)));
        await price.RemoveAsync("tea", 1);
        Assert.Equal(("tea 1 3", "tea 2 2"), (await price.InvokeAsync("tea", 1), await price.InvokeAsync("tea", 2)));
        await price.ClearAsync();
        Assert.Equal("tea 2 4", await price.InvokeAsync("tea", 2));
    }

    [Fact]
    public async Task A_manager_that_is_made_anew_over_the_same_bytes_finds_what_a_shared_store_kept()
    {
        var store = new SimpleSharedStore();
        await using (var first = Open()) await first.GetCache("ns").SetAsync("k", "value", new() { Tags = ["t"] });
        await using var second = Open();
        Assert.Equal("value", (await second.GetCache("ns").TryGetAsync<string>("k")).Value);
        await second.RemoveByTagAsync("t");
        Assert.False(await second.GetCache("ns").ContainsAsync("k"));

        CacheManager Open() => new(new CacheManagerOptions { DefaultType = "shared" }.AddStore("shared", _ => store), _time);
    }
}
