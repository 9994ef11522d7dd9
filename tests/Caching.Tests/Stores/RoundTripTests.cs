using Caching.Tests.Support;

namespace Caching.Tests.Stores;

/// <summary>How often the store is asked when many keys are.</summary>
public sealed class RoundTripTests : IDisposable
{
    private readonly CountingStore _store = new();
    private readonly CacheManager _manager;
    private readonly Cache _cache;

    public RoundTripTests()
    {
        _manager = new(new CacheManagerOptions { DefaultType = "counted" }.AddStore("counted", _ => _store), new ManualTime());
        _cache = _manager.GetCache("ns");
    }

    public void Dispose() => _manager.Dispose();

    [Fact]
    public async Task Many_are_read_set_and_removed_in_one_round_trip_each()
    {
        await _cache.SetManyAsync(Enumerable.Range(0, 100).ToDictionary(key => key, key => key));
        Assert.Equal(["epochs", "set 100"], _store.TakeTrips());
        var found = await _cache.GetManyAsync<int>(Enumerable.Range(0, 100).Select(key => (CacheKey)key));
        Assert.All(found, result => Assert.True(result.Found));
        Assert.Equal(["get 100"], _store.TakeTrips());
        await _cache.RemoveManyAsync(Enumerable.Range(0, 100));
        Assert.Equal(["remove 100"], _store.TakeTrips());
    }

    [Fact]
    public async Task Many_are_got_in_one_round_trip_and_what_is_missing_is_stored_in_one_more_whose_epochs_are_read_once()
    {
        await Many(50, "");
        Assert.Equal(["get 50", "epochs", "set 50"], _store.TakeTrips());
        await Many(100, "");
        Assert.Equal(["get 100", "epochs", "set 50"], _store.TakeTrips());
        await Many(100, "");
        Assert.Equal(["get 100"], _store.TakeTrips());
    }

    [Fact]
    public async Task Tags_that_the_factory_adds_are_one_round_trip_more_for_all_entries()
    {
        await Many(100, "late ");
        Assert.Equal(["get 100", "epochs", "epochs", "set 100"], _store.TakeTrips());
        await _manager.RemoveByTagAsync("late 7");
        var found = await _cache.GetManyAsync<string>([6, 7, 8]);
        Assert.Equal([true, false, true], found.Select(result => result.Found));
    }

    [Fact]
    public async Task What_a_store_refuses_of_many_is_counted_and_the_others_are_stored()
    {
        using var counters = new CountersOf(_manager);
        _store.Refuses = key => key.EndsWith("i2;", StringComparison.Ordinal);
        await _cache.SetManyAsync(new Dictionary<int, string> { [1] = "one", [2] = "two", [3] = "three" });
        Assert.Equal([true, false, true], (await _cache.GetManyAsync<string>([1, 2, 3])).Select(found => found.Found));
        Assert.Equal(1, counters["cache.refused counted"]);
    }

    private ValueTask<string[]> Many(int count, string tag) => _cache.GetOrCreateManyAsync<int, string>(Enumerable.Range(0, count), creations =>
    {
        if (tag.Length > 0)
            for (var i = 0; i < creations.Count; i++) creations[i].Tags.Add(tag + creations.Keys[i]);
        return new([.. creations.Keys.Select(key => $"{key}")]);
    });
}
