namespace Caching.Tests.Contract;

public abstract partial class StoreContract
{
    [Fact]
    public async Task A_value_without_an_expire_never_expires()
    {
        await Cache.SetAsync("k", "one");
        Time.Advance(TimeSpan.FromDays(20_000));
        var found = await Cache.TryGetAsync<string>("k");
        Assert.Equal(("one", false), (found.Value, found.IsStale));
    }

    [Fact]
    public async Task A_number_of_seconds_a_span_and_never_will_do_for_options()
    {
        var now = Time.GetUtcNow();
        await Cache.SetAsync("a", "one", 60);
        await Cache.SetAsync("b", "one", TimeSpan.FromMinutes(2));
        await Cache.GetOrCreateAsync("c", Make("one"), CacheExpire.Never);
        Assert.Equal((now.AddSeconds(60), now.AddSeconds(120), null), (await Ends("a"), await Ends("b"), await Ends("c")));

        async Task<DateTimeOffset?> Ends(string key) => (await Cache.TryGetAsync<string>(key)).Entry!.FreshUntil;
    }

    [Fact]
    public async Task An_expire_ends_at_its_instant_and_not_before()
    {
        await Cache.SetAsync("k", "one", new() { Expire = 60, Stale = TimeSpan.Zero });
        Time.Advance(TimeSpan.FromSeconds(60) - TimeSpan.FromTicks(1));
        Assert.Equal("one", await Stored("k"));
        Time.Advance(TimeSpan.FromTicks(1));
        Assert.Null(await Stored("k"));
    }

    [Theory]
    [InlineData(10, 1)]
    [InlineData(60, 6)]
    [InlineData(600, 60)]
    [InlineData(86_400, 60)]
    public async Task The_default_stale_window_is_a_tenth_of_the_expire_at_most_a_minute(int expire, int window)
    {
        await Cache.SetAsync("k", "one", new() { Expire = expire });
        Time.Advance(expire);
        Assert.True((await Cache.TryGetAsync<string>("k")).IsStale);
        Time.Advance(TimeSpan.FromSeconds(window) - TimeSpan.FromTicks(1));
        Assert.True((await Cache.TryGetAsync<string>("k")).IsStale);
        Time.Advance(TimeSpan.FromTicks(1));
        Assert.False((await Cache.TryGetAsync<string>("k")).Found);
    }

    [Fact]
    public async Task Inside_its_stale_window_an_expired_value_is_served_at_once_while_one_caller_refreshes_in_the_background()
    {
        await Stale();
        var gate = new TaskCompletionSource<string>();
        var runs = 0;
        ValueTask<string> Refresh(CancellationToken _)
        {
            Interlocked.Increment(ref runs);
            return new(gate.Task);
        }

        for (var i = 0; i < 10; i++) Assert.Equal("old", await Cache.GetOrCreateAsync("k", Refresh, new() { Expire = 100 }));
        var flight = FlightOf("k");
        gate.SetResult("new");
        await flight;
        Assert.Equal(1, runs);
        Assert.Equal("new", await Stored("k"));
    }

    [Fact]
    public async Task Inside_its_stale_window_the_one_caller_that_refreshes_may_wait_while_all_others_are_served_at_once()
    {
        await Stale();
        var options = new CacheEntryOptions { Expire = 100, Refresh = StaleRefresh.Caller };
        var gate = new TaskCompletionSource<string>();
        var winner = Cache.GetOrCreateAsync("k", _ => new ValueTask<string>(gate.Task), options).AsTask();
        Assert.False(winner.IsCompleted);
        for (var i = 0; i < 10; i++) Assert.Equal("old", await Cache.GetOrCreateAsync("k", Make("not this"), options));
        gate.SetResult("new");
        Assert.Equal("new", await winner);
        Assert.Equal("new", await Stored("k"));
    }

    [Fact]
    public async Task Past_its_stale_window_an_expired_value_is_never_served()
    {
        await Stale();
        Time.Advance(10);
        var made = Cache.GetOrCreateAsync("k", Make("new"), new() { Expire = 100 });
        Assert.Equal("new", await made);
    }

