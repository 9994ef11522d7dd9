namespace Caching.Tests.Contract;

/// <summary>What is remembered of a failure, and of what it is not.</summary>
public abstract partial class StoreContract
{
    private static readonly CacheEntryOptions Remembered = new() { FailureExpire = TimeSpan.FromSeconds(60) };

    [Fact]
    public async Task A_remembered_failure_is_raised_with_the_stack_of_its_factory()
    {
        for (var i = 0; i < 3; i++)
        {
            var error = await Assert.ThrowsAsync<InvalidOperationException>(() => Cache.GetOrCreateAsync("k", FactoryThatFails, Remembered).AsTask());
            Assert.Contains(nameof(FactoryThatFails), error.StackTrace);
            Assert.True(error.StackTrace!.Length < 10_000, error.StackTrace);
        }
    }

    [Fact]
    public async Task A_remembered_failure_of_another_version_is_no_answer()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => Cache.GetOrCreateAsync("k", FactoryThatFails, Remembered with { Version = 1 }).AsTask());
        Assert.Equal("mended", await Cache.GetOrCreateAsync("k", Make("mended"), Remembered with { Version = 2 }));
    }

    [Theory]
    [InlineData("remove")]
    [InlineData("clear")]
    public async Task A_failure_of_what_began_before_an_invalidation_is_not_remembered_after_it(string what)
    {
        var gate = new TaskCompletionSource<string>();
        var failing = Cache.GetOrCreateAsync("k", _ => new ValueTask<string>(gate.Task), Remembered).AsTask();
        await (what == "remove" ? Cache.RemoveAsync("k") : Cache.ClearAsync());
        gate.SetException(new InvalidOperationException("no"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => failing);
        Assert.Equal("made", await Cache.GetOrCreateAsync("k", Make("made"), Remembered));
    }

    [Fact]
    public async Task Spans_without_an_end_have_none()
    {
        var options = new CacheEntryOptions
        {
            FailureExpire = TimeSpan.MaxValue,
            RetryAfter = TimeSpan.MaxValue,
            HardTimeout = TimeSpan.MaxValue,
            SoftTimeout = TimeSpan.MaxValue,
        };
        Assert.Equal("made", await Cache.GetOrCreateAsync("a", async _ =>
        {
            await Task.Yield();
            return "made";
        }, options));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Cache.GetOrCreateAsync("k", FactoryThatFails, options).AsTask());
        Time.Advance(TimeSpan.FromDays(1_000));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Cache.GetOrCreateAsync("k", Make("tried again"), options).AsTask());
    }

    [Fact]
    public async Task A_counter_that_is_counted_is_hit_and_slides_on()
    {
        var options = new CacheEntryOptions { Sliding = TimeSpan.FromSeconds(10) };
        for (var i = 1; i <= 5; i++)
        {
            Assert.Equal(i, await Cache.IncrementAsync("k", options: options));
            Time.Advance(6);
        }
    }

    private static ValueTask<string> FactoryThatFails(CancellationToken cancellation) => throw new InvalidOperationException("no");
}
