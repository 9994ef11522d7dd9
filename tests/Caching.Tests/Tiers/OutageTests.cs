using Caching.Stores;

namespace Caching.Tests.Tiers;

/// <summary>The store is away: memory spares the factory, and never longer than it may be trusted.</summary>
public sealed class OutageTests : TwoNodes
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task In_an_outage_a_factory_runs_at_most_once_a_bound_on_each_node(bool sliding)
    {
        var options = new CacheEntryOptions { Sliding = sliding ? TimeSpan.FromSeconds(60) : null };
        Here.Store.IsCut = There.Store.IsCut = true;
        var runs = 0;
        const int bounds = 10;
        for (var i = 0; i < bounds * 4; i++)
        {
            await Here.Cache.GetOrCreateAsync("k", _ => new ValueTask<int>(++runs), options);
            Time.Advance(LogFollower.Bound / 4);
        }

        Assert.InRange(runs, 1, bounds);
    }

    [Fact]
    public async Task In_an_outage_nothing_is_served_past_the_bound()
    {
        Here.Store.IsCut = true;
        await Here.Make("k", "old");
        Time.Advance(LogFollower.Bound - TimeSpan.FromTicks(1));
        Assert.Equal("old", await Here.Get("k"));
        Time.Advance(TimeSpan.FromTicks(1));
        Assert.Null(await Here.Get("k"));
    }

    // Another node may have voided it while the factory ran, and this one does not hear of it.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task In_an_outage_the_bound_counts_from_the_begin_of_the_factory(bool many)
    {
        Here.Store.IsCut = true;
        string Slow()
        {
            Time.Advance(LogFollower.Bound * 0.75);
            return "old";
        }

        if (many) await Here.Cache.GetOrCreateManyAsync<string, string>(["k"], _ => new([Slow()]));
        else await Here.Cache.GetOrCreateAsync("k", _ => new ValueTask<string>(Slow()));
        Assert.Equal("old", await Here.Get("k"));
        Time.Advance(LogFollower.Bound * 0.25);
        Assert.Null(await Here.Get("k"));
    }

    [Theory]
    [MemberData(nameof(Voids))]
    public async Task In_an_outage_the_nodes_own_invalidations_hold_and_are_reported(string what)
    {
        Here.Store.IsCut = true;
        await Here.Make("k", "old", Tagged);
        if (what == "set") await Here.Void(what);
        else await Assert.ThrowsAsync<CacheInvalidationException>(() => Here.Void(what));
        await AssertVoided(Here, what);
    }

    [Fact]
    public async Task What_was_made_in_an_outage_is_not_in_the_store_after_it_unless_made_again()
    {
        Here.Store.IsCut = true;
        await Here.Make("k", "made without the store");
        await There.Make("k", "stored");
        await Back();
        Time.Advance(1);
        await Here.Store.FollowedAsync();
        Assert.Equal("stored", await Here.Get("k"));
    }

    [Fact]
    public async Task An_invalidation_that_could_not_be_sent_arrives_when_the_store_is_back()
    {
        await Here.Make("k", "old", Tagged);
        await There.Get("k");
        Here.Store.IsCut = true;
        await Assert.ThrowsAsync<CacheInvalidationException>(() => Here.Void("clear"));
        await Back();
        Assert.Null(await Here.Get("k"));
        await There.Store.FollowedAsync();
        Assert.Null(await There.Get("k"));
        Assert.Equal("new", await There.Make("k", "new"));
        Assert.Equal("new", await Here.Get("k"));
    }

    [Fact]
    public async Task A_store_that_reads_and_does_not_write_is_no_reason_to_make_a_value_each_time()
    {
        Here.Store.Before = call => call == "set" ? throw new IOException("full") : ValueTask.CompletedTask;
        var runs = 0;
        for (var i = 0; i < 20; i++) await Here.Cache.GetOrCreateAsync("k", _ => new ValueTask<int>(++runs));
        Assert.Equal(1, runs);
        await There.Void("remove");
        await Here.Store.FollowedAsync();
        Assert.False((await Here.Cache.TryGetAsync<int>("k")).Found);
    }

    private async Task Back()
    {
        Here.Store.IsCut = false;
        var next = Here.Store.NextRead;
        Time.Advance(StoreGuard.Alone);
        await next;
        await Here.Store.FollowedAsync();
    }
}
