using Caching.Stores;

namespace Caching.Tests.Tiers;

/// <summary>What is in memory is trusted for as long as the log is followed, and for <see cref="LogFollower.Bound"/> more.</summary>
public sealed class TrustTests : TwoNodes
{
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    [Fact]
    public async Task Without_the_log_what_is_in_memory_is_trusted_to_the_bound_and_not_past_it()
    {
        await Here.Make("k", "old", Tagged);
        Here.Store.IsLogCut = true;
        await There.Void("remove");
        Time.Advance(LogFollower.Bound);
        Assert.Equal("old", await Here.Get("k"));
        Time.Advance(Tick);
        Assert.Null(await Here.Get("k"));
        Assert.Equal("new", await Here.Make("k", "new"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Past_the_bound_no_door_serves_from_memory(bool cut)
    {
        await Here.Make("k", "old", Tagged);
        Here.Store.IsLogCut = true;
        await There.Void("remove");
        Here.Store.IsCut = cut;
        Time.Advance(LogFollower.Bound + Tick);
        Assert.False(await Here.Cache.ContainsAsync("k"));
        Assert.False(Here.Cache.TryGetLocal<string>("s1:k", null, 0, out _));
        Assert.False((await Here.Cache.TryGetAsync<string>("k")).Found);
        Assert.True(await Here.Cache.AddAsync("k", "added"));
    }

    [Fact]
    public async Task With_the_log_what_is_in_memory_is_trusted_for_as_long_as_it_lives()
    {
        await Here.Make("k", "value", Tagged);
        for (var i = 0; i < 50; i++)
        {
            Time.Advance(10);
            await Here.Store.FollowedAsync();
            Assert.True(await Here.HasNear("k"));
        }
    }

    [Fact]
    public async Task When_the_connection_is_back_the_log_is_caught_up_with_before_memory_is_trusted_again()
    {
        await Here.Make("k", "old", Tagged);
        await Here.Make("kept", "value", Tagged with { Tags = [] });
        Here.Store.IsCut = true;
        await There.Void("tag");
        Time.Advance(100);
        Assert.Null(await Here.Get("k"));
        await Back();
        Assert.True(await Here.HasNear("kept"));
        Assert.Null(await Here.Get("k"));
    }

    [Fact]
    public async Task A_node_that_was_cut_off_when_the_log_was_lost_trusts_nothing_that_it_had()
    {
        await Here.Make("k", "old", Tagged);
        Here.Store.IsCut = true;
        await There.Void("remove");
        Server.LoseLog();
        Time.Advance(100);
        await Back();
        Assert.Null(await Here.Get("k"));
    }

    [Fact]
    public async Task A_clock_that_is_set_back_does_not_prolong_the_trust()
    {
        await Here.Make("k", "old", Tagged);
        Here.Store.IsLogCut = true;
        await There.Void("remove");
        Time.Skip(TimeSpan.FromSeconds(-30));
        Time.Advance(LogFollower.Bound + Tick);
        Assert.Null(await Here.Get("k"));
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
