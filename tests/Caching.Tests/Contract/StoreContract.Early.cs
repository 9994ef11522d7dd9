namespace Caching.Tests.Contract;

public abstract partial class StoreContract
{
    private static readonly CacheEntryOptions Early = new() { Expire = 100, Stale = TimeSpan.Zero, RefreshAfter = 0.8 };

    [Fact]
    public async Task After_a_part_of_its_expire_a_hit_has_the_value_made_anew_in_the_background()
    {
        await Cache.SetAsync("k", "old", Early);
        Time.Advance(TimeSpan.FromSeconds(80) - TimeSpan.FromTicks(1));
        Assert.Equal("old", await Cache.GetOrCreateAsync("k", Make("too early"), Early));
        Time.Advance(TimeSpan.FromTicks(1));
        var gate = new TaskCompletionSource<string>();
        for (var i = 0; i < 5; i++) Assert.Equal("old", await Cache.GetOrCreateAsync("k", _ => new ValueTask<string>(gate.Task), Early));
        Assert.False((await Cache.TryGetAsync<string>("k")).IsStale);
        var flight = FlightOf("k");
        gate.SetResult("new");
        await flight;
        Assert.Equal("new", await Stored("k"));
        Time.Advance(79);
        Assert.Equal("new", await Cache.GetOrCreateAsync("k", Make("too early"), Early));
    }

    [Fact]
    public async Task A_look_up_refreshes_nothing_early()
    {
        await Cache.SetAsync("k", "old", Early);
        Time.Advance(90);
        Assert.Equal("old", await Stored("k"));
        Assert.True(FlightOf("k").IsCompleted);
        Time.Advance(10);
        Assert.Null(await Stored("k"));
    }

    [Fact]
    public async Task An_early_refresh_that_fails_leaves_the_fresh_value_and_rests()
    {
        await Cache.SetAsync("k", "old", Early);
        Time.Advance(80);
        var gate = new TaskCompletionSource<string>();
        await Cache.GetOrCreateAsync("k", _ => new ValueTask<string>(gate.Task), Early);
        var flight = FlightOf("k");
        gate.SetException(No);
        await flight;
        Assert.Equal("old", await Cache.GetOrCreateAsync("k", Fail, Early));
        Assert.True(FlightOf("k").IsCompleted);
        Assert.False((await Cache.TryGetAsync<string>("k")).IsStale);
    }

    [Fact]
    public async Task Jitter_shortens_the_expire_by_a_part_at_most_and_not_always_by_the_same()
    {
        var now = Time.GetUtcNow();
        var ends = new HashSet<DateTimeOffset>();
        for (var i = 0; i < 50; i++)
        {
            await Cache.SetAsync(i, "value", new() { Expire = 100, Jitter = 0.2 });
            ends.Add((await Cache.TryGetAsync<string>(i)).Entry!.FreshUntil!.Value);
        }

        Assert.All(ends, end => Assert.InRange(end - now, TimeSpan.FromSeconds(80), TimeSpan.FromSeconds(100)));
        Assert.InRange(ends.Count, 40, 50);
    }

    [Theory]
    [InlineData("Jitter")]
    [InlineData("RefreshAfter")]
    [InlineData("Stale")]
    [InlineData("Sliding")]
    public async Task A_time_that_cannot_be_is_an_error_that_names_it(string name)
    {
        var error = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await Cache.SetAsync("k", "value", name switch
        {
            "Jitter" => new() { Expire = 100, Jitter = 1.5 },
            "RefreshAfter" => new() { Expire = 100, RefreshAfter = -0.1 },
            "Stale" => new() { Expire = 100, Stale = TimeSpan.FromTicks(-1) },
            _ => new() { Expire = 100, Sliding = TimeSpan.Zero },
        }));
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_factory_may_set_every_time_of_its_value()
    {
        await Cache.GetOrCreateAsync("k", 0, (_, creation) =>
        {
            (creation.Expire, creation.Stale, creation.StaleIfError, creation.RefreshAfter) =
                (50, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(25), 0.5);
            return new ValueTask<string>("value");
        });
        var now = Time.GetUtcNow();
        var entry = (await Cache.TryGetAsync<string>("k")).Entry!;
        Assert.Equal((now.AddSeconds(50), now.AddSeconds(55), now.AddSeconds(75)), (entry.FreshUntil, entry.StaleUntil, entry.ErrorUntil));
        Time.Advance(25);
        Assert.Equal("value", await Cache.GetOrCreateAsync("k", Make("new")));
        await FlightOf("k");
        Assert.Equal("new", await Stored("k"));
    }
}
