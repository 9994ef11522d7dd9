namespace Caching.Tests.Contract;

public abstract partial class StoreContract
{
    private static readonly CacheEntryOptions ForErrors =
        new() { Expire = 100, Stale = TimeSpan.FromSeconds(10), StaleIfError = TimeSpan.FromSeconds(500), RetryAfter = TimeSpan.FromSeconds(7) };

    private static readonly InvalidOperationException No = new("no");

    [Fact]
    public async Task Where_making_a_value_fails_an_old_one_is_served_within_its_error_window()
    {
        await Failing();
        Assert.Equal("old", await Cache.GetOrCreateAsync("k", Fail, ForErrors));
    }

    [Fact]
    public async Task Within_its_error_window_an_old_value_is_not_served_where_a_new_one_can_be_made()
    {
        await Failing();
        Assert.False((await Cache.TryGetAsync<string>("k")).Found);
        Assert.False(await Cache.ContainsAsync("k"));
        Assert.Equal("new", await Cache.GetOrCreateAsync("k", Make("new"), ForErrors));
        Assert.Equal("new", await Stored("k"));
    }

    [Fact]
    public async Task Past_both_windows_an_old_value_is_never_served()
    {
        await Cache.SetAsync("k", "old", ForErrors);
        Time.Advance(600);
        Assert.Same(No, await Assert.ThrowsAsync<InvalidOperationException>(async () => await Cache.GetOrCreateAsync("k", Fail, ForErrors)));
    }

    [Fact]
    public async Task Past_both_windows_an_old_value_is_never_served_though_it_was_inside_when_the_factory_began()
    {
        await Cache.SetAsync("k", "old", ForErrors);
        Time.Advance(599);
        var gate = new TaskCompletionSource<string>();
        var asked = Cache.GetOrCreateAsync("k", _ => new ValueTask<string>(gate.Task), ForErrors).AsTask();
        Time.Advance(1);
        gate.SetException(No);
        Assert.Same(No, await Assert.ThrowsAsync<InvalidOperationException>(() => asked));
    }

    [Fact]
    public async Task The_error_window_contains_the_stale_window()
    {
        await Cache.SetAsync("k", "old", new() { Expire = 100, Stale = TimeSpan.FromSeconds(50), StaleIfError = TimeSpan.FromSeconds(5) });
        Time.Advance(149);
        Assert.True((await Cache.TryGetAsync<string>("k")).IsStale);
    }

    [Fact]
    public async Task After_a_failure_the_old_value_is_served_without_another_try_until_retry_after()
    {
        await Failing();
        var runs = 0;
        ValueTask<string> Counted(CancellationToken _)
        {
            runs++;
            throw No;
        }

        for (var i = 0; i < 10; i++) Assert.Equal("old", await Cache.GetOrCreateAsync("k", Counted, ForErrors));
        Assert.Equal(1, runs);
        Time.Advance(TimeSpan.FromSeconds(7) - TimeSpan.FromTicks(1));
        await Cache.GetOrCreateAsync("k", Counted, ForErrors);
        Assert.Equal(1, runs);
        Time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal("old", await Cache.GetOrCreateAsync("k", Counted, ForErrors));
        Assert.Equal(2, runs);
        Time.Advance(7);
        Assert.Equal("new", await Cache.GetOrCreateAsync("k", Make("new"), ForErrors));
    }

    [Theory]
    [InlineData("remove")]
    [InlineData("expire")]
    [InlineData("clear")]
    [InlineData("tag")]
    public async Task An_invalidation_ends_the_rest_after_a_failure(string what)
    {
        var options = ForErrors with { Tags = ["t"], FailureExpire = TimeSpan.FromSeconds(60) };
        await Cache.SetAsync("k", "old", options);
        Time.Advance(200);
        Assert.Equal("old", await Cache.GetOrCreateAsync("k", Fail, options));
        await (what switch
        {
            "remove" => Cache.RemoveAsync("k"),
            "expire" => Cache.ExpireAsync("k"),
            "clear" => Cache.ClearAsync(),
            _ => Manager.RemoveByTagAsync("t"),
        });
        Assert.Equal("new", await Cache.GetOrCreateAsync("k", Make("new"), options));
    }

    [Fact]
    public async Task All_that_waited_for_a_factory_that_fails_have_the_old_value()
    {
        await Failing();
        var gate = new TaskCompletionSource<string>();
        var runs = 0;
        var callers = Enumerable.Range(0, 8).Select(_ => Cache.GetOrCreateAsync("k", _ =>
        {
            Interlocked.Increment(ref runs);
            return new ValueTask<string>(gate.Task);
        }, ForErrors).AsTask()).ToArray();
        gate.SetException(No);
        foreach (var caller in callers) Assert.Equal("old", await caller);
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task An_old_value_that_was_removed_is_not_served_for_errors()
    {
        await Failing();
        await Cache.RemoveAsync("k");
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await Cache.GetOrCreateAsync("k", Fail, ForErrors));
    }

    [Fact]
    public async Task A_failure_is_given_to_those_who_ask_next_for_its_expire_and_then_tried_again()
    {
        var options = new CacheEntryOptions { FailureExpire = TimeSpan.FromSeconds(3) };
        var runs = 0;
        ValueTask<string> Counted(CancellationToken _)
        {
            runs++;
            throw No;
        }

        for (var i = 0; i < 5; i++)
            Assert.Same(No, await Assert.ThrowsAsync<InvalidOperationException>(async () => await Cache.GetOrCreateAsync("k", Counted, options)));
        Assert.Equal(1, runs);
        Time.Advance(3);
        Assert.Equal("made", await Cache.GetOrCreateAsync("k", Make("made"), options));
    }

    [Fact]
    public async Task A_failure_of_another_version_is_not_given_to_who_asks_for_this_one()
    {
        var options = new CacheEntryOptions { FailureExpire = TimeSpan.FromSeconds(3), Version = 1 };
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await Cache.GetOrCreateAsync("k", Fail, options));
        Assert.Equal("mended", await Cache.GetOrCreateAsync("k", Make("mended"), options with { Version = 2 }));
    }

    [Fact]
    public async Task A_value_that_is_set_takes_the_place_of_a_failure()
    {
        var options = new CacheEntryOptions { FailureExpire = TimeSpan.FromSeconds(30) };
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await Cache.GetOrCreateAsync("k", Fail, options));
        await Cache.SetAsync("k", "set");
        Assert.Equal("set", await Cache.GetOrCreateAsync("k", Fail, options));
    }

    private static ValueTask<string> Fail(CancellationToken _) => throw No;

    private async Task Failing()
    {
        await Cache.SetAsync("k", "old", ForErrors);
        Time.Advance(200);
    }
}
