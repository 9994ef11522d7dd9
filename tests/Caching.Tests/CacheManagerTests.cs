using Caching.Coordination;
using Caching.Tests.Support;

namespace Caching.Tests;

public sealed class CacheManagerTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public async Task An_unknown_type_or_region_is_an_error_that_names_the_known_ones()
    {
        var options = new CacheManagerOptions().AddStore("mine", _ => new SimpleByteStore());
        options.Regions["long"] = new();
        await using var manager = new CacheManager(options);
        var cache = manager.GetCache("ns");
        var type = await Assert.ThrowsAsync<CacheConfigurationException>(async () => await cache.SetAsync("k", 1, new() { Type = "mein" }));
        Assert.Contains("'mein'. Known types: memory, mine.", type.Message);
        var region = await Assert.ThrowsAsync<CacheConfigurationException>(async () => await cache.SetAsync("k", 1, new() { Region = "lang" }));
        Assert.Contains("'lang'. Known regions: long.", region.Message);
        Assert.Throws<CacheConfigurationException>(() => new CacheManager(new() { DefaultType = "nowhere" }));
        Assert.IsAssignableFrom<CacheException>(type);
    }

    [Fact]
    public void A_region_of_an_unknown_type_is_an_error_at_once()
    {
        var options = new CacheManagerOptions();
        options.Regions["long"] = new() { Type = "nowhere" };
        Assert.Throws<CacheConfigurationException>(() => new CacheManager(options));
    }

    [Fact]
    public async Task What_a_call_does_not_say_comes_from_its_region_then_from_the_manager()
    {
        var mine = new SimpleByteStore();
        var options = new CacheManagerOptions { DefaultExpire = 10 }.AddStore("mine", _ => mine);
        options.Regions["short"] = new() { Type = "mine", Expire = 30, Stale = TimeSpan.Zero, Sliding = TimeSpan.FromSeconds(20) };
        await using var manager = new CacheManager(options, _time);
        var cache = manager.GetCache("ns");
        Assert.Equal(("memory", "mine", "memory"),
            (manager.TypeOf(null), manager.TypeOf(new() { Region = "short" }), manager.TypeOf(new() { Region = "short", Type = "memory" })));

        await cache.SetAsync("k", 1);
        await cache.SetAsync("k", 1, new() { Region = "short", Expire = 40 });
        Assert.Single(mine.Bytes);
        var plain = (await cache.TryGetAsync<int>("k")).Entry!;
        var region = (await cache.TryGetAsync<int>("k", new() { Region = "short" })).Entry!;
        var now = _time.GetUtcNow();
        Assert.Equal((now.AddSeconds(10), now.AddSeconds(11), null), (plain.FreshUntil, plain.StaleUntil, plain.Sliding));
        Assert.Equal((now.AddSeconds(40), now.AddSeconds(40), TimeSpan.FromSeconds(20)), (region.FreshUntil, region.StaleUntil, region.Sliding));
    }

    [Fact]
    public async Task Remove_and_clear_reach_every_store()
    {
        await using var manager = new CacheManager(new CacheManagerOptions().AddStore("mine", _ => new SimpleByteStore()), _time);
        var cache = manager.GetCache("ns");
        CacheEntryOptions[] everywhere = [new() { Type = "memory" }, new() { Type = "mine" }];
        foreach (var options in everywhere) await cache.SetAsync("a", 1, options);
        foreach (var options in everywhere) await cache.SetAsync("b", 1, options);
        await cache.RemoveAsync("a");
        foreach (var options in everywhere) Assert.Equal((false, true), (await cache.ContainsAsync("a", options), await cache.ContainsAsync("b", options)));
        await cache.ClearAsync();
        foreach (var options in everywhere) Assert.False(await cache.ContainsAsync("b", options));
    }

    [Fact]
    public async Task The_local_door_answers_with_what_is_fresh_current_local_and_of_the_version_only()
    {
        await using var manager = new CacheManager(new CacheManagerOptions().AddStore("mine", _ => new SimpleByteStore()), _time);
        var cache = manager.GetCache("ns");
        Assert.False(Look(null, 0));
        await cache.SetAsync("k", "v", new() { Expire = 10, Version = 3 });
        await cache.SetAsync("k", "v", new() { Type = "mine", Version = 3 });
        Assert.Equal((true, true, false, false), (Look(null, 3), Look("memory", 3), Look("memory", 2), Look("mine", 3)));
        Assert.False(cache.TryGetLocal<int>("s1:k", null, 3, out _));
        var before = _time.GetUtcNow();
        _time.Advance(10);
        Assert.False(Look(null, 3));
        Assert.True(cache.TryGetLocal<string>("s1:k", null, null, 3, before, out _));
        Assert.True((await cache.TryGetAsync<string>("k", new() { Version = 3 })).IsStale);
        await cache.SetAsync("k", "v", new() { Version = 3 });
        Assert.True(Look(null, 3));
        await cache.ClearAsync();
        Assert.False(Look(null, 3));
        Assert.Throws<CacheConfigurationException>(() => Look("nowhere", 0));

        bool Look(string? type, ulong version) => cache.TryGetLocal<string>("s1:k", type, version, out _);
    }

    [Fact]
    public async Task Look_ups_are_counted_by_type()
    {
        await using var manager = new CacheManager(time: _time);
        using var counters = new CountersOf(manager);
        var cache = manager.GetCache("ns");
        for (var i = 0; i < 3; i++) await cache.GetOrCreateAsync("k", _ => new ValueTask<int>(1), new() { Expire = 100 });
        cache.TryGetLocal<int>("s1:k", null, 0, out _);
        cache.TryGetLocal<int>("s1:x", null, 0, out _);
        await cache.TryGetAsync<int>("k");
        await cache.TryGetAsync<int>("x");
        await cache.ContainsAsync("k");
        _time.Advance(100);
        await cache.TryGetAsync<int>("k");
        Assert.Equal((4, 2, 1, 1), (counters["cache.hits memory"], counters["cache.misses memory"], counters["cache.stale memory"],
            counters["cache.creations memory"]));
    }

    [Fact]
    public async Task A_registered_serializer_writes_its_type_and_no_other()
    {
        var store = new SimpleByteStore();
        var options = new CacheManagerOptions { DefaultType = "mine" }.AddStore("mine", _ => store).AddSerializer(new Upper());
        await using var manager = new CacheManager(options);
        var cache = manager.GetCache("ns");
        await cache.SetAsync("k", new Word("word"));
        Assert.Equal(new Word("WORD"), (await cache.TryGetAsync<Word>("k")).Value);
        Assert.False((await cache.TryGetAsync<object>("k")).Found);
    }

    [Fact]
    public async Task Stores_are_disposed_with_the_manager()
    {
        var store = new DisposedStore();
        var manager = new CacheManager(new CacheManagerOptions { DefaultType = "mine" }.AddStore("mine", _ => store));
        await manager.GetCache("ns").ContainsAsync("k");
        await manager.DisposeAsync();
        Assert.True(store.IsDisposed);
    }

    [Fact]
    public async Task Bytes_outlive_what_the_process_holds_of_their_namespace_and_tags()
    {
        await using var manager = new CacheManager(
            new CacheManagerOptions { DefaultType = "mine" }.AddStore("mine", _ => new SimpleByteStore()), _time);
        await Set(manager);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        manager.Epochs.Sweep();
        Assert.True(await manager.GetCache("ns").ContainsAsync("k"));
        await manager.RemoveByTagAsync("t");
        Assert.False(await manager.GetCache("ns").ContainsAsync("k"));

        static async Task Set(CacheManager manager) => await manager.GetCache("ns").SetAsync("k", 1, new() { Tags = ["t"] });
    }

    [Fact]
    public void Epochs_that_bytes_need_are_kept_up_to_a_bound_and_going_they_void()
    {
        var table = new EpochTable(pinLimit: 10);
        var before = Pin(table);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        table.Sweep();
        Assert.Equal(10, table.Count);
        Assert.Equal(before[90..], Enumerable.Range(90, 10).Select(i => table.Get($"{i}").Value));
        Assert.DoesNotContain(table.Get("5").Value, before);

        static ulong[] Pin(EpochTable table) => [.. Enumerable.Range(0, 100).Select(i =>
        {
            var epoch = table.Get($"{i}");
            table.Pin(epoch);
            return epoch.Value;
        })];
    }

    private sealed record Word(string Text);

    private sealed class Upper : ICacheSerializer<Word>
    {
        public string Form => "upper/1";

        public void Write(Word value, System.Buffers.IBufferWriter<byte> output) =>
            System.Buffers.BuffersExtensions.Write(output, System.Text.Encoding.UTF8.GetBytes(value.Text.ToUpperInvariant()));

        public Word Read(ReadOnlySpan<byte> bytes) => new(System.Text.Encoding.UTF8.GetString(bytes));
    }

    private sealed class DisposedStore : SimpleByteStore, IDisposable
    {
        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }
}
