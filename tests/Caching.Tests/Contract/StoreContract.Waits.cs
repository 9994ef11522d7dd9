namespace Caching.Tests.Contract;

public abstract partial class StoreContract
{
    [Fact]
    public async Task A_wait_that_was_given_up_is_no_part_of_a_ring()
    {
        TaskCompletionSource bRuns = new(), gaveUp = new(), bAsked = new();
        var b = Cache.GetOrCreateAsync("b", async _ =>
        {
            bRuns.SetResult();
            await gaveUp.Task;
            var call = Cache.GetOrCreateAsync("a", Make("x")).AsTask();
            bAsked.SetResult();
            return "b of " + await call;
        }).AsTask();
        await bRuns.Task;
        var a = await Cache.GetOrCreateAsync("a", async _ =>
        {
            using var cancel = new CancellationTokenSource();
            var call = Cache.GetOrCreateAsync("b", Make("x"), cancellation: cancel.Token).AsTask();
            await cancel.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
            gaveUp.SetResult();
            await bAsked.Task;
            return "a";
        });
        Assert.Equal(("a", "b of a"), (a, await b.WaitAsync(Hang)));
    }

    [Fact]
    public async Task A_caller_that_was_refused_as_a_ring_does_not_keep_the_factory_running()
    {
        TaskCompletionSource aRuns = new(), aWaits = new(), refused = new(), ends = new();
        using var cancel = new CancellationTokenSource();
        var token = CancellationToken.None;
        var a = Cache.GetOrCreateAsync("a", async cancelled =>
        {
            token = cancelled;
            await aRuns.Task;
            var call = Cache.GetOrCreateAsync("b", Make("x")).AsTask();
            aWaits.SetResult();
            return await call;
        }, cancellation: cancel.Token).AsTask();
        var b = Cache.GetOrCreateAsync("b", async _ =>
        {
            aRuns.SetResult();
            await aWaits.Task;
            await Assert.ThrowsAsync<CacheRingException>(async () => await Cache.GetOrCreateAsync("a", Make("x")));
            refused.SetResult();
            await ends.Task;
            return "b";
        }).AsTask();
        await refused.Task.WaitAsync(Hang);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => a);
        Assert.True(token.IsCancellationRequested);
        ends.SetResult();
        Assert.Equal("b", await b);
    }
}
