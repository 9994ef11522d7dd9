namespace Caching.Tests.Contract;

public abstract partial class StoreContract
{
    [Fact]
    public async Task A_callers_cancellation_ends_its_wait_for_many_and_the_factory_goes_on_while_any_key_is_waited_for()
    {
        var gate = new TaskCompletionSource<string[]>();
        using var cancel = new CancellationTokenSource();
        using var second = new CancellationTokenSource();
        var token = CancellationToken.None;
        var many = Cache.GetOrCreateManyAsync(["a", "b"], (_, cancelled) => { token = cancelled; return new ValueTask<string[]>(gate.Task); },
            cancellation: cancel.Token).AsTask();
        var one = Cache.GetOrCreateAsync("b", Make("not this"), cancellation: second.Token).AsTask();
        var left = new TaskCompletionSource();
        using var registered = token.Register(left.SetResult);
        await cancel.CancelAsync();
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => many.WaitAsync(Hang));
        Assert.Equal(cancel.Token, error.CancellationToken);
        Assert.False(token.IsCancellationRequested);
        await second.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one.WaitAsync(Hang));
        await left.Task.WaitAsync(Hang);
        gate.SetResult(["A", "B"]);
        Assert.Equal("new", await Cache.GetOrCreateAsync("a", Make("new")));
    }

    [Fact]
    public async Task Stale_values_of_many_are_served_at_once_and_made_anew_in_the_background_by_one_call()
    {
        await Cache.SetManyAsync(new Dictionary<string, string> { ["a"] = "old a", ["b"] = "old b" }, 100);
        await Cache.SetAsync("fresh", "fresh", 1000);
        Time.Advance(105);
        var gate = new TaskCompletionSource();
        var asked = new List<string[]>();
        var values = await Cache.GetOrCreateManyAsync(["a", "fresh", "b"], async (missing, _) =>
        {
            lock (asked) asked.Add([.. missing]);
            await gate.Task;
            return missing.Select(key => "new " + key).ToArray();
        }, 100);
        Assert.Equal(["old a", "fresh", "old b"], values);
        Task[] refreshed = [FlightOf("a"), FlightOf("b")];
        gate.SetResult();
        await Task.WhenAll(refreshed).WaitAsync(Hang);
        Assert.Equal(["a", "b"], Assert.Single(asked));
        Assert.Equal(("new a", "new b"), (await Stored("a"), await Stored("b")));
    }

    [Fact]
    public async Task A_caller_that_refreshes_itself_makes_what_is_stale_and_what_is_missing_by_one_call()
    {
        await Cache.SetAsync("a", "old a", 100);
        Time.Advance(105);
        var asked = new List<string[]>();
        var values = await Cache.GetOrCreateManyAsync<string, string>(["a", "b"], creations =>
        {
            asked.Add([.. creations.Keys]);
            Assert.True(creations[creations.Keys.ToList().IndexOf("a")].TryGetOld<string>(out var old));
            Assert.Equal("old a", old);
            return new([.. creations.Keys.Select(key => "new " + key)]);
        }, new() { Refresh = StaleRefresh.Caller, Expire = 100 });
        Assert.Equal(["new a", "new b"], values);
        Assert.Single(asked);
    }

    [Fact]
    public async Task Where_making_many_fails_those_that_have_an_old_value_for_errors_have_it_and_it_rests()
    {
        var options = new CacheEntryOptions { Expire = 100, Stale = TimeSpan.Zero, StaleIfError = TimeSpan.FromHours(1) };
        await Cache.SetManyAsync(new Dictionary<int, string> { [1] = "old 1", [2] = "old 2" }, options);
        Time.Advance(200);
        var runs = 0;
        ValueTask<string[]> Fail(IReadOnlyList<int> missing, CancellationToken cancellation)
        {
            runs++;
            throw new InvalidOperationException("no");
        }

        Assert.Equal(["old 1", "old 2"], await Cache.GetOrCreateManyAsync([1, 2], Fail, options));
        Assert.Equal(["old 2", "old 1"], await Cache.GetOrCreateManyAsync([2, 1], Fail, options));
        Assert.Equal(1, runs);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await Cache.GetOrCreateManyAsync([1, 3], Fail, options));
    }

    [Theory]
    [InlineData("remove")]
    [InlineData("remove many")]
    [InlineData("clear")]
    [InlineData("tag")]
    [InlineData("late tag")]
    [InlineData("set")]
    public async Task An_invalidation_while_many_are_made_is_not_undone(string what)
    {
        var gate = new TaskCompletionSource<string[]>();
        var options = new CacheEntryOptions { Tags = what == "late tag" ? [] : ["t"] };
        var making = Cache.GetOrCreateManyAsync<string, string>(["k", "l"], async creations =>
        {
            var made = await gate.Task;
            foreach (var creation in creations) creation.Tags.Add("t");
            return made;
        }, options).AsTask();
        await (what switch
        {
            "remove" => Cache.RemoveAsync("k"),
            "remove many" => Cache.RemoveManyAsync(["j", "k"]),
            "clear" => Cache.ClearAsync(),
            "set" => Cache.SetAsync("k", "set"),
            _ => Manager.RemoveByTagAsync("t"),
        });
        gate.SetResult(["old", "other"]);
        Assert.Equal(["old", "other"], await making);
        Assert.Equal(what == "set" ? "set" : null, await Stored("k"));
        Assert.Equal(what is "remove" or "remove many" or "set" ? "other" : null, await Stored("l"));
    }

    [Fact]
    public async Task A_factory_of_many_that_asks_for_one_of_its_keys_is_an_error_that_names_the_ring_at_once()
    {
        var error = await Assert.ThrowsAsync<CacheRingException>(() => Cache.GetOrCreateManyAsync(["a", "b"], async (_, _) =>
            new[] { await Cache.GetOrCreateAsync("b", Make("inner")), "b" }).AsTask().WaitAsync(Hang));
        Assert.Equal(["contract:s1:b", "contract:s1:b"], error.Ring);
        error = await Assert.ThrowsAsync<CacheRingException>(() => Cache.GetOrCreateAsync("c", async _ =>
            (await Cache.GetOrCreateManyAsync(["d", "c"], (missing, _) => new ValueTask<string[]>([.. missing])))[0]).AsTask().WaitAsync(Hang));
        Assert.Equal(["contract:s1:c", "contract:s1:c"], error.Ring);
        Assert.Equal("free", await Cache.GetOrCreateAsync("d", Make("free")));
    }

    [Fact]
    public async Task Two_flows_of_many_that_wait_for_each_other_are_an_error_that_names_the_ring_at_once()
    {
        TaskCompletionSource abRuns = new(), cdRuns = new();
        var ab = Cache.GetOrCreateManyAsync(["a", "b"], async (missing, _) =>
        {
            abRuns.SetResult();
            await cdRuns.Task;
            return await Cache.GetOrCreateManyAsync(["d", "x"], (missing, _) => new ValueTask<string[]>([.. missing]));
        }).AsTask();
        var cd = Cache.GetOrCreateManyAsync(["c", "d"], async (missing, _) =>
        {
            cdRuns.SetResult();
            await abRuns.Task;
            return await Cache.GetOrCreateManyAsync(["b", "y"], (missing, _) => new ValueTask<string[]>([.. missing]));
        }).AsTask();
        var first = await Assert.ThrowsAsync<CacheRingException>(() => ab.WaitAsync(Hang));
        var second = await Assert.ThrowsAsync<CacheRingException>(() => cd.WaitAsync(Hang));
        Assert.Same(first, second);
    }

    [Fact]
    public async Task A_factory_of_many_may_ask_for_many_others()
    {
        var values = await Cache.GetOrCreateManyAsync([1, 2], async (outer, _) =>
        {
            var inner = await Cache.GetOrCreateManyAsync([3, 4], (missing, _) => new ValueTask<string[]>([.. missing.Select(key => $"{key}")]));
            return outer.Select((key, i) => $"{key} of {inner[i]}").ToArray();
        });
        Assert.Equal(["1 of 3", "2 of 4"], values);
    }

    [Fact]
    public async Task Many_that_take_too_long_are_made_on_in_the_background_and_stored()
    {
        var gate = new TaskCompletionSource<string[]>();
        var options = new CacheEntryOptions { HardTimeout = TimeSpan.FromSeconds(2) };
        var began = new TaskCompletionSource();
        var call = Cache.GetOrCreateManyAsync([1, 2], (_, _) =>
        {
            began.SetResult();
            return new ValueTask<string[]>(gate.Task);
        }, options).AsTask();
        await began.Task.WaitAsync(Hang);
        // The waits may begin a moment after the factory: time passes until they have ended.
        while (!call.IsCompleted)
        {
            Time.Advance(1);
            await Task.Yield();
        }

        await Assert.ThrowsAsync<CacheTimeoutException>(() => call);
        Task[] flights = [FlightOf(1), FlightOf(2)];
        gate.SetResult(["one", "two"]);
        await Task.WhenAll(flights).WaitAsync(Hang);
        Assert.Equal(("one", "two"), (await Stored(1), await Stored(2)));
    }
}
