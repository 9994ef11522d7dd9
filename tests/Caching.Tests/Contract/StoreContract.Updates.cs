namespace Caching.Tests.Contract;

public abstract partial class StoreContract
{
    [Fact]
    public async Task A_counter_begins_at_its_initial_value_and_counts_up_and_down()
    {
        Assert.Equal(11, await Cache.IncrementAsync("k", initial: 10));
        Assert.Equal(16, await Cache.IncrementAsync("k", 5, initial: 1_000));
        Assert.Equal(14, await Cache.DecrementAsync("k", 2));
        Assert.Equal(-86, await Cache.DecrementAsync("k", 100));
        Assert.Equal(-86, (await Cache.TryGetAsync<long>("k")).Value);
        Assert.Equal(-1, await Cache.DecrementAsync("other"));
    }

    [Fact]
    public async Task No_addition_of_many_at_once_is_lost()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 50; i++) await Cache.IncrementAsync("k");
        })));
        Assert.Equal(400, (await Cache.TryGetAsync<long>("k")).Value);
    }

    [Fact]
    public async Task A_counter_keeps_its_times_and_tags_and_ends_with_them()
    {
        var options = new CacheEntryOptions { Expire = 60, Stale = TimeSpan.Zero, Tags = ["t"] };
        var ends = Time.GetUtcNow().AddSeconds(60);
        await Cache.IncrementAsync("k", options: options);
        Time.Advance(50);
        Assert.Equal(2, await Cache.IncrementAsync("k", options: options));
        var entry = (await Cache.TryGetAsync<long>("k")).Entry!;
        Assert.Equal((ends, "t"), (entry.FreshUntil!.Value, Assert.Single(entry.Tags)));
        Time.Advance(10);
        Assert.Equal(1, await Cache.IncrementAsync("k", options: options));
        await Manager.RemoveByTagAsync("t");
        Assert.Equal(1, await Cache.IncrementAsync("k"));
    }

    [Theory]
    [InlineData("remove")]
    [InlineData("clear")]
    public async Task A_counter_that_was_invalidated_begins_anew(string what)
    {
        await Cache.IncrementAsync("k", 41);
        await (what == "remove" ? Cache.RemoveAsync("k") : Cache.ClearAsync());
        Assert.Equal(1, await Cache.IncrementAsync("k"));
    }

    [Fact]
    public async Task What_is_no_number_is_not_counted_and_stays()
    {
        await Cache.SetAsync("k", "text");
        var error = await Assert.ThrowsAsync<CacheException>(async () => await Cache.IncrementAsync("k"));
        Assert.Contains("contract", error.Message, StringComparison.Ordinal);
        Assert.Equal("text", await Stored("k"));
    }

    [Fact]
    public async Task A_sum_that_is_too_large_is_an_error_and_the_counter_stays()
    {
        await Cache.IncrementAsync("k", long.MaxValue);
        await Assert.ThrowsAsync<OverflowException>(async () => await Cache.IncrementAsync("k"));
        await Assert.ThrowsAsync<OverflowException>(async () => await Cache.DecrementAsync("k", long.MinValue));
        Assert.Equal(long.MaxValue, (await Cache.TryGetAsync<long>("k")).Value);
    }

    [Fact]
    public async Task A_number_that_was_set_is_counted_on_and_a_counter_may_be_set()
    {
        await Cache.SetAsync("k", 40L);
        Assert.Equal(41, await Cache.IncrementAsync("k"));
        await Cache.SetAsync("k", 7L);
        Assert.Equal(8, await Cache.IncrementAsync("k"));
    }

    [Fact]
    public async Task A_count_while_a_factory_runs_is_not_undone_by_what_it_makes()
    {
        var gate = new TaskCompletionSource<long>();
        var asked = Cache.GetOrCreateAsync("k", _ => new ValueTask<long>(gate.Task)).AsTask();
        Assert.Equal(1, await Cache.IncrementAsync("k"));
        gate.SetResult(1_000);
        Assert.Equal(1_000, await asked);
        Assert.Equal(2, await Cache.IncrementAsync("k"));
    }

    [Fact]
    public async Task An_add_stores_where_an_entry_has_expired_was_invalidated_or_is_of_another_version()
    {
        var options = new CacheEntryOptions { Expire = 10, Stale = TimeSpan.Zero };
        Assert.True(await Cache.AddAsync("k", "one", options));
        Time.Advance(10);
        Assert.True(await Cache.AddAsync("k", "two", options));
        await Cache.ClearAsync();
        Assert.True(await Cache.AddAsync("k", "three", options));
        Assert.True(await Cache.AddAsync("k", "four", options with { Version = 2 }));
        Assert.Equal("four", (await Cache.TryGetAsync<string>("k", new() { Version = 2 })).Value);
    }

    [Fact]
    public async Task What_an_add_stores_has_the_times_and_tags_of_the_call()
    {
        await Cache.AddAsync("k", "one", new() { Expire = 10, Stale = TimeSpan.Zero, Tags = ["t"] });
        Assert.Equal("one", await Stored("k"));
        await Manager.RemoveByTagAsync("t");
        Assert.Null(await Stored("k"));
        Assert.True(await Cache.AddAsync("k", "two", new() { Expire = 0 }));
        Assert.Null(await Stored("k"));
    }
}
