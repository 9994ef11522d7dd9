namespace Caching.Tests.Contract;

public abstract partial class StoreContract
{
    [Fact]
    public async Task N_callers_of_a_cold_key_run_the_factory_once()
    {
        var runs = 0;
        var values = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(async () => await Cache.GetOrCreateAsync("k", async _ =>
        {
            await Task.Yield();
            return Interlocked.Increment(ref runs);
        }))));
        Assert.All(values, value => Assert.Equal(1, value));
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task N_callers_of_many_keys_run_each_factory_once()
    {
        var runs = new int[100];
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < runs.Length; i++)
                await Cache.GetOrCreateAsync(i, i, (i, _) => new ValueTask<int>(Interlocked.Increment(ref runs[i])));
        })));
        Assert.All(runs, run => Assert.Equal(1, run));
    }

    [Fact]
    public async Task A_factory_that_throws_fails_all_that_waited_once_with_the_same_error_and_the_next_caller_tries_again()
    {
        var gate = new TaskCompletionSource<string>();
        var runs = 0;
        var callers = Enumerable.Range(0, 8).Select(_ => Cache.GetOrCreateAsync("k", _ =>
        {
            runs++;
            return new ValueTask<string>(gate.Task);
        }).AsTask()).ToArray();
        var error = new InvalidOperationException("no");
        gate.SetException(error);
        foreach (var caller in callers) Assert.Same(error, await Assert.ThrowsAsync<InvalidOperationException>(() => caller));
        Assert.Equal(1, runs);
        Assert.Null(await Stored("k"));
        Assert.Equal("made", await Cache.GetOrCreateAsync("k", Make("made")));
    }

    [Fact]
    public async Task A_factory_that_throws_before_it_awaits_is_no_different()
    {
        var error = new InvalidOperationException("no");
        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await Cache.GetOrCreateAsync<string>("k", _ => throw error));
        Assert.Same(error, thrown);
        Assert.Equal("made", await Cache.GetOrCreateAsync("k", Make("made")));
    }

    [Fact]
    public async Task A_callers_cancellation_ends_that_callers_wait_only()
    {
        var gate = new TaskCompletionSource<string>();
        using var first = new CancellationTokenSource();
        using var second = new CancellationTokenSource();
        var token = CancellationToken.None;
        var leader = Cache.GetOrCreateAsync("k", cancelled => { token = cancelled; return new ValueTask<string>(gate.Task); },
            cancellation: first.Token).AsTask();
        var joiner = Cache.GetOrCreateAsync("k", Make("not this"), cancellation: second.Token).AsTask();
        var patient = Cache.GetOrCreateAsync("k", Make("not this")).AsTask();
        await first.CancelAsync();
        await second.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leader);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => joiner);
        Assert.False(token.IsCancellationRequested);
        gate.SetResult("made");
        Assert.Equal("made", await patient);
        Assert.Equal("made", await Stored("k"));
    }

    [Fact]
    public async Task The_factory_is_cancelled_when_all_have_left_and_the_next_caller_begins_anew()
    {
        var gate = new TaskCompletionSource<string>();
        using var cancel = new CancellationTokenSource();
        var token = CancellationToken.None;
        var callers = Enumerable.Range(0, 4).Select(_ => Cache.GetOrCreateAsync(
            "k", cancelled => { token = cancelled; return new ValueTask<string>(gate.Task); }, cancellation: cancel.Token).AsTask()).ToArray();
        await cancel.CancelAsync();
        foreach (var caller in callers) await Assert.ThrowsAnyAsync<OperationCanceledException>(() => caller);
        Assert.True(token.IsCancellationRequested);
        Assert.Equal("new", await Cache.GetOrCreateAsync("k", Make("new")));
        gate.SetResult("late");
        Assert.Equal("new", await Stored("k"));
    }

    [Fact]
    public async Task A_factory_that_uses_what_is_its_callers_never_outlives_the_call()
    {
        var options = new CacheEntryOptions { Refresh = StaleRefresh.Caller };
        var gate = new TaskCompletionSource<string>();
        using var cancel = new CancellationTokenSource();
        var leader = Cache.GetOrCreateAsync("k", _ => new ValueTask<string>(gate.Task), options, cancel.Token).AsTask();
        var joiner = Cache.GetOrCreateAsync("k", Make("not this"), options).AsTask();
        await cancel.CancelAsync();
        Assert.False(leader.IsCompleted);
        gate.SetResult("made");
        Assert.Equal("made", await joiner);
        Assert.Equal("made", await leader);
    }

    [Fact]
    public async Task A_factory_that_uses_what_is_its_callers_is_cancelled_with_the_last_of_them()
    {
        using var cancel = new CancellationTokenSource();
        var caller = Cache.GetOrCreateAsync("k", async cancelled =>
        {
            await Task.Delay(Timeout.Infinite, cancelled);
            return "never";
        }, new() { Refresh = StaleRefresh.Caller }, cancel.Token).AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => caller);
        Assert.Equal("new", await Cache.GetOrCreateAsync("k", Make("new")));
    }

    [Fact]
    public async Task A_refresh_that_was_given_up_does_not_keep_the_next_caller_from_refreshing()
    {
        await Stale();
        var options = new CacheEntryOptions { Refresh = StaleRefresh.Caller };
        var gate = new TaskCompletionSource<string>();
        using var cancel = new CancellationTokenSource();
        var first = Cache.GetOrCreateAsync("k", _ => new ValueTask<string>(gate.Task), options, cancel.Token).AsTask();
        await cancel.CancelAsync();
        Assert.Equal("new", await Cache.GetOrCreateAsync("k", Make("new"), options));
        gate.SetResult("late");
        await first;
        Assert.Equal("new", await Stored("k"));
    }

    [Fact]
    public async Task A_call_that_is_cancelled_already_runs_nothing()
    {
        var call = Cache.GetOrCreateAsync("k", Make("made"), cancellation: new CancellationToken(true)).AsTask();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Null(await Stored("k"));
    }

    [Fact]
    public async Task A_waiter_takes_only_what_it_accepts()
    {
        var gate = new TaskCompletionSource<string>();
        var first = Cache.GetOrCreateAsync("k", _ => new ValueTask<string>(gate.Task)).AsTask();
        var picky = Cache.GetOrCreateAsync("k", Make("mine"), new() { Accept = value => value is "mine" }).AsTask();
        gate.SetResult("theirs");
        Assert.Equal(("theirs", "mine"), (await first, await picky));
    }

    [Fact]
    public async Task A_waiter_never_has_a_value_of_another_version_or_type()
    {
        var gate = new TaskCompletionSource<string>();
        var one = Cache.GetOrCreateAsync("k", _ => new ValueTask<string>(gate.Task), new() { Version = 1 }).AsTask();
        Assert.Equal("two", await Cache.GetOrCreateAsync("k", Make("two"), new() { Version = 2 }));
        Assert.Equal(3, await Cache.GetOrCreateAsync("k", Make(3), new() { Version = 1 }));
        gate.SetResult("one");
        Assert.Equal("one", await one);
        Assert.Equal(3, (await Cache.TryGetAsync<int>("k", new() { Version = 1 })).Value);
    }

    [Fact]
    public async Task An_add_waits_for_a_factory_that_runs_and_is_not_failed_by_it()
    {
        var gate = new TaskCompletionSource<string>();
        var first = Cache.GetOrCreateAsync("k", _ => new ValueTask<string>(gate.Task)).AsTask();
        var addition = Cache.AddAsync("k", "added").AsTask();
        gate.SetException(new InvalidOperationException("no"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => first);
        Assert.True(await addition);
        Assert.Equal("added", await Stored("k"));
    }
}
