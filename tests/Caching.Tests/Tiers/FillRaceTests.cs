namespace Caching.Tests.Tiers;

/// <summary>
/// What is put into memory may have been voided since it was read or written. Each test holds one call of the store at the worst instant,
/// has the key voided, and lets go.
/// </summary>
public sealed class FillRaceTests : TwoNodes
{
    [Theory]
    [MemberData(nameof(Voids))]
    public async Task A_value_read_before_another_nodes_invalidation_is_not_kept_after_it(string what)
    {
        await There.Make("k", "old", Tagged);
        var (held, release) = HoldFirst("got");
        var reading = Here.Get("k");
        await held;
        await There.Void(what);
        await Here.Store.FollowedAsync();
        release();
        Assert.Equal("old", await reading);
        await AssertVoided(Here, what);
    }

    [Theory]
    [MemberData(nameof(Voids))]
    public async Task A_value_read_before_the_nodes_own_invalidation_is_not_kept_after_it(string what)
    {
        await There.Make("k", "old", Tagged);
        var (held, release) = HoldFirst("got");
        var reading = Here.Get("k");
        await held;
        await Here.Void(what);
        release();
        Assert.Equal("old", await reading);
        await AssertVoided(Here, what);
    }

    [Theory]
    [MemberData(nameof(Voids))]
    public async Task A_value_made_before_another_nodes_invalidation_is_not_kept_after_it(string what)
    {
        var gate = new TaskCompletionSource<string>();
        var making = Here.Cache.GetOrCreateAsync("k", _ => new ValueTask<string>(gate.Task), Tagged).AsTask();
        await There.Void(what);
        await Here.Store.FollowedAsync();
        gate.SetResult("old");
        Assert.Equal("old", await making);
        await AssertVoided(Here, what);
    }

    [Theory]
    [InlineData("tag")]
    [InlineData("everything")]
    [InlineData("expire tag")]
    public async Task A_value_to_which_the_factory_adds_a_tag_after_another_node_invalidated_it_is_not_kept(string what)
    {
        var gate = new TaskCompletionSource<string>();
        var making = Here.Cache.GetOrCreateAsync("k", gate, async (gate, creation) =>
        {
            var value = await gate.Task;
            creation.Tags.Add("t");
            return value;
        }).AsTask();
        await There.Void(what);
        await Here.Store.FollowedAsync();
        gate.SetResult("old");
        Assert.Equal("old", await making);
        await AssertVoided(Here, what);
    }

    [Theory]
    [MemberData(nameof(Voids))]
    public async Task A_value_that_is_being_written_while_another_node_voids_it_is_not_kept(string what)
    {
        var (held, release) = HoldFirst("written");
        var making = Here.Make("k", "old", Tagged).AsTask();
        await held;
        await There.Void(what);
        await Here.Store.FollowedAsync();
        release();
        Assert.Equal("old", await making);
        await AssertVoided(Here, what);
    }

    [Theory]
    [InlineData("clear")]
    [InlineData("tag")]
    [InlineData("everything")]
    public async Task A_value_set_before_another_nodes_invalidation_is_not_kept_after_it(string what)
    {
        var (held, release) = HoldFirst("set");
        var setting = Here.Cache.SetAsync("k", "old", Tagged).AsTask();
        await held;
        await There.Void(what);
        await Here.Store.FollowedAsync();
        release();
        await setting;
        await AssertVoided(Here, what);
    }

    [Fact]
    public async Task A_value_read_before_the_nodes_own_set_does_not_take_its_place()
    {
        await There.Make("k", "old", Tagged);
        var (held, release) = HoldFirst("got");
        var reading = Here.Get("k");
        await held;
        await Here.Cache.SetAsync("k", "new");
        release();
        await reading;
        Assert.Equal("new", await Here.Get("k"));
    }

    [Fact]
    public async Task A_counter_read_before_it_is_counted_up_is_not_kept()
    {
        await There.Cache.IncrementAsync("k");
        var (held, release) = HoldFirst("got");
        var reading = Here.Cache.TryGetAsync<long>("k").AsTask();
        await held;
        Assert.Equal(2, await There.Cache.IncrementAsync("k"));
        await Here.Store.FollowedAsync();
        release();
        Assert.Equal(1, (await reading).Value);
        Assert.Equal(2, (await Here.Cache.TryGetAsync<long>("k")).Value);
    }

    [Fact]
    public async Task Under_writes_and_invalidations_by_two_nodes_memory_and_store_agree_at_the_end()
    {
        var both = Task.WhenAll(new[] { Here, There }.Select((node, seed) => Task.Run(async () =>
        {
            var random = new Random(seed);
            for (var i = 0; i < 500; i++)
            {
                var key = random.Next(4);
                switch (random.Next(8))
                {
                    case 0: await node.Cache.RemoveAsync(key); break;
                    case 1: await node.Cache.ClearAsync(); break;
                    case 2: await node.Manager.RemoveByTagAsync("t"); break;
                    case 3: await node.Cache.SetAsync(key, $"{seed} {i}", new() { Tags = ["t"] }); break;
                    case 4: await node.Cache.ExpireAsync(key); break;
                    case 5: await node.Cache.TryGetAsync<string>(key); break;
                    default: await node.Make(key, $"{seed} {i}", new() { Tags = ["t"] }); break;
                }
            }
        })));
        // Who waits for the other node's lease looks again after a while.
        while (!both.IsCompleted)
        {
            Time.Advance(0.01);
            await Task.Yield();
        }

        await both;
        await Here.Store.FollowedAsync();
        await There.Store.FollowedAsync();
        using var fresh = await TierNode.Open(Server, Time);
        for (var key = 0; key < 4; key++)
        {
            var stored = await fresh.Get(key);
            Assert.Equal((stored, stored), (await Here.Get(key), await There.Get(key)));
        }
    }

    private (Task Held, Action Release) HoldFirst(string call)
    {
        TaskCompletionSource held = new(), release = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Here.Store.Before = async name =>
        {
            if (name == call && held.TrySetResult()) await release.Task;
        };
        return (held.Task, release.SetResult);
    }
}
