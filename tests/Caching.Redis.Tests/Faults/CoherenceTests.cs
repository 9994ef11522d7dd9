using Caching.Redis.Tests.Support;
using Caching.Tests.Support;

namespace Caching.Redis.Tests.Faults;

/// <summary>The memory before the server, on several nodes.</summary>
public sealed class CoherenceTests : NodeFixture
{
    // Half a second, as the clock runs ten times faster: here calls have no answer.
    private protected override TimeSpan Timeout => TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData("set")]
    [InlineData("remove")]
    [InlineData("clear")]
    [InlineData("tag")]
    [InlineData("all")]
    [InlineData("expire")]
    [InlineData("increment")]
    public async Task A_change_by_one_node_is_seen_by_another_at_once_through_the_log(string what)
    {
        var time = new ManualTime();
        var here = Open(memory: true, time: time, store: new());
        var there = Open(memory: true);
        Cache mine = here.GetCache("ns"), theirs = there.GetCache("ns");
        var options = new CacheEntryOptions { Expire = 600, Tags = ["t"] };
        // From now on this node's clock stands still: no timer of its own has it look.
        _ = await mine.TryGetAsync<long>("k");
        time.Advance(0);
        await Until.TrueAsync(async () => await Server.AskAsync("PUBSUB CHANNELS {cache}:log") == "*1");
        await InMemoryAsync(here, mine, options, "first");
        await theirs.RemoveAsync("first");
        await Until.TrueAsync(async () => !(await mine.TryGetAsync<long>("first")).Found);
        await InMemoryAsync(here, mine, options);
        await (what switch
        {
            "set" => theirs.SetAsync("k", 2L, options),
            "remove" => theirs.RemoveAsync("k"),
            "clear" => theirs.ClearAsync(),
            "tag" => there.RemoveByTagAsync("t"),
            "all" => there.RemoveByTagAsync("*"),
            "expire" => theirs.ExpireAsync("k"),
            _ => new ValueTask(theirs.IncrementAsync("k").AsTask()),
        });
        await Until.TrueAsync(async () => await mine.TryGetAsync<long>("k") is { Found: false } or { Value: 2 } or { IsStale: true });
    }

    [Theory]
    [InlineData("remove")]
    [InlineData("clear")]
    public async Task A_change_while_the_connection_was_cut_is_caught_up_with(string what)
    {
        var wire = NewWire();
        var here = Open(wire.Address, memory: true);
        Cache mine = here.GetCache("ns"), theirs = Open().GetCache("ns");
        await InMemoryAsync(here, mine, new() { Expire = 600 });
        await mine.SetAsync("kept", 3L);
        wire.Cut();
        await (what == "remove" ? theirs.RemoveAsync("k") : theirs.ClearAsync());
        // Nothing is heard of it; the trust ends by itself.
        await Until.TrueAsync(async () => !(await mine.TryGetAsync<long>("k")).Found);
        wire.Mend();
        await Until.TrueAsync(async () => (await mine.TryGetAsync<long>("k")).Miss == (what == "remove" ? CacheMiss.Absent : CacheMiss.Invalidated));
        if (what == "remove") await Until.TrueAsync(async () => (await mine.TryGetAsync<long>("kept")).Value == 3);
    }

    [Fact]
    public async Task A_node_that_cannot_hear_serves_nothing_old_for_more_than_two_seconds()
    {
        var wire = NewWire();
        var time = new QuickTime();
        var here = Open(wire.Address, memory: true, time: time);
        Cache mine = here.GetCache("ns"), theirs = Open().GetCache("ns");
        await InMemoryAsync(here, mine, new() { Expire = 600 });
        wire.HoldAnswers();
        await theirs.RemoveAsync("k");
        var removed = time.GetUtcNow();
        while (true)
        {
            var asked = time.GetUtcNow();
            if (!(await mine.TryGetAsync<long>("k")).Found) break;
            Assert.True(asked - removed <= TimeSpan.FromSeconds(2));
        }

        wire.ReleaseAnswers();
    }

    [Fact]
    public async Task A_connection_that_has_died_without_a_word_is_replaced()
    {
        var wire = NewWire();
        var cache = Open(wire.Address).GetCache("ns");
        await TakesAsync(cache, "k", "there");
        wire.HoldAnswers();
        Assert.False((await cache.TryGetAsync<string>("k")).Found);
        wire.Strand();
        await Until.TrueAsync(async () => (await cache.TryGetAsync<string>("k")).Found);
    }

    [Fact]
    public async Task A_hit_in_memory_is_no_round_trip_and_a_hit_on_the_server_is_one()
    {
        var wire = NewWire();
        var here = Open(wire.Address, memory: true, time: new ManualTime(), store: new());
        var mine = here.GetCache("ns");
        await InMemoryAsync(here, mine, new() { Expire = 600, Tags = ["t"] });
        var without = Open(wire.Address).GetCache("ns");
        await Until.TrueAsync(async () => (await without.TryGetAsync<long>("k")).Found);
        wire.Forget();
        Assert.True((await mine.TryGetAsync<long>("k")).Found);
        Assert.Equal(0, wire.Scripts);
        Assert.True((await without.TryGetAsync<long>("k")).Found);
        Assert.Equal(1, wire.Scripts);
    }

    // It is there when the server need not be asked for it.
    private static Task InMemoryAsync(CacheManager manager, Cache cache, CacheEntryOptions options, string key = "k") => Until.TrueAsync(async () =>
    {
        await cache.SetAsync(key, 1L, options);
        return manager.TryGetNear(cache, key);
    });
}
