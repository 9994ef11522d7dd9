namespace Caching.Tests.Tiers;

/// <summary>Reading ahead where memory is before the store.</summary>
public sealed class TierAheadTests : TwoNodes
{
    private static readonly CacheLookup Key = new("ns", "k");

    [Fact]
    public async Task What_is_used_is_kept_in_memory_and_what_is_there_is_not_asked_for()
    {
        await There.Make("k", "v");
        var ahead = await ReadAhead();
        Assert.Equal("v", (await Here.Cache.TryGetAsync<string>("k", new() { Ahead = ahead })).Value);
        Assert.Equal(1, Here.Store.Count("get"));
        Assert.True(await Here.HasNear("k"));
        Assert.Equal(0, (await ReadAhead()).Count);
        Assert.Equal(1, Here.Store.Count("get"));
    }

    [Fact]
    public async Task What_is_kept_ends_when_the_store_ends_it_however_late_it_was_used()
    {
        Server.ClockAhead = TimeSpan.FromHours(1);
        await There.Make("k", "v", new() { Expire = 2, Stale = TimeSpan.Zero });
        var ahead = await ReadAhead();
        Time.Advance(1.5);
        Assert.Equal("v", (await Here.Cache.TryGetAsync<string>("k", new() { Ahead = ahead })).Value);
        Assert.True(await Here.HasNear("k"));
        Time.Advance(0.6);
        Assert.Null(await Here.Get("k"));
    }

    [Theory]
    [MemberData(nameof(Voids))]
    public async Task An_invalidation_that_is_heard_of_before_the_use_is_seen(string what)
    {
        await There.Make("k", "old", Tagged);
        var ahead = await ReadAhead();
        await There.Void(what);
        await Here.Store.FollowedAsync();
        await AssertVoidedFor(ahead, what);
    }

    [Theory]
    [MemberData(nameof(Voids))]
    public async Task An_invalidation_by_the_node_itself_is_seen(string what)
    {
        await There.Make("k", "old", Tagged);
        var ahead = await ReadAhead();
        await Here.Void(what);
        await AssertVoidedFor(ahead, what);
    }

    [Theory]
    [MemberData(nameof(Voids))]
    public async Task What_was_used_before_an_invalidation_was_heard_of_is_not_kept_after_it(string what)
    {
        await There.Make("k", "old", Tagged);
        var ahead = await ReadAhead();
        await There.Void(what);
        Assert.Equal("old", (await Here.Cache.TryGetAsync<string>("k", new() { Ahead = ahead })).Value);
        await Here.Store.FollowedAsync();
        await AssertVoided(Here, what);
    }

    private async Task<CacheReadAhead> ReadAhead()
    {
        var ahead = new CacheReadAhead(Here.Manager);
        await ahead.ReadAsync([Key]);
        return ahead;
    }

    private async Task AssertVoidedFor(CacheReadAhead ahead, string what)
    {
        var found = await Here.Cache.TryGetAsync<string>("k", new() { Ahead = ahead });
        if (what.StartsWith("expire", StringComparison.Ordinal)) Assert.True(!found.Found || found.IsStale, "fresh after it was expired");
        else Assert.Equal(what == "set" ? "set" : null, found.Value);
    }
}
