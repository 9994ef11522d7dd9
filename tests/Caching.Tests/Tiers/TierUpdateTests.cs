namespace Caching.Tests.Tiers;

/// <summary>Counters and additions through memory before a shared store: the store alone decides.</summary>
public sealed class TierUpdateTests : TwoNodes
{
    [Fact]
    public async Task Additions_of_two_nodes_are_all_counted()
    {
        await Task.WhenAll(new[] { Here, There }.Select(node => Task.Run(async () =>
        {
            for (var i = 0; i < 200; i++)
            {
                await node.Cache.IncrementAsync("k");
                if (i % 10 == 0) await node.Cache.TryGetAsync<long>("k");
            }
        })));
        await Here.Store.FollowedAsync();
        await There.Store.FollowedAsync();
        Assert.Equal(400, (await Here.Cache.TryGetAsync<long>("k")).Value);
        Assert.Equal(400, (await There.Cache.TryGetAsync<long>("k")).Value);
    }

    [Fact]
    public async Task A_node_that_counts_sees_its_own_count_at_once()
    {
        for (var i = 1; i <= 5; i++)
        {
            Assert.Equal(i, await Here.Cache.IncrementAsync("k"));
            Assert.Equal(i, (await Here.Cache.TryGetAsync<long>("k")).Value);
        }
    }

    [Fact]
    public async Task A_count_of_another_node_reaches_memory_through_the_log()
    {
        await Here.Cache.IncrementAsync("k");
        await Here.Cache.TryGetAsync<long>("k");
        await There.Cache.IncrementAsync("k", 10);
        await Here.Store.FollowedAsync();
        Assert.Equal(11, (await Here.Cache.TryGetAsync<long>("k")).Value);
    }

    [Fact]
    public async Task Of_adds_by_two_nodes_at_once_one_stores()
    {
        for (var key = 0; key < 50; key++)
        {
            var added = await Task.WhenAll(
                Task.Run(async () => await Here.Cache.AddAsync(key, "here")), Task.Run(async () => await There.Cache.AddAsync(key, "there")));
            Assert.Single(added, one => one);
            await Here.Store.FollowedAsync();
            Assert.Equal(added[0] ? "here" : "there", await Here.Get(key));
        }
    }
}
