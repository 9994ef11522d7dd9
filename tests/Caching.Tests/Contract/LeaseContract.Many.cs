namespace Caching.Tests.Contract;

public abstract partial class LeaseContract
{
    [Fact]
    public async Task Of_many_keys_those_that_another_process_makes_are_waited_for_after_the_own_are_made()
    {
        var gate = new TaskCompletionSource<string>();
        var there = Make(_there, "a", gate.Task);
        var asked = new List<string>();
        var many = MakeMany(_here, ["a", "b"], asked);
        await Pass(100);
        Assert.False(many.IsCompleted);
        Assert.Equal(["b"], asked);
        Assert.Equal("many b", (await _there.TryGetAsync<string>("b")).Value);
        gate.SetResult("a there");
        await there;
        await Pass(25);
        Assert.Equal(["a there", "many b"], await many.WaitAsync(TimeSpan.FromSeconds(60)));
        Assert.Equal(["b"], asked);
    }

    [Fact]
    public async Task What_another_process_has_made_is_handed_out_while_the_own_factory_still_runs()
    {
        TaskCompletionSource<string> there = new();
        TaskCompletionSource<string[]> own = new();
        var making = Make(_there, "a", there.Task);
        var many = _here.GetOrCreateManyAsync(["a", "b"], (_, _) => new ValueTask<string[]>(own.Task)).AsTask();
        var joined = Make(_here, "a", "not this");
        await Pass(100);
        there.SetResult("a there");
        await making;
        await Pass(25);
        Assert.Equal("a there", await joined.WaitAsync(TimeSpan.FromSeconds(60)));
        own.SetResult(["b here"]);
        await Pass(25);
        Assert.Equal(["a there", "b here"], await many.WaitAsync(TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public async Task Two_processes_that_ask_for_many_in_opposite_order_do_not_wait_for_each_other_for_ever()
    {
        TaskCompletionSource<string> first = new(), second = new();
        var a = Make(_here, "a", first.Task);
        var b = Make(_there, "b", second.Task);
        List<string> hereAsked = [], thereAsked = [];
        var here = MakeMany(_here, ["c", "b", "a"], hereAsked);
        var there = MakeMany(_there, ["d", "a", "b"], thereAsked);
        first.SetResult("a");
        second.SetResult("b");
        await PassUntil(Task.WhenAll(here, there));
        Assert.Equal(["many c", "b", "a"], await here.WaitAsync(TimeSpan.FromSeconds(60)));
        Assert.Equal(["many d", "a", "b"], await there.WaitAsync(TimeSpan.FromSeconds(60)));
        Assert.Equal((1, 1), (hereAsked.Count, thereAsked.Count));
        Assert.Equal(("a", "b"), (await a, await b));
    }

    [Fact]
    public async Task Of_many_keys_those_whose_maker_failed_or_died_are_made_after_all_by_one_more_call()
    {
        var gate = new TaskCompletionSource<string>();
        var there = Make(_there, "a", gate.Task);
        var dead = Make(_there, "b", new TaskCompletionSource<string>().Task);
        var asked = new List<string>();
        var many = MakeMany(_here, ["a", "b", "c"], asked);
        gate.SetException(new InvalidOperationException("no"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => there);
        await Pass(Lease * 1.1);
        Assert.Equal(["many a", "many b", "many c"], await many.WaitAsync(TimeSpan.FromSeconds(60)));
        Assert.Equal(["c", "a", "b"], asked);
        Assert.False(dead.IsCompleted);
    }

    [Fact]
    public async Task A_holder_of_a_lease_that_asks_for_many_waits_for_none_of_their_leases()
    {
        var gate = new TaskCompletionSource<string>();
        var there = Make(_there, "a", gate.Task);
        var made = await _here.GetOrCreateAsync("holder", async _ =>
            string.Join(",", await MakeMany(_here, ["a", "b"], []))).AsTask().WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal("many a,many b", made);
        gate.SetResult("a there");
        await there;
    }

    [Theory]
    [InlineData("remove")]
    [InlineData("clear")]
    public async Task What_another_process_does_while_many_are_made_is_not_undone(string what)
    {
        var gate = new TaskCompletionSource<string[]>();
        var many = _here.GetOrCreateManyAsync(["a", "b"], (_, _) => new ValueTask<string[]>(gate.Task)).AsTask();
        await (what == "remove" ? _there.RemoveManyAsync(["a", "b"]) : _there.ClearAsync());
        gate.SetResult(["old", "old"]);
        Assert.Equal(["old", "old"], await many);
        Assert.All(await _here.GetManyAsync<string>(["a", "b"]), found => Assert.False(found.Found));
    }

    private static Task<string[]> MakeMany(Cache cache, string[] keys, List<string> asked) =>
        cache.GetOrCreateManyAsync(keys, (missing, _) =>
        {
            asked.AddRange(missing);
            return new ValueTask<string[]>([.. missing.Select(key => "many " + key)]);
        }).AsTask();
}
