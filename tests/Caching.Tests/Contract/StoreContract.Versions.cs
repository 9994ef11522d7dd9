namespace Caching.Tests.Contract;

public abstract partial class StoreContract
{
    [Fact]
    public async Task Each_of_many_keys_may_have_a_version_of_its_own()
    {
        var asked = new List<string[]>();
        Task<string[]> GetAsync(string[] keys, ulong[] versions) => Cache.GetOrCreateManyAsync<string, string>(keys, (missing, _) =>
        {
            asked.Add([.. missing]);
            return new([.. missing.Select(key => $"{key}{asked.Count}")]);
        }, new CacheEntryOptions { Expire = 100, Versions = versions }).AsTask();

        Assert.Equal(["a1", "b1", "c1"], await GetAsync(["a", "b", "c"], [1, 2, 3]));
        Assert.Equal(["c1", "a1", "b1"], await GetAsync(["c", "a", "b"], [3, 1, 2]));
        Assert.Equal(["c1", "a1", "b2"], await GetAsync(["c", "a", "b"], [3, 1, 9]));
        Assert.Equal([["a", "b", "c"], ["b"]], asked);

        // Replaced under the same key, and read by the same version only.
        Assert.Equal("b2", (await Cache.TryGetAsync<string>("b", new CacheEntryOptions { Version = 9 })).Value);
        Assert.Equal(CacheMiss.OtherVersion, (await Cache.TryGetAsync<string>("b", new CacheEntryOptions { Version = 2 })).Miss);
        var found = await Cache.GetManyAsync<string>(["b", "a", "c", "d"], new CacheEntryOptions { Versions = [9, 2, 3, 4] });
        Assert.Equal(["b2", null, "c1", null], found.Select(static result => result.Value));
        Assert.Equal([CacheMiss.None, CacheMiss.OtherVersion, CacheMiss.None, CacheMiss.Absent], found.Select(static result => result.Miss));
    }

    [Fact]
    public async Task Of_a_key_given_twice_the_first_version_counts_and_there_is_one_for_each_key()
    {
        var options = new CacheEntryOptions { Versions = [1, 5, 2] };
        Assert.Equal(["A", "B", "A"], await Cache.GetOrCreateManyAsync<string, string>(["a", "b", "a"], (missing, _) => new([.. missing.Select(static key => key.ToUpperInvariant())]), options));
        Assert.Equal("A", (await Cache.TryGetAsync<string>("a", new CacheEntryOptions { Version = 1 })).Value);
        await Assert.ThrowsAsync<CacheException>(() => Cache.GetManyAsync<string>(["a", "b"], options).AsTask());
    }

    [Fact]
    public async Task Who_wants_another_version_does_not_take_what_is_being_made_of_this_one()
    {
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = Cache.GetOrCreateManyAsync<string, string>(["a", "b"], async (missing, _) =>
        {
            entered.SetResult();
            await open.Task;
            return [.. missing.Select(static key => $"{key} old")];
        }, new CacheEntryOptions { Versions = [1, 1] }).AsTask();
        await entered.Task;
        var second = Cache.GetOrCreateManyAsync<string, string>(["b", "a"], (missing, _) => new([.. missing.Select(static key => $"{key} new")]),
            new CacheEntryOptions { Versions = [2, 1] }).AsTask();
        open.SetResult();
        Assert.Equal(["a old", "b old"], await first);
        Assert.Equal(["b new", "a old"], await second);
    }
}