    [Theory]
    [InlineData(StaleRefresh.Background)]
    [InlineData(StaleRefresh.Caller)]
    public async Task A_stale_window_of_zero_switches_it_off(StaleRefresh refresh)
    {
        var options = new CacheEntryOptions { Expire = 100, Stale = TimeSpan.Zero, Refresh = refresh };
        await Cache.SetAsync("k", "old", options);
        Time.Advance(100);
        Assert.Equal("new", await Cache.GetOrCreateAsync("k", Make("new"), options));
    }

    [Fact]
    public async Task A_background_refresh_that_fails_leaves_the_stale_value_and_is_tried_again_after_a_rest()
    {
        await Stale();
        var gate = new TaskCompletionSource<string>();
        var rests = new CacheEntryOptions { RetryAfter = TimeSpan.FromSeconds(3) };
        Assert.Equal("old", await Cache.GetOrCreateAsync("k", _ => new ValueTask<string>(gate.Task), rests));
        var flight = FlightOf("k");
        gate.SetException(new InvalidOperationException("no"));
        await flight;
        Assert.Equal("old", await Cache.GetOrCreateAsync<string>("k", _ => throw new InvalidOperationException("tried too early")));
        Assert.True(FlightOf("k").IsCompleted);
        Time.Advance(3);
        var again = new TaskCompletionSource<string>();
        Assert.Equal("old", await Cache.GetOrCreateAsync("k", _ => new ValueTask<string>(again.Task)));
        flight = FlightOf("k");
        again.SetResult("new");
        await flight;
        Assert.Equal("new", await Stored("k"));
    }

    [Fact]
    public async Task A_sliding_entry_lives_as_long_as_it_is_hit()
    {
        await Cache.SetAsync("k", "one", new() { Sliding = TimeSpan.FromSeconds(100) });
        for (var i = 0; i < 20; i++)
        {
            Time.Advance(60);
            Assert.Equal("one", await Cache.GetOrCreateAsync("k", Make("two")));
        }

        Time.Advance(100);
        Assert.Null(await Stored("k"));
    }

    [Fact]
    public async Task A_sliding_entry_ends_with_its_expire_however_often_it_is_hit()
    {
        await Cache.SetAsync("k", "one", new() { Sliding = TimeSpan.FromSeconds(50), Expire = 120, Stale = TimeSpan.Zero });
        for (var i = 0; i < 3; i++)
        {
            Time.Advance(39);
            Assert.Equal("one", await Stored("k"));
        }

        Time.Advance(3);
        Assert.Null(await Stored("k"));
    }

    [Fact]
    public async Task A_factory_may_say_how_long_its_value_lasts()
    {
        await Cache.GetOrCreateAsync("k", 0, (_, creation) =>
        {
            creation.Expire = 10;
            creation.Stale = TimeSpan.Zero;
            return new ValueTask<string>("one");
        });
        Time.Advance(9);
        Assert.Equal("one", await Stored("k"));
        Time.Advance(1);
        Assert.Null(await Stored("k"));
    }

    [Fact]
    public async Task A_value_that_is_not_to_be_stored_or_that_expires_at_once_is_served_and_not_stored()
    {
        Assert.Equal("one", await Cache.GetOrCreateAsync("k", 0, (_, creation) =>
        {
            creation.DoNotStore();
            return new ValueTask<string>("one");
        }));
        Assert.Equal("two", await Cache.GetOrCreateAsync("k", Make("two"), new() { Expire = 0 }));
        Assert.Null(await Stored("k"));
    }

    [Fact]
    public async Task A_set_that_expires_at_once_leaves_no_older_value_behind()
    {
        await Cache.SetAsync("k", "one");
        await Cache.SetAsync("k", "two", new() { Expire = 0 });
        Assert.Null(await Stored("k"));
    }

    private async Task Stale()
    {
        await Cache.SetAsync("k", "old", new() { Expire = 100 });
        Time.Advance(105);
    }
}
