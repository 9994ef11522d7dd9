namespace Caching.Tests.Tiers;

/// <summary>How long something stays in memory before a shared store, and what is not kept there.</summary>
public sealed class TierLifetimeTests : TwoNodes
{
    [Fact]
    public async Task What_is_in_memory_ends_when_the_store_says_so()
    {
        await There.Make("k", "value", new() { Expire = 60, Stale = TimeSpan.Zero });
        Time.Advance(50);
        await Here.Store.FollowedAsync();
        Assert.Equal("value", await Here.Get("k"));
        Time.Advance(9);
        await Here.Store.FollowedAsync();
        Assert.True(await Here.HasNear("k"));
        Time.Advance(1);
        await Here.Store.FollowedAsync();
        Assert.Null(await Here.Get("k"));
    }

    [Theory]
    [InlineData(300)]
    [InlineData(-300)]
    public async Task What_is_in_memory_ends_on_the_stores_clock_however_far_apart_the_clocks_are(int ahead)
    {
        Server.ClockAhead = TimeSpan.FromSeconds(ahead);
        await There.Make("k", "value", new() { Expire = 60, Stale = TimeSpan.Zero });
        await Here.Get("k");
        Time.Advance(59);
        await Here.Store.FollowedAsync();
        await There.Store.FollowedAsync();
        Assert.True(await Here.HasNear("k"));
        Assert.True(await There.HasNear("k"));
        Time.Advance(1);
        await Here.Store.FollowedAsync();
        Assert.Equal((null, null), (await Here.Get("k"), await There.Get("k")));
    }

    [Fact]
    public async Task A_stale_value_stays_with_the_store_where_another_node_may_have_made_it_anew()
    {
        await Here.Make("k", "old", new() { Expire = 60 });
        Time.Advance(61);
        await Here.Store.FollowedAsync();
        Assert.True((await Here.Cache.TryGetAsync<string>("k")).IsStale);
        Assert.False(await Here.HasNear("k"));
    }

    [Fact]
    public async Task A_sliding_entry_is_not_kept_in_memory_since_the_store_must_hear_each_hit()
    {
        var sliding = new CacheEntryOptions { Sliding = TimeSpan.FromSeconds(60) };
        await Here.Make("k", "value", sliding);
        Assert.False(await Here.HasNear("k"));
        for (var i = 0; i < 10; i++)
        {
            Time.Advance(50);
            Assert.Equal("value", await Here.Make("k", "not this", sliding));
        }

        Time.Advance(60);
        Assert.Null(await There.Get("k"));
    }

    [Fact]
    public async Task An_entry_that_never_ends_is_read_from_the_store_once_an_hour()
    {
        await Here.Make("k", "value");
        Time.Advance(TimeSpan.FromHours(1) - TimeSpan.FromSeconds(1));
        await Here.Store.FollowedAsync();
        Assert.True(await Here.HasNear("k"));
        Time.Advance(1);
        await Here.Store.FollowedAsync();
        Assert.False(await Here.HasNear("k"));
        Assert.True(await Here.HasNear("k"));
        Assert.Null((await Here.Cache.TryGetAsync<string>("k")).Entry!.FreshUntil);
    }

    [Fact]
    public async Task A_value_of_another_version_or_type_is_not_served_from_memory()
    {
        await Here.Make("k", "value", new() { Version = 1 });
        Assert.False((await Here.Cache.TryGetAsync<string>("k", new() { Version = 2 })).Found);
        Assert.False((await Here.Cache.TryGetAsync<int>("k", new() { Version = 1 })).Found);
        Assert.Equal("two", await Here.Make("k", "two", new() { Version = 2 }));
        Assert.False((await Here.Cache.TryGetAsync<string>("k", new() { Version = 1 })).Found);
    }

    [Fact]
    public async Task Memory_before_a_store_is_bounded()
    {
        using var small = await TierNode.Open(Server, Time, options => options.MemoryTierLimitBytes = 100_000);
        for (var i = 0; i < 200; i++) await small.Make(i, new string('x', 1_000));
        var near = 0;
        for (var i = 199; i >= 0; i--)
        {
            if (small.Cache.TryGetLocal<string>($"i{i};", null, 0, out _)) near++;
            Assert.Equal(1_000, (await small.Get(i))!.Length);
        }

        Assert.InRange(near, 10, 50);
    }

    [Fact]
    public async Task Who_waited_for_a_value_asks_the_store_once_for_all_whether_it_still_stands()
    {
        using var node = await TierNode.Open(Server, Time, options => options.MemoryTierLimitBytes = 0);
        var gate = new TaskCompletionSource<string>();
        var first = node.Cache.GetOrCreateAsync("k", _ => new ValueTask<string>(gate.Task)).AsTask();
        var others = Enumerable.Range(0, 50).Select(_ => node.Make("k", "not this").AsTask()).ToArray();
        var before = node.Store.Count("get");
        gate.SetResult("once");
        Assert.Equal("once", await first);
        Assert.All(await Task.WhenAll(others), value => Assert.Equal("once", value));
        Assert.Equal(1, node.Store.Count("get") - before);
    }

    [Fact]
    public async Task A_limit_of_zero_switches_memory_off_and_each_hit_is_a_round_trip()
    {
        using var node = await TierNode.Open(Server, Time, options => options.MemoryTierLimitBytes = 0);
        await node.Make("k", "value");
        Assert.False(await node.HasNear("k"));
        Assert.Equal(0, node.Store.Count("log"));
        await Here.Cache.SetAsync("k", "new");
        Assert.Equal("new", await node.Get("k"));
    }
}
