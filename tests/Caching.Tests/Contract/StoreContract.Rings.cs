namespace Caching.Tests.Contract;

public abstract partial class StoreContract
{
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_factory_may_ask_for_other_keys()
    {
        var made = await Cache.GetOrCreateAsync("a", async _ => "a" + await Cache.GetOrCreateAsync("b", async _ =>
            "b" + await Cache.GetOrCreateAsync("c", Make("c"))));
        Assert.Equal("abc", made);
        Assert.Equal("bc", await Stored("b"));
    }

    [Fact]
    public async Task Two_factories_may_share_a_third_key()
    {
        var gate = new TaskCompletionSource<string>();
        var a = Cache.GetOrCreateAsync("a", async _ => "a" + await Cache.GetOrCreateAsync("c", _ => new ValueTask<string>(gate.Task))).AsTask();
        var b = Cache.GetOrCreateAsync("b", async _ => "b" + await Cache.GetOrCreateAsync("c", Make("x"))).AsTask();
        var both = Cache.GetOrCreateAsync("d", async _ => string.Join(",", await Task.WhenAll(
            Cache.GetOrCreateAsync("a", Make("x")).AsTask(), Cache.GetOrCreateAsync("b", Make("x")).AsTask()))).AsTask();
        gate.SetResult("c");
        Assert.Equal(("ac", "bc", "ac,bc"), (await a, await b, await both));
    }

    [Fact]
    public async Task A_factory_that_asks_for_its_own_key_is_an_error_that_names_the_ring_at_once()
    {
        var error = await Assert.ThrowsAsync<CacheRingException>(() => Cache.GetOrCreateAsync("a", async _ =>
            await Cache.GetOrCreateAsync("a", Make("inner"))).AsTask().WaitAsync(Hang));
        Assert.Equal(["contract:s1:a", "contract:s1:a"], error.Ring);
        Assert.Null(await Stored("a"));
    }

    [Fact]
    public async Task A_ring_of_keys_is_an_error_that_names_the_ring_at_once()
    {
        ValueTask<string> Make(string key, string next, string after) =>
            Cache.GetOrCreateAsync(key, _ => Make(next, after, key));
        var error = await Assert.ThrowsAsync<CacheRingException>(() => Make("a", "b", "c").AsTask().WaitAsync(Hang));
        Assert.Equal(["contract:s1:a", "contract:s1:b", "contract:s1:c", "contract:s1:a"], error.Ring);
        Assert.Contains("contract:s1:a -> contract:s1:b -> contract:s1:c -> contract:s1:a", error.Message);
    }

    [Fact]
    public async Task Two_flows_that_wait_for_each_other_are_an_error_that_names_the_ring_at_once()
    {
        TaskCompletionSource aRuns = new(), bRuns = new();
        var a = Cache.GetOrCreateAsync("a", async _ =>
        {
            aRuns.SetResult();
            await bRuns.Task;
            return await Cache.GetOrCreateAsync("b", Make("x"));
        }).AsTask();
        var b = Cache.GetOrCreateAsync("b", async _ =>
        {
            bRuns.SetResult();
            await aRuns.Task;
            return await Cache.GetOrCreateAsync("a", Make("x"));
        }).AsTask();
        var first = await Assert.ThrowsAsync<CacheRingException>(() => a.WaitAsync(Hang));
        var second = await Assert.ThrowsAsync<CacheRingException>(() => b.WaitAsync(Hang));
        Assert.Same(first, second);
        Assert.Equal(["contract:s1:a", "contract:s1:b"], first.Ring.Distinct().Order());
        Assert.Equal(first.Ring[0], first.Ring[^1]);
    }

    [Fact]
    public async Task A_ring_of_three_keys_over_two_flows_is_found()
    {
        TaskCompletionSource bRuns = new(), cRuns = new();
        var a = Cache.GetOrCreateAsync("a", async _ => await Cache.GetOrCreateAsync("b", async _ =>
        {
            bRuns.SetResult();
            await cRuns.Task;
            return await Cache.GetOrCreateAsync("c", Make("x"));
        })).AsTask();
        var c = Cache.GetOrCreateAsync("c", async _ =>
        {
            cRuns.SetResult();
            await bRuns.Task;
            return await Cache.GetOrCreateAsync("a", Make("x"));
        }).AsTask();
        var error = await Assert.ThrowsAsync<CacheRingException>(() => a.WaitAsync(Hang));
        Assert.Same(error, await Assert.ThrowsAsync<CacheRingException>(() => c.WaitAsync(Hang)));
        Assert.Equal(["contract:s1:a", "contract:s1:b", "contract:s1:c"], error.Ring.Distinct().Order());
    }

