namespace Caching.Tests.Contract;

public abstract partial class StoreContract
{
    private bool CanList => Manager.Stores.Get(null).CanList;

    [Fact]
    public async Task A_store_that_cannot_list_says_so_and_never_gives_an_empty_list()
    {
        await Cache.SetAsync("k", "value");
        var type = Manager.TypeOf(null);
        if (CanList)
        {
            Assert.Single(await Listed(Cache));
            return;
        }

        await Assert.ThrowsAsync<CacheException>(async () => await Listed(Cache, type));
        await Assert.ThrowsAsync<CacheException>(async () => await Manager.ListNamespacesAsync(type));
        var error = await Assert.ThrowsAsync<CacheException>(async () => await Cache.RemoveByPrefixAsync("k"));
        Assert.Contains($"'{type}'", error.Message);
        Assert.Equal("value", await Stored("k"));
    }

    [Fact]
    public async Task A_look_inside_shows_keys_sizes_ages_and_tags_and_what_would_be_served()
    {
        if (!CanList) return;
        await Cache.SetAsync(CacheKey.Of("tea", 1), "text", new() { Expire = 100, Tags = ["shop"] });
        await Cache.SetAsync(CacheKey.From<string?>(null), "void", new() { Tags = ["gone"] });
        Time.Advance(105);
        await Manager.RemoveByTagAsync("gone");
        var listed = await Listed(Cache);
        var tea = listed.Single(entry => entry.Text == "(\"tea\", 1)");
        Assert.Equal(CacheKey.Of("tea", 1), tea.Key);
        Assert.Equal(("contract", Manager.TypeOf(null)), (tea.Namespace, tea.Type));
        Assert.True(tea.Size > 0);
        Assert.Equal((CacheMiss.None, true), (tea.Miss, tea.IsStale));
        Assert.Equal(TimeSpan.FromSeconds(105), tea.AgeAt(Time.GetUtcNow()));
        Assert.Equal(tea.Entry.Created.AddSeconds(100), tea.Entry.FreshUntil);
        Assert.Equal(["shop"], tea.Entry.Tags);
        Assert.All(listed.Where(entry => entry != tea), entry => Assert.Equal(("null", CacheMiss.Invalidated), (entry.Text, entry.Miss)));
    }

    [Fact]
    public async Task A_look_inside_shows_the_namespaces_and_each_only_its_own()
    {
        if (!CanList) return;
        var other = Manager.GetCache("contract:1");
        await Cache.SetManyAsync(new Dictionary<int, string> { [1] = "one", [2] = "two" });
        await other.SetAsync(1, "other");
        var namespaces = await Manager.ListNamespacesAsync();
        Assert.Equal([("contract", 2L), ("contract:1", 1L)], namespaces.Select(info => (info.Namespace, info.Entries)));
        Assert.Equal(namespaces[0].Size, (await Listed(Cache)).Sum(entry => entry.Size));
        Assert.Equal(["contract:1:1"], (await Listed(other)).Select(entry => entry.ToString()));
    }

    [Fact]
    public async Task What_a_look_inside_found_can_be_removed()
    {
        if (!CanList) return;
        await Cache.SetManyAsync(new Dictionary<CacheKey, string> { [CacheKey.Of("a", CacheKey.Of(1, null as string))] = "one", ["b"] = "two" });
        foreach (var entry in await Listed(Cache)) await Cache.RemoveAsync(entry.Key);
        Assert.Empty(await Listed(Cache));
    }

    [Fact]
    public async Task A_removal_by_prefix_reaches_the_keys_that_begin_with_its_parts_and_no_others()
    {
        if (!CanList) return;
        CacheKey[] keys = ["tea", CacheKey.Of("tea", 1), CacheKey.Of("tea", "black", 2), "teapot", CacheKey.Of("t", "ea"), CacheKey.Of(CacheKey.Of("tea", 1), 2)];
        await Cache.SetManyAsync(keys.ToDictionary(key => key, _ => "value"));
        await Manager.GetCache("other").SetAsync("tea", "other");
        Assert.Equal(3, await Cache.RemoveByPrefixAsync("tea"));
        var left = (await Cache.GetManyAsync<string>(keys)).Select(found => found.Found);
        Assert.Equal([false, false, false, true, true, true], left);
        Assert.Equal("other", await Stored("tea", Manager.GetCache("other")));
    }

    [Fact]
    public async Task What_is_being_made_when_its_prefix_is_removed_is_not_stored()
    {
        if (!CanList) return;
        var gate = new TaskCompletionSource<string>();
        var making = Cache.GetOrCreateAsync(CacheKey.Of("tea", 1), _ => new ValueTask<string>(gate.Task)).AsTask();
        Assert.Equal(0, await Cache.RemoveByPrefixAsync("tea"));
        gate.SetResult("old");
        Assert.Equal("old", await making);
        Assert.Null(await Stored(CacheKey.Of("tea", 1)));
    }

    [Fact]
    public async Task Statistics_count_hits_misses_by_reason_creations_and_failures()
    {
        var cache = Manager.GetCache("counted");
        Assert.Equal(0, cache.Statistics.HitRatio);
        await cache.GetOrCreateAsync("k", Make("made"), 100);
        await cache.GetOrCreateAsync("k", Make("not this"), 100);
        await cache.TryGetAsync<int>("k");
        await cache.TryGetAsync<string>("absent");
        await Assert.ThrowsAsync<InvalidOperationException>(async () =>
            await cache.GetOrCreateAsync<string>("fails", _ => throw new InvalidOperationException("no")));
        await cache.GetOrCreateManyAsync(["k", "l", "l", "m"], (missing, _) => new ValueTask<string[]>([.. missing]), 100);
        Time.Advance(105);
        await cache.TryGetAsync<string>("k");
        var counted = cache.Statistics;
        Assert.Equal((2, 1, 6), (counted.Hits, counted.StaleHits, counted.Misses));
        Assert.Equal((5, 1), (counted.MissesBy(CacheMiss.Absent), counted.MissesBy(CacheMiss.OtherType)));
        Assert.Equal((2, 1), (counted.Creations, counted.Failures));
        Assert.Equal(3 / 9.0, counted.HitRatio);
        Assert.Equal(2, Manager.Statistics.Single(statistics => statistics.Namespace == "counted").Hits);
    }

    private static async Task<List<CacheEntryInfo>> Listed(Cache cache, string? type = null)
    {
        var listed = new List<CacheEntryInfo>();
        await foreach (var entry in cache.ListAsync(type)) listed.Add(entry);
        return listed;
    }
}
