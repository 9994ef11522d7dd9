using System.Runtime.CompilerServices;
using Caching.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace Caching.Tests.Configuration;

public sealed class ReloadTests : IAsyncDisposable
{
    private readonly ManualTime _time = new();
    private readonly RecordedLog _log = new();
    private readonly NamedStores _stores = new();
    private readonly IConfigurationRoot _root = Configured.Pairs(
        ("Expire", "100"), ("Stores:a:Type", "named"), ("Stores:a:Url", "1"), ("Stores:b:Type", "named"), ("Regions:r:Type", "a"), ("Regions:r:Expire", "10"));

    private readonly CacheManager _manager;
    private readonly Cache _cache;

    public ReloadTests()
    {
        _manager = new(_stores.AddTo(_root.Options(), "named"), _time, _log);
        _cache = _manager.GetCache("ns");
    }

    private static CacheEntryOptions InR => new() { Region = "r" };

    public async ValueTask DisposeAsync()
    {
        await _manager.DisposeAsync();
        _log.Dispose();
    }

    [Fact]
    public async Task Which_store_which_expire_and_which_regions_change_without_a_restart()
    {
        Assert.Equal(("a", 10d), await NowAsync(InR));
        Change(("Regions:r:Type", "b"), ("Regions:r:Expire", "20"), ("Regions:new:Type", "a"), ("Expire", "never"));
        Assert.Equal(("b", 20d), await NowAsync(InR));
        Assert.Equal(("a", double.MaxValue), await NowAsync(new() { Region = "new" }));
        Change(("Type", "b"), ("Stores:c:Type", "named"), ("Regions:new:Type", "c"));
        Assert.Equal(("b", "c"), (_manager.TypeOf(null), _manager.TypeOf(new() { Region = "new" })));
        Assert.Equal(2, _log.Count(30));
    }

    [Fact]
    public void A_region_and_a_store_that_are_gone_are_errors_where_they_are_named()
    {
        var root = Configured.Json("""{ "Stores": { "a": { "Type": "named" } }, "Regions": { "r": { "Type": "a" } } }""");
        var holder = new ConfigurationManager();
        holder.AddConfiguration(root);
        using var manager = new CacheManager(_stores.AddTo(holder.Options(), "named"), _time, _log);
        Assert.Equal("a", manager.TypeOf(InR));
        holder.Sources.Clear();
        Assert.Contains("no cache region 'r'", Assert.Throws<CacheConfigurationException>(() => manager.TypeOf(InR)).Message);
        Assert.Contains("no cache type 'a'", Assert.Throws<CacheConfigurationException>(() => manager.TypeOf(new() { Type = "a" })).Message);
    }

    [Theory]
    [InlineData("Regions:r:Expire", "soon", "'Regions:r:Expire' is 'soon'")]
    [InlineData("Regions:r:Type", "nowhere", "'Regions:r:Type' is 'nowhere'")]
    [InlineData("Type", "nowhere", "'Type' is 'nowhere'")]
    [InlineData("Stores:a:Usr", "x", "'Stores:a:Usr' is not known")]
    [InlineData("Stores:z:Type", "gone", "'Stores:z:Type' is 'gone'")]
    public async Task A_wrong_change_leaves_everything_as_it_was_and_a_log_line_says_what_is_wrong(string key, string value, string problem)
    {
        await _cache.SetAsync("k", 1, InR);
        var before = _stores.Open.ToArray();
        Change((key, value), ("Stores:b:Url", "changed"), ("Regions:r:Stale", "5"), ("Expire", "1"));
        Assert.Contains(problem, Assert.Single(_log.Lines, static line => line.Id == 31).Text);
        Assert.Equal(before, _stores.Open);
        Assert.Equal(("a", 10d), await NowAsync(InR));
        Assert.Equal(0, _manager.Retired.Count);
    }

    [Fact]
    public async Task A_store_whose_settings_are_the_same_stays_with_its_entries_and_flights()
    {
        await _cache.SetAsync("k", 1, InR);
        var gate = new TaskCompletionSource<int>();
        var first = _cache.GetOrCreateAsync("flying", _ => new ValueTask<int>(gate.Task), InR).AsTask();
        Change(("Regions:r:Expire", "20"), ("Stores:b:Url", "changed"));
        Assert.Equal(1, (await _cache.TryGetAsync<int>("k", InR)).Value);
        var second = _cache.GetOrCreateAsync<int>("flying", _ => throw new InvalidOperationException("a second flight"), new() { Region = "r" }).AsTask();
        gate.SetResult(7);
        Assert.Equal((7, 7), (await first, await second));
        Assert.Equal(["a 1", "b ", "b changed"], _stores.Made.Select(static store => $"{store.Name} {store.Url}").Order());
    }