    [Theory]
    [InlineData(StaleRefresh.Background)]
    [InlineData(StaleRefresh.Caller)]
    public async Task A_refresh_that_asks_for_its_own_key_is_an_error_though_a_stale_value_is_there(StaleRefresh refresh)
    {
        await Stale();
        var asked = new TaskCompletionSource<Exception?>();
        var options = new CacheEntryOptions { Refresh = refresh };
        var call = Cache.GetOrCreateAsync("k", async _ =>
        {
            var error = await Record.ExceptionAsync(async () => await Cache.GetOrCreateAsync("k", Make("x"), options));
            asked.SetResult(error);
            return "new";
        }, options);
        Assert.IsType<CacheRingException>(await asked.Task.WaitAsync(Hang));
        Assert.Equal(refresh == StaleRefresh.Caller ? "new" : "old", await call);
    }

    [Fact]
    public async Task A_ring_through_parallel_branches_and_other_namespaces_is_found()
    {
        var other = Manager.GetCache("other");
        var error = await Assert.ThrowsAsync<CacheRingException>(() => Cache.GetOrCreateAsync("a", async _ =>
        {
            await Task.WhenAll(
                Cache.GetOrCreateAsync("harmless", Make("x")).AsTask(),
                Task.Run(async () => await other.GetOrCreateAsync("b", async _ => await Cache.GetOrCreateAsync("a", Make("x")))));
            return "a";
        }).AsTask().WaitAsync(Hang));
        Assert.Equal(["contract:s1:a", "other:s1:b", "contract:s1:a"], error.Ring);
    }

    [Fact]
    public async Task A_factory_that_removes_its_own_key_and_asks_for_it_is_a_ring_too()
    {
        async ValueTask<string> Factory(CancellationToken _)
        {
            await Cache.RemoveAsync("a");
            return await Cache.GetOrCreateAsync("a", Factory);
        }

        await Assert.ThrowsAsync<CacheRingException>(() => Cache.GetOrCreateAsync("a", Factory).AsTask().WaitAsync(Hang));
    }

    [Fact]
    public async Task A_factory_may_read_and_set_its_own_key()
    {
        var made = await Cache.GetOrCreateAsync("a", async _ =>
        {
            Assert.False((await Cache.TryGetAsync<string>("a")).Found);
            await Cache.SetAsync("a", "set");
            return "made";
        });
        Assert.Equal(("made", "set"), (made, await Stored("a")));
    }

    [Fact]
    public async Task What_a_factory_left_running_may_ask_for_the_keys_that_were_being_made()
    {
        TaskCompletionSource bIsOver = new(), asked = new();
        Task<string>? left = null;
        var a = await Cache.GetOrCreateAsync("a", async _ =>
        {
            await Cache.GetOrCreateAsync("b", _ =>
            {
                left = Task.Run(async () =>
                {
                    await bIsOver.Task;
                    var call = Cache.GetOrCreateAsync("a", Make("x")).AsTask();
                    asked.SetResult();
                    return await call;
                });
                return new ValueTask<string>("b");
            });
            bIsOver.SetResult();
            await asked.Task;
            return "a";
        });
        Assert.Equal(a, await left!.WaitAsync(Hang));
    }

    [Fact]
    public async Task A_background_refresh_may_ask_for_the_key_in_whose_factory_it_was_found_stale()
    {
        await Cache.SetAsync("b", "old", new() { Expire = 100 });
        Time.Advance(105);
        Task? refresh = null;
        var made = await Cache.GetOrCreateAsync("a", async _ =>
        {
            var b = await Cache.GetOrCreateAsync("b", async _ => "new " + await Cache.GetOrCreateAsync("a", Make("x")));
            refresh = FlightOf("b");
            return "a of " + b;
        });
        await refresh!.WaitAsync(Hang);
        Assert.Equal(("a of old", "new a of old"), (made, await Stored("b")));
    }
}
