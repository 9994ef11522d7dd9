namespace Caching.Tests.Contract;

public abstract partial class StoreContract
{
    // Odd, so that no other timer is due at that instant.
    private static readonly TimeSpan Soft = TimeSpan.FromSeconds(1.234);
    private static readonly TimeSpan Hard = TimeSpan.FromSeconds(3.456);

    [Fact]
    public async Task A_caller_waits_for_the_soft_timeout_and_then_has_the_old_value_while_the_factory_ends_in_the_background()
    {
        await Failing();
        var gate = new TaskCompletionSource<string>();
        var asked = Cache.GetOrCreateAsync("k", _ => new ValueTask<string>(gate.Task), ForErrors with { SoftTimeout = Soft }).AsTask();
        await Time.Awaited(Soft);
        Assert.False(asked.IsCompleted);
        Time.Advance(Soft);
        Assert.Equal("old", await asked);
        var flight = FlightOf("k");
        gate.SetResult("new");
        await flight;
        Assert.Equal("new", await Stored("k"));
    }

    [Fact]
    public async Task Without_an_old_value_the_soft_timeout_does_not_count()
    {
        var gate = new TaskCompletionSource<string>();
        var asked = Cache.GetOrCreateAsync("k", _ => new ValueTask<string>(gate.Task), new() { SoftTimeout = Soft }).AsTask();
        Time.Advance(100);
        Assert.False(asked.IsCompleted);
        gate.SetResult("made");
        Assert.Equal("made", await asked);
    }

    [Fact]
    public async Task Past_the_hard_timeout_a_caller_has_an_error_that_says_so_and_the_factory_ends_in_the_background()
    {
        var gate = new TaskCompletionSource<string>();
        var options = new CacheEntryOptions { HardTimeout = Hard };
        var token = CancellationToken.None;
        var asked = Cache.GetOrCreateAsync("k", cancelled => { token = cancelled; return new ValueTask<string>(gate.Task); }, options).AsTask();
        await Time.Awaited(Hard);
        Time.Advance(Hard);
        var error = await Assert.ThrowsAsync<CacheTimeoutException>(() => asked);
        Assert.Equal(Hard, error.Timeout);
        Assert.Contains("contract:s1:k", error.Message, StringComparison.Ordinal);
        Assert.False(token.IsCancellationRequested);
        var later = Cache.GetOrCreateAsync("k", Make("not this")).AsTask();
        gate.SetResult("made");
        Assert.Equal("made", await later);
        Assert.Equal("made", await Stored("k"));
    }

    [Fact]
    public async Task Past_the_hard_timeout_a_caller_has_the_old_value_where_there_is_one()
    {
        await Failing();
        var gate = new TaskCompletionSource<string>();
        var asked = Cache.GetOrCreateAsync("k", _ => new ValueTask<string>(gate.Task), ForErrors with { HardTimeout = Hard }).AsTask();
        await Time.Awaited(Hard);
        Time.Advance(Hard);
        Assert.Equal("old", await asked);
        gate.SetResult("new");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_both_timeouts_the_shorter_counts_where_there_is_an_old_value(bool softFirst)
    {
        await Failing();
        var gate = new TaskCompletionSource<string>();
        var options = ForErrors with { SoftTimeout = softFirst ? Soft : Hard, HardTimeout = softFirst ? Hard : Soft };
        var asked = Cache.GetOrCreateAsync("k", _ => new ValueTask<string>(gate.Task), options).AsTask();
        await Time.Awaited(Soft);
        Time.Advance(Soft);
        Assert.Equal("old", await asked);
        gate.SetResult("new");
    }

    [Fact]
    public async Task Past_both_windows_a_timeout_is_an_error_though_there_was_an_old_value_when_the_factory_began()
    {
        await Cache.SetAsync("k", "old", ForErrors);
        Time.Advance(599);
        var gate = new TaskCompletionSource<string>();
        var asked = Cache.GetOrCreateAsync("k", _ => new ValueTask<string>(gate.Task), ForErrors with { HardTimeout = Hard }).AsTask();
        await Time.Awaited(Hard);
        Time.Advance(Hard);
        await Assert.ThrowsAsync<CacheTimeoutException>(() => asked);
        gate.SetResult("new");
    }

    [Fact]
    public async Task A_factory_that_blocks_its_thread_does_not_hold_up_a_caller_past_its_timeout()
    {
        using var gate = new ManualResetEventSlim();
        var asked = Cache.GetOrCreateAsync("k", _ =>
        {
            gate.Wait();
            return new ValueTask<string>("made");
        }, new() { HardTimeout = Hard }).AsTask();
        await Time.Awaited(Hard);
        Time.Advance(Hard);
        await Assert.ThrowsAsync<CacheTimeoutException>(() => asked);
        var flight = FlightOf("k");
        gate.Set();
        await flight;
        Assert.Equal("made", await Stored("k"));
    }

    [Fact]
    public async Task A_joiner_has_a_timeout_of_its_own()
    {
        var gate = new TaskCompletionSource<string>();
        var patient = Cache.GetOrCreateAsync("k", _ => new ValueTask<string>(gate.Task)).AsTask();
        var hasty = Cache.GetOrCreateAsync("k", Make("not this"), new() { HardTimeout = Hard }).AsTask();
        await Time.Awaited(Hard);
        Time.Advance(Hard);
        await Assert.ThrowsAsync<CacheTimeoutException>(() => hasty);
        Assert.False(patient.IsCompleted);
        gate.SetResult("made");
        Assert.Equal("made", await patient);
    }

    [Fact]
    public async Task A_caller_whose_factory_uses_what_is_its_own_is_not_timed_out()
    {
        var gate = new TaskCompletionSource<string>();
        var options = new CacheEntryOptions { HardTimeout = Hard, Refresh = StaleRefresh.Caller };
        var asked = Cache.GetOrCreateAsync("k", _ => new ValueTask<string>(gate.Task), options).AsTask();
        Time.Advance(100);
        Assert.False(asked.IsCompleted);
        gate.SetResult("made");
        Assert.Equal("made", await asked);
    }
}