    [Fact]
    public async Task The_memory_store_changes_with_its_limit_only()
    {
        await _cache.SetAsync("k", 1);
        Change(("Expire", "50"));
        Assert.True(await _cache.ContainsAsync("k"));
        Change(("MemoryLimitBytes", "100000"));
        Assert.False(await _cache.ContainsAsync("k"));
    }

    [Fact]
    public async Task A_changed_lease_duration_makes_configured_stores_anew_and_leaves_those_of_code()
    {
        var made = 0;
        await using var manager = new CacheManager(_stores.AddTo(_root.Options(), "named").AddStore("mine", _ =>
        {
            made++;
            return new SimpleByteStore();
        }));
        await manager.GetCache("ns").SetAsync("k", 1, new() { Type = "mine" });
        var before = _stores.Made.Count;
        Change(("LeaseDuration", "2"));
        Assert.True(await manager.GetCache("ns").ContainsAsync("k", new() { Type = "mine" }));
        Assert.Equal((1, before + 4), (made, _stores.Made.Count));
    }

    [Fact]
    public async Task A_store_is_disposed_when_no_call_under_way_can_use_it_any_more()
    {
        var store = _stores.Made.Single(static store => store.Name == "a");
        var gate = new TaskCompletionSource<int>();
        var call = _cache.GetOrCreateAsync("k", _ => new ValueTask<int>(gate.Task), InR).AsTask();
        Change(("Stores:a:Url", "2"));
        Collect();
        Assert.Equal((0, 1), (store.Disposals, _manager.Retired.Count));
        await EndAsync(gate, call);
        Assert.Single(store.Bytes);
        // What the call left on its threads' stacks and in their caches goes with the next ones.
        for (var i = 0; i < 20 && store.Disposals == 0; i++) Collect();
        Assert.Equal((1, 0), (store.Disposals, _manager.Retired.Count));
        Assert.Equal("2", _stores.Open.Single(static store => store.Name == "a").Url);
    }

    [Fact]
    public async Task With_the_manager_all_are_disposed_once_and_a_change_after_is_nothing()
    {
        for (var i = 0; i < 5; i++) Change(("Stores:a:Url", $"{i + 2}"));
        await _manager.DisposeAsync();
        Assert.Equal((7, true), (_stores.Made.Count, _stores.Made.All(static store => store.Disposals == 1)));
        Change(("Stores:a:Url", "9"));
        Assert.Equal(7, _stores.Made.Count);
    }

    [Fact]
    public async Task An_invalidation_reaches_a_store_that_comes_while_it_is_under_way()
    {
        var shared = new SimpleSharedStore();
        await using (var other = new CacheManager(new CacheManagerOptions { DefaultType = "s" }.AddStore("s", _ => shared)))
            await other.GetCache("ns").SetAsync("k", 1);
        using var manager = new CacheManager(_stores.AddTo(_root.Options(), "named").AddStoreKind("shared", (_, _) => shared));
        var (reached, gate) = (new TaskCompletionSource(), new TaskCompletionSource());
        foreach (var store in _stores.Open)
            store.Before = async call =>
            {
                if (call != "remove") return;
                reached.TrySetResult();
                await gate.Task;
            };
        var removal = manager.GetCache("ns").RemoveAsync("k").AsTask();
        await reached.Task;
        Change(("Stores:s:Type", "shared"));
        Assert.True(await manager.GetCache("ns").ContainsAsync("k", new() { Type = "s" }));
        gate.SetResult();
        await removal;
        Assert.False(await manager.GetCache("ns").ContainsAsync("k", new() { Type = "s" }));
    }

    // Not inlined, and asynchronous methods run on a stack that is gone: nothing of the call is left where the collector looks.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task EndAsync(TaskCompletionSource<int> gate, Task<int> call)
    {
        gate.SetResult(7);
        Assert.Equal(7, await call);
    }

    private void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        _time.Advance(10);
    }

    private void Change(params (string Key, string? Value)[] pairs)
    {
        foreach (var (key, value) in pairs) _root[key] = value;
        _root.Reload();
    }

    private async Task<(string Type, double Seconds)> NowAsync(CacheEntryOptions options)
    {
        await _cache.SetAsync("now", 1, options);
        var entry = (await _cache.TryGetAsync<int>("now", options)).Entry!;
        return (_manager.TypeOf(options), entry.FreshUntil is { } end ? (end - entry.Created).TotalSeconds : double.MaxValue);
    }
}
