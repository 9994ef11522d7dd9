namespace Caching.Tests.Contract;

public abstract partial class StoreContract
{
    [Fact]
    public async Task Clear_voids_the_namespace_and_no_other()
    {
        Cache ns = Manager.GetCache("ns"), longer = Manager.GetCache("ns:1"), shorter = Manager.GetCache("n");
        foreach (var cache in new[] { ns, longer, shorter }) await cache.SetAsync("1", "kept");
        await ns.ClearAsync();
        Assert.Equal((null, "kept", "kept"), (await Stored("1", ns), await Stored("1", longer), await Stored("1", shorter)));
        Assert.False(await ns.ContainsAsync("1"));
        await ns.SetAsync("1", "new");
        Assert.Equal("new", await Stored("1", ns));
    }

    [Fact]
    public async Task A_tag_voids_what_has_it_in_every_namespace_and_nothing_else()
    {
        var other = Manager.GetCache("other");
        await Cache.SetAsync("a", "a", new() { Tags = ["red", "round"] });
        await Cache.SetAsync("b", "b", new() { Tags = ["round"] });
        await other.SetAsync("c", "c", new() { Tags = ["red"] });
        await Cache.SetAsync("d", "d");
        await Manager.RemoveByTagAsync("red");
        Assert.Equal((null, "b", null, "d"), (await Stored("a"), await Stored("b"), await Stored("c", other), await Stored("d")));
    }

    [Fact]
    public async Task A_tag_of_a_replaced_entry_is_the_tag_of_the_new_one()
    {
        await Cache.SetAsync("a", "one", new() { Tags = ["red"] });
        await Cache.SetAsync("a", "two", new() { Tags = ["blue"] });
        await Manager.RemoveByTagAsync("red");
        Assert.Equal("two", await Stored("a"));
        await Manager.RemoveByTagAsync("blue");
        Assert.Null(await Stored("a"));
    }

    [Fact]
    public async Task A_tag_and_a_namespace_of_one_name_are_two()
    {
        await Cache.SetAsync("a", "a", new() { Tags = ["contract"] });
        await Cache.SetAsync("b", "b");
        await Manager.RemoveByTagAsync("contract");
        Assert.Equal((null, "b"), (await Stored("a"), await Stored("b")));
    }

    [Theory]
    [InlineData("remove")]
    [InlineData("clear")]
    [InlineData("tag")]
    [InlineData("tag of the factory")]
    [InlineData("tag that the factory adds later")]
    public async Task An_invalidation_while_the_factory_runs_is_not_undone(string what)
    {
        TaskCompletionSource adds = new(), ends = new();
        async ValueTask<string> Factory(int state, CacheCreation creation)
        {
            if (what == "tag of the factory") creation.Tags.Add("red");
            await adds.Task;
            if (what == "tag that the factory adds later") creation.Tags.Add("red");
            await ends.Task;
            return "old";
        }

        var options = new CacheEntryOptions { Tags = what == "tag" ? ["red"] : [] };
        var asked = Cache.GetOrCreateAsync("k", 0, Factory, options).AsTask();
        await Invalidate();
        var askedAfter = Cache.GetOrCreateAsync("k", Make("new"), options).AsTask();
        adds.SetResult();
        ends.SetResult();
        Assert.Equal("old", await asked);
        Assert.Equal("new", await askedAfter);
        Assert.Equal("new", await Cache.GetOrCreateAsync("k", Make("new"), options));

        ValueTask Invalidate() => what switch
        {
            "remove" => Cache.RemoveAsync("k"),
            "clear" => Cache.ClearAsync(),
            _ => Manager.RemoveByTagAsync("red"),
        };
    }

    [Fact]
    public async Task The_invalidation_of_another_tag_does_not_void_what_a_factory_makes()
    {
        var gate = new TaskCompletionSource<string>();
        var asked = Cache.GetOrCreateAsync("k", _ => new ValueTask<string>(gate.Task), new() { Tags = ["red"] }).AsTask();
        await Manager.RemoveByTagAsync("blue");
        gate.SetResult("made");
        await asked;
        Assert.Equal("made", await Stored("k"));
    }

    [Fact]
    public async Task A_set_while_the_factory_runs_stands()
    {
        var gate = new TaskCompletionSource<string>();
        var asked = Cache.GetOrCreateAsync("k", _ => new ValueTask<string>(gate.Task)).AsTask();
        await Cache.SetAsync("k", "set");
        Assert.Equal("set", await Cache.GetOrCreateAsync("k", Make("not this")));
        gate.SetResult("made");
        Assert.Equal("made", await asked);
        Assert.Equal("set", await Stored("k"));
    }

    [Fact]
    public async Task An_invalidation_while_a_background_refresh_runs_is_not_undone()
    {
        await Stale();
        var gate = new TaskCompletionSource<string>();
        Assert.Equal("old", await Cache.GetOrCreateAsync("k", _ => new ValueTask<string>(gate.Task)));
        var refresh = FlightOf("k");
        await Cache.RemoveAsync("k");
        gate.SetResult("older than the removal");
        await refresh;
        Assert.Null(await Stored("k"));
    }

    [Fact]
    public async Task Under_removals_sets_and_creations_at_once_nothing_old_is_ever_served_after()
    {
        // The source is a counter; what is served must never be older than it was when the last removal or set began.
        var source = 0;
        var failures = 0;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(worker => Task.Run(async () =>
        {
            var random = new Random(worker);
            for (var i = 0; i < 1000; i++)
            {
                if (worker == 0)
                {
                    var now = Interlocked.Increment(ref source);
                    await (random.Next(4) switch
                    {
                        0 => Cache.ClearAsync(),
                        1 => Manager.RemoveByTagAsync("t"),
                        2 => Cache.RemoveAsync("k"),
                        _ => Cache.SetAsync("k", now, new() { Tags = ["t"] }),
                    });
                    var seen = await Cache.TryGetAsync<int>("k");
                    if (seen.Found && seen.Value < now) Interlocked.Increment(ref failures);
                    continue;
                }

                var least = Volatile.Read(ref source) - 1;
                var value = await Cache.GetOrCreateAsync("k", random.Next(3), async (delay, creation) =>
                {
                    var read = Volatile.Read(ref source);
                    if (delay == 0) await Task.Yield();
                    creation.Tags.Add("t");
                    return read;
                });
                if (value < least) Interlocked.Increment(ref failures);
            }
        })));
        Assert.Equal(0, failures);
    }
}
