using Caching.Tests.Support;

namespace Caching.Tests.Contract;

/// <summary>
/// What every store with leases must keep between processes; here each process is a manager. A new store's test is a class of three
/// lines, as for <see cref="StoreContract"/>; each call of <c>Add</c> must give a store object of its own over the same data.
/// </summary>
public abstract partial class LeaseContract : IDisposable
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);
    private readonly List<CacheManager> _managers = [];
    private readonly Cache _here;
    private readonly Cache _there;

    protected LeaseContract()
    {
        _here = Open();
        _there = Open();
    }

    protected ManualTime Time { get; } = new();

    public void Dispose()
    {
        foreach (var manager in _managers) manager.Dispose();
        Closed();
        GC.SuppressFinalize(this);
    }

    protected abstract void Add(CacheManagerOptions options);

    protected abstract void Closed();

    [Theory]
    [InlineData(10)]
    [InlineData(1_000)]
    [InlineData(8_000)]
    public async Task In_several_processes_the_factory_runs_once_and_the_others_have_its_value_within_ten_percent_or_25_ms_of_its_end(int took)
    {
        var gate = new TaskCompletionSource<string>();
        var making = Make(_here, "k", gate.Task);
        var waiting = Make(_there, "k", "not this");
        await Pass(took);
        Assert.False(waiting.IsCompleted);
        gate.SetResult("once");
        Assert.Equal("once", await making);
        await Pass(Math.Max(took / 10, 25));
        // Time stands still now: who needs more of it never has the value.
        Assert.Equal("once", await waiting.WaitAsync(TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public async Task A_lease_ends_by_itself_and_a_holder_whose_lease_ran_out_does_not_publish_over_the_next_one()
    {
        var gate = new TaskCompletionSource<string>();
        var making = Make(_here, "k", gate.Task);
        var waiting = Make(_there, "k", "next");
        await Pass(Lease * 1.1);
        Assert.Equal("next", await waiting);
        gate.SetResult("late");
        Assert.Equal("late", await making);
        Assert.Equal("next", (await _here.TryGetAsync<string>("k")).Value);
    }

    [Fact]
    public async Task A_holder_whose_lease_ran_out_publishes_if_nobody_else_did()
    {
        var gate = new TaskCompletionSource<string>();
        var making = Make(_here, "k", gate.Task);
        Time.Advance(Lease * 2);
        gate.SetResult("late");
        await making;
        Assert.Equal("late", (await _there.TryGetAsync<string>("k")).Value);
    }

    [Theory]
    [InlineData("remove")]
    [InlineData("clear")]
    [InlineData("tag")]
    [InlineData("late tag")]
    [InlineData("expire")]
    [InlineData("set")]
    public async Task What_another_process_does_while_the_factory_runs_is_not_undone(string what)
    {
        var gate = new TaskCompletionSource<string>();
        var options = new CacheEntryOptions { Tags = what == "late tag" ? [] : ["t"] };
        var making = _here.GetOrCreateAsync("k", 0, async (_, creation) =>
        {
            var made = await gate.Task;
            creation.Tags.Add("t");
            return made;
        }, options).AsTask();
        await (what switch
        {
            "remove" => _there.RemoveAsync("k"),
            "expire" => _there.ExpireAsync("k"),
            "clear" => _there.ClearAsync(),
            "tag" or "late tag" => _managers[1].RemoveByTagAsync("t"),
            _ => _there.SetAsync("k", "set"),
        });
        gate.SetResult("old");
        Assert.Equal("old", await making);
        Assert.Equal(what == "set" ? "set" : null, (await _here.TryGetAsync<string>("k")).Value);
    }

    [Theory]
    [InlineData("remove")]
    [InlineData("clear")]
    [InlineData("tag")]
    public async Task What_is_void_already_is_not_waited_for(string what)
    {
        var gate = new TaskCompletionSource<string>();
        var options = new CacheEntryOptions { Tags = ["t"] };
        var making = _here.GetOrCreateAsync("k", _ => new ValueTask<string>(gate.Task), options).AsTask();
        await (what switch
        {
            "remove" => _there.RemoveAsync("k"),
            "clear" => _there.ClearAsync(),
            _ => _managers[1].RemoveByTagAsync("t"),
        });
        Assert.Equal("new", await _there.GetOrCreateAsync("k", _ => new ValueTask<string>("new"), options));
        gate.SetResult("old");
        await making;
        Assert.Equal("new", (await _here.TryGetAsync<string>("k")).Value);
    }

    [Theory]
    [InlineData("remove")]
    [InlineData("clear")]
    [InlineData("tag")]
    public async Task A_caller_that_comes_after_another_process_invalidated_does_not_have_what_was_being_made_here(string what)
    {
        var gate = new TaskCompletionSource<string>();
        var options = new CacheEntryOptions { Tags = ["t"] };
        var making = _here.GetOrCreateAsync("k", _ => new ValueTask<string>(gate.Task), options).AsTask();
        await (what switch
        {
            "remove" => _there.RemoveAsync("k"),
            "clear" => _there.ClearAsync(),
            _ => _managers[1].RemoveByTagAsync("t"),
        });
        var after = _here.GetOrCreateAsync("k", _ => new ValueTask<string>("new"), options).AsTask();
        gate.SetResult("old");
        Assert.Equal(("old", "new"), (await making, await after));
    }

    [Theory]
    [InlineData("remove")]
    [InlineData("clear")]
    [InlineData("late tag")]
    public async Task Nor_does_it_if_this_process_then_invalidates_as_well(string what)
    {
        var gate = new TaskCompletionSource<string>();
        var making = _here.GetOrCreateAsync("k", 0, async (_, creation) =>
        {
            creation.Tags.Add("t");
            return await gate.Task;
        }).AsTask();
        await Invalidate(_there, _managers[1]);
        var after = Make(_here, "k", "new");
        await Invalidate(_here, _managers[0]);
        gate.SetResult("old");
        Assert.Equal(("old", "new"), (await making, await after));

        ValueTask Invalidate(Cache cache, CacheManager manager) => what switch
        {
            "remove" => cache.RemoveAsync("k"),
            "clear" => cache.ClearAsync(),
            _ => manager.RemoveByTagAsync("t"),
        };
    }

    [Fact]
    public async Task The_making_of_another_version_is_not_waited_for()
    {
        var gate = new TaskCompletionSource<string>();
        var making = Make(_here, "k", gate.Task);
        Assert.Equal("two", await _there.GetOrCreateAsync("k", _ => new ValueTask<string>("two"), new() { Version = 2 }));
        gate.SetResult("one");
        Assert.Equal("one", await making);
    }

    [Fact]
    public async Task Inside_its_stale_window_an_expired_value_is_served_at_once_to_the_one_caller_that_would_refresh_what_another_process_does()
    {
        var options = new CacheEntryOptions { Expire = 100, Refresh = StaleRefresh.Caller };
        await _here.SetAsync("k", "old", options);
        Time.Advance(TimeSpan.FromSeconds(105));
        var gate = new TaskCompletionSource<string>();
        var making = _here.GetOrCreateAsync("k", _ => new ValueTask<string>(gate.Task), options).AsTask();
        var served = _there.GetOrCreateAsync("k", _ => new ValueTask<string>("twice"), options).AsTask();
        Assert.Equal("old", await served.WaitAsync(TimeSpan.FromSeconds(30)));
        gate.SetResult("new");
        Assert.Equal("new", await making);
        Assert.Equal("new", await _there.GetOrCreateAsync("k", _ => new ValueTask<string>("twice"), options));
    }

    [Fact]
    public async Task A_factory_that_throws_gives_its_lease_back()
    {
        var gate = new TaskCompletionSource<string>();
        var making = Make(_here, "k", gate.Task);
        var waiting = Make(_there, "k", "made");
        gate.SetException(new InvalidOperationException("no"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => making);
        await Pass(25);
        Assert.Equal("made", await waiting);
    }

    [Fact]
    public async Task Who_holds_a_lease_never_waits_for_a_second_one_it_creates_without()
    {
        // Neither ends before the other has what it asked for.
        TaskCompletionSource hereRuns = new(), thereRuns = new(), hereHas = new(), thereHas = new();
        var a = _here.GetOrCreateAsync("a", async _ =>
        {
            hereRuns.SetResult();
            await thereRuns.Task;
            var inner = await Make(_here, "b", "b made here");
            hereHas.SetResult();
            await thereHas.Task;
            return "a " + inner;
        }).AsTask();
        await hereRuns.Task;
        var b = _there.GetOrCreateAsync("b", async _ =>
        {
            thereRuns.SetResult();
            var inner = await Make(_there, "a", "a made there");
            thereHas.SetResult();
            await hereHas.Task;
            return "b " + inner;
        }).AsTask();
        Assert.Equal(("a b made here", "b a made there"), (await a, await b));
    }

    [Fact]
    public async Task Nor_at_second_hand_where_it_joins_a_caller_that_waits_for_one()
    {
        TaskCompletionSource asks = new(), gate = new();
        var there = _there.GetOrCreateAsync("b", async _ =>
        {
            await gate.Task;
            return "made there";
        }).AsTask();
        var waits = Make(_here, "b", "made here");
        var holder = _here.GetOrCreateAsync("a", async _ => "a of " + await Make(_here, "b", "not this")).AsTask();
        Assert.False(holder.IsCompleted);
        await Pass(25);
        Assert.Equal("a of made here", await holder);
        Assert.Equal("made here", await waits);
        gate.SetResult();
        await there;
    }

    [Fact]
    public async Task What_is_not_stored_does_not_have_the_processes_wait_in_a_row()
    {
        Cache[] caches = [_here, _there, Open(), Open(), Open()];
        var gates = caches.Select(_ => new TaskCompletionSource<string>()).ToArray();
        var began = 0;
        var calls = caches.Select((cache, i) => cache.GetOrCreateAsync("k", i, async (i, creation) =>
        {
            creation.DoNotStore();
            Interlocked.Increment(ref began);
            return await gates[i].Task;
        }).AsTask()).ToArray();
        Assert.Equal(1, began);
        gates[0].SetResult("0");
        await calls[0];
        await Pass(100);
        Assert.Equal(2, began);
        for (var i = 1; i < caches.Length; i++) gates[i].SetResult($"{i}");
        await PassUntil(Task.WhenAll(calls));
        Assert.Equal(["0", "1", "2", "3", "4"], await Task.WhenAll(calls));
    }

    [Fact]
    public async Task A_removal_while_a_sliding_hit_is_written_down_elsewhere_is_not_undone()
    {
        var options = new CacheEntryOptions { Sliding = TimeSpan.FromSeconds(100) };
        await _here.SetAsync("k", "old", options);
        for (var i = 0; i < 20; i++)
        {
            Time.Advance(60);
            Assert.True((await (i % 2 == 0 ? _here : _there).TryGetAsync<string>("k")).Found);
        }

        await _there.RemoveAsync("k");
        Assert.False((await _here.TryGetAsync<string>("k")).Found);
    }

    [Fact]
    public async Task Under_invalidations_and_creations_in_two_processes_nothing_old_is_ever_served_after_an_invalidation()
    {
        // The source is a counter; what is made from it must never be older than it was when the last invalidation began.
        var source = 0;
        var failures = 0;
        var workers = Enumerable.Range(0, 5).Select(worker => Task.Run(async () =>
        {
            var random = new Random(worker);
            var cache = worker % 2 == 0 ? _here : _there;
            for (var i = 0; i < 150; i++)
            {
                if (worker == 0)
                {
                    var now = Interlocked.Increment(ref source);
                    if (random.Next(3) == 0) await cache.ClearAsync();
                    else if (random.Next(2) == 0) await _managers[0].RemoveByTagAsync("t");
                    else await cache.RemoveAsync("k");
                    var seen = await _there.TryGetAsync<int>("k");
                    if (seen.Found && seen.Value < now) Interlocked.Increment(ref failures);
                    continue;
                }

                var least = Volatile.Read(ref source) - 1;
                var value = await cache.GetOrCreateAsync("k", random.Next(3), async (delay, creation) =>
                {
                    var read = Volatile.Read(ref source);
                    if (delay == 0) await Task.Yield();
                    creation.Tags.Add("t");
                    return read;
                });
                if (value < least) Interlocked.Increment(ref failures);
            }
        })).ToArray();
        // Who waits for a lease waits for this clock.
        var all = Task.WhenAll(workers);
        while (!all.IsCompleted)
        {
            await Pass(10);
            await Task.Yield();
        }

        await all;
        Assert.Equal(0, failures);
    }

    private static Task<string> Make(Cache cache, string key, string value) => Make(cache, key, Task.FromResult(value));

    private static Task<string> Make(Cache cache, string key, Task<string> value) =>
        cache.GetOrCreateAsync(key, _ => new ValueTask<string>(value)).AsTask();

    private Task Pass(double milliseconds) => Pass(TimeSpan.FromMilliseconds(milliseconds));

    // In small steps, since who waits looks again and again; and on a thread of the pool, where what a timer continues runs before the next
    // step: a test's own thread has a context, which would have it run some time later.
    private Task Pass(TimeSpan span) => Task.Run(() =>
    {
        for (var passed = TimeSpan.Zero; passed < span; passed += TimeSpan.FromMilliseconds(5)) Time.Advance(TimeSpan.FromMilliseconds(5));
    });

    // As slowly as a busy machine needs, so that no lease ends before its holder had a turn.
    private async Task PassUntil(Task over)
    {
        for (var i = 0; i < 5_000 && !over.IsCompleted; i++)
        {
            await Pass(5);
            await over.WaitAsync(TimeSpan.FromMilliseconds(1)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Cache Open()
    {
        var options = new CacheManagerOptions { DefaultType = "tested", LeaseDuration = Lease };
        Add(options);
        var manager = new CacheManager(options, Time);
        _managers.Add(manager);
        return manager.GetCache("leases");
    }
}
