namespace Caching.Tests.Contract;

public abstract partial class StoreContract
{
    [Fact]
    public async Task Zero_false_and_what_is_empty_are_values_and_no_misses()
    {
        await Check(0);
        await Check(false);
        await Check("");
        await Check(Array.Empty<byte>());
        await Check(new List<int>());
        await Check(default(DateTimeOffset));

        async Task Check<T>(T empty)
        {
            await Cache.RemoveAsync("k");
            await Cache.SetAsync("k", empty);
            var runs = 0;
            Assert.Equal(empty, await Cache.GetOrCreateAsync("k", _ => new ValueTask<T>(runs++ == 0 ? empty : throw new InvalidOperationException())));
            Assert.Equal(0, runs);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(" spaces and\nlines\t")]
    [InlineData("../../etc/passwd")]
    [InlineData("ключ 鍵 🔑")]
    [InlineData("a:b|c/d*e?f")]
    public async Task Any_text_is_a_key_and_a_namespace_and_a_tag(string text)
    {
        var cache = Manager.GetCache(text);
        await cache.SetAsync(text, "value", new() { Tags = [text + "t"] });
        Assert.Equal("value", await Stored(text, cache));
        Assert.Null(await Stored(text + " ", cache));
        await Manager.RemoveByTagAsync(text + "t");
        Assert.Null(await Stored(text, cache));
        await cache.SetAsync(text, "value");
        await cache.ClearAsync();
        Assert.Null(await Stored(text, cache));
    }

    [Fact]
    public async Task A_key_of_any_length_is_a_key()
    {
        var (one, other) = (new string('x', 100_000) + "1", new string('x', 100_000) + "2");
        await Cache.SetAsync(one, "one");
        Assert.Null(await Stored(other));
        await Cache.SetAsync(other, "other");
        Assert.Equal(("one", "other"), (await Stored(one), await Stored(other)));
    }

    [Fact]
    public async Task However_short_the_expire_never_are_two_makings_of_one_key_under_way_at_a_time()
    {
        var (running, most, runs) = (0, 0, 0);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 25; i++)
            {
                await Cache.GetOrCreateAsync("k", async _ =>
                {
                    var now = Interlocked.Increment(ref running);
                    InterlockedMax(ref most, now);
                    await Task.Yield();
                    Interlocked.Decrement(ref running);
                    return Interlocked.Increment(ref runs);
                }, new() { Expire = TimeSpan.FromTicks(1), Stale = TimeSpan.Zero });
                Time.Advance(TimeSpan.FromTicks(1));
            }
        })));
        Assert.Equal((1, true), (most, runs > 1));

        static void InterlockedMax(ref int target, int value)
        {
            int seen;
            while ((seen = Volatile.Read(ref target)) < value && Interlocked.CompareExchange(ref target, value, seen) != seen)
            {
            }
        }
    }

    [Fact]
    public async Task A_value_that_takes_longer_to_make_than_it_lasts_is_served_to_all_that_waited()
    {
        var options = new CacheEntryOptions { Expire = 1, Stale = TimeSpan.Zero };
        var gate = new TaskCompletionSource<string>();
        var callers = Enumerable.Range(0, 4).Select(_ => Cache.GetOrCreateAsync("k", _ => new ValueTask<string>(gate.Task), options).AsTask()).ToArray();
        Time.Advance(60);
        gate.SetResult("made");
        foreach (var caller in callers) Assert.Equal("made", await caller);
        Assert.Equal("made", await Stored("k"));
    }

    [Fact]
    public async Task The_expire_of_the_last_set_counts()
    {
        await Cache.SetAsync("k", "long", 1_000);
        await Cache.SetAsync("k", "short", new() { Expire = 10, Stale = TimeSpan.Zero });
        Time.Advance(10);
        Assert.Null(await Stored("k"));
        await Cache.SetAsync("k", "for ever");
        Time.Advance(100_000);
        Assert.Equal("for ever", await Stored("k"));
    }

    [Fact]
    public async Task A_removal_of_what_is_not_there_and_of_what_was_removed_is_no_error()
    {
        await Cache.RemoveAsync("k");
        await Cache.SetAsync("k", "value");
        await Cache.RemoveAsync("k");
        await Cache.RemoveAsync("k");
        await Cache.ClearAsync();
        await Cache.ClearAsync();
        await Manager.RemoveByTagAsync("nobody has it");
        Assert.Null(await Stored("k"));
    }
}
