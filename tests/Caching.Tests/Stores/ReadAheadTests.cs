using Caching.Tests.Support;

namespace Caching.Tests.Stores;

/// <summary>How often stores are asked for what was read ahead, and for how long that is an answer.</summary>
public sealed class ReadAheadTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly CountingStore _store = new();
    private readonly CountingStore _other = new();
    private readonly CacheManager _manager;

    public ReadAheadTests()
    {
        var options = new CacheManagerOptions { DefaultType = "counted" }.AddStore("counted", _ => _store).AddStore("other", _ => _other);
        options.Regions["elsewhere"] = new() { Type = "other" };
        options.Regions["here"] = new() { Type = "memory" };
        _manager = new(options, _time);
    }

    public void Dispose() => _manager.Dispose();

    [Fact]
    public async Task Keys_of_many_namespaces_types_and_regions_are_one_round_trip_a_store()
    {
        CacheLookup[] lookups = [.. Enumerable.Range(0, 40).Select(i => new CacheLookup($"ns {i % 4}", i, i % 2 == 0 ? null : "other", i == 4 ? "elsewhere" : null))];
        foreach (var (ns, key, type, region) in lookups) await _manager.GetCache(ns).SetAsync(key, ns, new() { Type = type, Region = region });
        var ahead = await Ahead(lookups);
        Assert.Equal(["get 19"], _store.TakeTrips());
        Assert.Equal(["get 21"], _other.TakeTrips());
        foreach (var (ns, key, type, region) in lookups)
            Assert.Equal(ns, await _manager.GetCache(ns).GetOrCreateAsync(key, _ => new ValueTask<string>("made"), new() { Type = type, Region = region, Ahead = ahead }));
        Assert.Empty(_store.TakeTrips());
        Assert.Empty(_other.TakeTrips());
        Assert.Equal(0, ahead.Count);
    }

    [Fact]
    public async Task A_miss_is_made_without_a_second_look_and_many_ask_the_store_for_what_was_not_read_ahead()
    {
        await _manager.GetCache("ns").SetAsync(1, "one");
        var ahead = await Ahead(new("ns", 0), new("ns", 1), new("ns", 2));
        await _manager.GetCache("ns").GetOrCreateAsync(0, _ => new ValueTask<string>("made"), new() { Ahead = ahead });
        Assert.Equal(["get 3", "epochs", "set"], _store.TakeTrips());
        var found = await _manager.GetCache("ns").GetManyAsync<string>([1, 2, 3, 4], new() { Ahead = ahead });
        Assert.Equal(["one", null, null, null], found.Select(result => result.Value));
        Assert.Equal(["get 2"], _store.TakeTrips());
    }

    [Fact]
    public async Task What_is_in_this_process_is_not_asked_for()
    {
        var ahead = await Ahead(new CacheLookup("ns", 1, Region: "here"));
        Assert.Equal(0, ahead.Count);
        Assert.False(_manager.IsBatched(null, "here"));
        Assert.True(_manager.IsBatched(null, "elsewhere"));
        Assert.Empty(_store.TakeTrips());
    }

    [Theory]
    [InlineData("key", 1)]
    [InlineData("tag", 1)]
    [InlineData("other key", 0)]
    [InlineData("other tag", 0)]
    [InlineData("other namespace", 0)]
    [InlineData("nothing", 0)]
    public async Task Only_what_this_process_has_changed_is_asked_for_again(string what, int trips)
    {
        await _manager.GetCache("ns").SetAsync("k", "v", new() { Tags = ["t"] });
        var ahead = await Ahead(new CacheLookup("ns", "k"));
        await (what switch
        {
            "key" => _manager.GetCache("ns").RemoveAsync("k"),
            "tag" => _manager.RemoveByTagAsync("t"),
            "other key" => _manager.GetCache("ns").RemoveAsync("j"),
            "other tag" => _manager.RemoveByTagAsync("u"),
            "other namespace" => _manager.GetCache("other").ClearAsync(),
            _ => ValueTask.CompletedTask,
        });
        _store.TakeTrips();
        Assert.Equal(trips == 0, (await _manager.GetCache("ns").TryGetAsync<string>("k", new() { Ahead = ahead })).Found);
        Assert.Equal(trips, _store.TakeTrips().Length);
    }

    [Fact]
    public async Task An_answer_is_used_for_so_long_and_no_longer()
    {
        await _manager.GetCache("ns").SetManyAsync(new Dictionary<int, string> { [1] = "one", [2] = "two" });
        var options = new CacheEntryOptions { Ahead = await Ahead(new("ns", 1), new("ns", 2)) };
        _store.TakeTrips();
        _time.Advance(CacheReadAhead.Bound);
        Assert.Equal("one", (await _manager.GetCache("ns").TryGetAsync<string>(1, options)).Value);
        Assert.Empty(_store.TakeTrips());
        _time.Advance(0.1);
        Assert.Equal("two", (await _manager.GetCache("ns").TryGetAsync<string>(2, options)).Value);
        Assert.Equal(["get"], _store.TakeTrips());
    }

    [Fact]
    public async Task A_clock_that_is_set_back_does_not_prolong_an_answer()
    {
        await _manager.GetCache("ns").SetAsync(1, "one");
        var ahead = await Ahead(new CacheLookup("ns", 1));
        _store.TakeTrips();
        _time.Skip(TimeSpan.FromSeconds(-10));
        await _manager.GetCache("ns").TryGetAsync<string>(1, new() { Ahead = ahead });
        Assert.Equal(["get"], _store.TakeTrips());
    }

    // The removal has reached the store when the call returns, and the answer was on its way before.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_that_was_on_its_way_while_the_key_was_voided_is_not_used(bool tag)
    {
        var store = new SimpleSharedStore();
        await using var manager = new CacheManager(new CacheManagerOptions { DefaultType = "shared" }.AddStore("shared", _ => store), _time);
        await manager.GetCache("ns").SetAsync("k", "old", new() { Tags = ["t"] });
        TaskCompletionSource got = new(), release = new();
        store.Before = async call =>
        {
            if (call == "got" && got.TrySetResult()) await release.Task;
        };
        var ahead = new CacheReadAhead(manager);
        var reading = ahead.ReadAsync([new("ns", "k")]).AsTask();
        await got.Task;
        await (tag ? manager.RemoveByTagAsync("t") : manager.GetCache("ns").RemoveAsync("k"));
        release.SetResult();
        await reading;
        Assert.Equal(1, ahead.Count);
        Assert.False((await manager.GetCache("ns").TryGetAsync<string>("k", new() { Ahead = ahead })).Found);
    }

    [Theory]
    [InlineData("get")]
    [InlineData("remove")]
    public async Task A_store_that_fails_gives_no_answers_and_no_error(string failing)
    {
        var store = new SimpleSharedStore();
        await using var manager = new CacheManager(new CacheManagerOptions { DefaultType = "shared" }.AddStore("shared", _ => store), _time);
        await manager.GetCache("ns").SetAsync("k", "old");
        var ahead = new CacheReadAhead(manager);
        if (failing == "remove") await ahead.ReadAsync([new("ns", "k")]);
        store.Before = call => call == failing ? throw new IOException("down") : ValueTask.CompletedTask;
        if (failing == "remove") await Assert.ThrowsAsync<CacheInvalidationException>(async () => await manager.GetCache("ns").RemoveAsync("k"));
        else await ahead.ReadAsync([new("ns", "k")]);
        Assert.Equal("new", await manager.GetCache("ns").GetOrCreateAsync("k", _ => new ValueTask<string>("new"), new() { Ahead = ahead }));
        Assert.Equal(0, ahead.Count);
    }

    [Fact]
    public async Task Who_is_cancelled_does_not_wait_for_the_store()
    {
        var store = new SimpleSharedStore { Before = _ => new(Task.Delay(Timeout.Infinite)) };
        await using var manager = new CacheManager(new CacheManagerOptions { DefaultType = "shared" }.AddStore("shared", _ => store), _time);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await new CacheReadAhead(manager).ReadAsync([new("ns", "k")], new CancellationToken(canceled: true)));
    }

    private async Task<CacheReadAhead> Ahead(params CacheLookup[] lookups)
    {
        _store.TakeTrips();
        _other.TakeTrips();
        var ahead = new CacheReadAhead(_manager);
        await ahead.ReadAsync(lookups);
        return ahead;
    }
}
