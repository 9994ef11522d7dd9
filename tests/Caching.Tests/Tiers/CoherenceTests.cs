using Caching.Stores;

namespace Caching.Tests.Tiers;

/// <summary>Memory before a shared store holds what the store has, on every node.</summary>
public sealed class CoherenceTests : TwoNodes
{
    [Fact]
    public async Task A_hit_in_memory_asks_the_store_nothing()
    {
        await Here.Make("k", "value");
        Assert.True(await Here.HasNear("k"));
        var calls = Here.Store.Calls.Count(call => call != "log");
        for (var i = 0; i < 10; i++) Assert.Equal("value", await Here.Make("k", "not this"));
        Assert.Equal(calls, Here.Store.Calls.Count(call => call != "log"));
    }

    [Fact]
    public async Task What_another_node_made_is_read_once_and_then_found_in_memory()
    {
        await There.Make("k", "value");
        Assert.False(await Here.HasNear("k"));
        Assert.True(await Here.HasNear("k"));
    }

    [Theory]
    [MemberData(nameof(Voids))]
    public async Task An_invalidation_by_another_node_reaches_memory_at_once_through_the_log(string what)
    {
        await Here.Make("k", "old", Tagged);
        await Here.Make("kept", "value", new() { Tags = ["u"] });
        await Here.Manager.GetCache("other").SetAsync("k", "value");
        Assert.True(await Here.HasNear("k"));
        await There.Void(what);
        await Here.Store.FollowedAsync();
        await AssertVoided(Here, what);
        if (what is "clear" or "everything" or "expire all") return;
        Assert.True(await Here.HasNear("kept"));
    }

    [Theory]
    [MemberData(nameof(Voids))]
    public async Task An_invalidation_by_the_node_itself_holds_when_the_call_has_returned(string what)
    {
        await Here.Make("k", "old", Tagged);
        await Here.Void(what);
        await AssertVoided(Here, what);
    }

    [Fact]
    public async Task What_the_node_itself_sets_is_found_in_memory()
    {
        await Here.Cache.SetAsync("k", "one");
        await Here.Cache.SetAsync("k", "two");
        Assert.True(await Here.HasNear("k"));
        Assert.Equal("two", await Here.Get("k"));
    }

    [Fact]
    public async Task What_the_node_itself_voids_does_not_come_back_to_it_through_the_log()
    {
        await Here.Cache.SetAsync("k", "one");
        await Here.Cache.SetAsync("k", "two");
        await Here.Store.FollowedAsync();
        Assert.True(await Here.HasNear("k"));
    }

    [Fact]
    public async Task A_log_that_was_lost_voids_what_is_in_memory()
    {
        await Here.Make("k", "old", Tagged);
        Here.Store.IsDeaf = true;
        await There.Void("remove");
        Server.LoseLog();
        await There.Cache.SetAsync("other", "logged after the loss");
        await Here.Store.FollowedAsync();
        Assert.Null(await Here.Get("k"));
    }

    [Fact]
    public async Task News_that_are_lost_are_late_by_a_second_and_not_lost()
    {
        await Here.Make("k", "old", Tagged);
        Here.Store.IsDeaf = true;
        await There.Void("remove");
        var next = Here.Store.NextRead;
        Time.Advance(LogFollower.ReadEvery);
        await next;
        await Here.Store.FollowedAsync();
        Assert.Null(await Here.Get("k"));
    }
}
