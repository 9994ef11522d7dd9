using Caching.Tests.Support;

namespace Caching.Tests.Memoize;

public abstract class MemoizeTests : IDisposable
{
    private readonly CacheManager _manager;
    private int _calls;

    protected MemoizeTests(string type) => _manager = new(
        new CacheManagerOptions { DefaultType = type }.AddStore("bytes", static _ => new SimpleSharedStore()), Time);

    private ManualTime Time { get; } = new();

    public void Dispose()
    {
        _manager.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Results_are_kept_for_ever_and_keyed_by_all_arguments()
    {
        var add = _manager.Memoize((int a, int b) => a + b + (100 * _calls++), name: "add");
        Assert.Equal(3, await add.InvokeAsync(1, 2));
        Assert.Equal(103, await add.InvokeAsync(2, 1));
        Time.Advance(TimeSpan.FromDays(1000));
        Assert.Equal(3, await add.InvokeAsync(1, 2));
        Assert.Equal(2, _calls);
    }

    [Fact]
    public async Task Functions_of_zero_to_four_arguments_with_and_without_a_token()
    {
        var none = _manager.Memoize(() => $"{++_calls}", name: "0");
        var one = _manager.Memoize((string a) => $"{a}{++_calls}", name: "1");
        var two = _manager.Memoize((string a, int b) => Task.FromResult($"{a}{b}{++_calls}"), name: "2");
        var three = _manager.Memoize((string a, int b, bool c) => new ValueTask<string>($"{a}{b}{c}{++_calls}"), name: "3");
        var four = _manager.Memoize(async (string a, int b, bool c, char d, CancellationToken cancellation) =>
        {
            Assert.True(cancellation.CanBeCanceled);
            await Task.Yield();
            return $"{a}{b}{c}{d}{++_calls}";
        }, name: "4");
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal("1", await none.InvokeAsync());
            Assert.Equal("a2", await one.InvokeAsync("a"));
            Assert.Equal("a13", await two.InvokeAsync("a", 1));
            Assert.Equal("a1True4", await three.InvokeAsync("a", 1, true));
            Assert.Equal("a1Truex5", await four.InvokeAsync("a", 1, true, 'x'));
        }
    }

    [Fact]
    public async Task However_many_ask_the_function_runs_once()
    {
        var gate = new TaskCompletionSource();
        var slow = _manager.Memoize(async (int id, CancellationToken cancellation) =>
        {
            Interlocked.Increment(ref _calls);
            await gate.Task.WaitAsync(cancellation);
            return id * 2;
        }, name: "slow");
        var calls = Enumerable.Range(0, 50).Select(_ => slow.InvokeAsync(21).AsTask()).ToArray();
        gate.SetResult();
        Assert.All(await Task.WhenAll(calls), static result => Assert.Equal(42, result));
        Assert.Equal(1, _calls);
    }

    [Fact]
    public async Task An_error_fails_who_waited_and_nothing_is_stored()
    {
        var failing = _manager.Memoize((int id) => ++_calls == 1 ? throw new InvalidOperationException("first") : id, name: "failing");
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await failing.InvokeAsync(1));
        Assert.Equal(1, await failing.InvokeAsync(1));
    }

    [Fact]
    public async Task A_null_result_is_cached()
    {
        var find = _manager.Memoize(string? (int id) =>
        {
            _calls++;
            return null;
        }, name: "find");
        Assert.Null(await find.InvokeAsync(1));
        Assert.Null(await find.InvokeAsync(1));
        Assert.Equal(1, _calls);
        Assert.True((await find.TryGetAsync(1)).Found);
    }

    [Fact]
    public async Task A_caller_that_is_cancelled_leaves_alone_and_the_last_one_cancels_the_function()
    {
        var cancelled = new TaskCompletionSource();
        var slow = _manager.Memoize(async (int id, CancellationToken cancellation) =>
        {
            using var registration = cancellation.Register(cancelled.SetResult);
            await cancelled.Task;
            cancellation.ThrowIfCancellationRequested();
            return id;
        }, name: "slow");
        using var first = new CancellationTokenSource();
        using var second = new CancellationTokenSource();
        var one = slow.InvokeAsync(1, first.Token).AsTask();
        var other = slow.InvokeAsync(1, second.Token).AsTask();
        await first.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one);
        Assert.False(cancelled.Task.IsCompleted);
        await second.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => other);
        await cancelled.Task;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await slow.InvokeAsync(1, first.Token));
    }

    [Fact]
    public async Task A_recursive_function_may_ask_for_other_arguments_and_a_ring_is_an_error()
    {
        Memoized<int, long> fibonacci = null!;
        fibonacci = _manager.Memoize(
            async (int n) => n < 2 ? n : await fibonacci.InvokeAsync(n - 1) + await fibonacci.InvokeAsync(n - 2), name: "fibonacci");
        Assert.Equal(832040, await fibonacci.InvokeAsync(30));
        Memoized<int, int> ring = null!;
        ring = _manager.Memoize(async (int n) => await ring.InvokeAsync((n + 1) % 3), name: "ring");
        await Assert.ThrowsAsync<CacheRingException>(async () => await ring.InvokeAsync(0));
    }

    [Fact]
    public async Task Results_are_removed_by_arguments_or_all_at_once()
    {
        var next = _manager.Memoize((int id) => ++_calls, name: "next");
        Assert.Equal((1, 2), (await next.InvokeAsync(1), await next.InvokeAsync(2)));
        await next.RemoveAsync(1);
        Assert.False((await next.TryGetAsync(1)).Found);
        Assert.Equal((3, 2), (await next.InvokeAsync(1), await next.InvokeAsync(2)));
        await next.ClearAsync();
        Assert.Equal((4, 5), (await next.InvokeAsync(1), await next.InvokeAsync(2)));
    }

    [Fact]
    public async Task A_result_is_set_looked_for_and_made_anew()
    {
        var next = _manager.Memoize((int id) => ++_calls, name: "next");
        Assert.False((await next.TryGetAsync(1)).Found);
        await next.SetAsync(1, 70);
        Assert.Equal((70, 70), ((await next.TryGetAsync(1)).Value, await next.InvokeAsync(1)));
        Assert.Equal(1, await next.RefreshAsync(1));
        Assert.Equal((1, 1), ((await next.TryGetAsync(1)).Value, await next.InvokeAsync(1)));
        Assert.Equal(2, await next.Original(1, default));
        Assert.Equal(1, await next.InvokeAsync(1));
    }

    [Fact]
    public async Task An_invalidation_during_a_refresh_is_not_undone()
    {
        var source = 1;
        TaskCompletionSource? gate = null;
        var read = _manager.Memoize(async (int id) =>
        {
            var seen = source;
            if (gate is not null) await gate.Task;
            return seen;
        }, name: "read", tags: static id => [$"id:{id}"]);
        foreach (var invalidate in new Func<ValueTask>[] { () => read.RemoveAsync(1), () => _manager.RemoveByTagAsync("id:1") })
        {
            await read.SetAsync(1, source);
            gate = new();
            var refresh = read.RefreshAsync(1).AsTask();
            source++;
            await invalidate();
            gate.SetResult();
            await refresh;
            Assert.Equal(source, await read.InvokeAsync(1));
        }
    }

    [Fact]
    public async Task Two_refreshes_at_once_each_run_the_function_that_saw_what_came_before_them()
    {
        var gate = new TaskCompletionSource();
        var next = _manager.Memoize(async (int id) =>
        {
            var made = Interlocked.Increment(ref _calls);
            await gate.Task;
            return made;
        }, name: "next");
        var first = next.RefreshAsync(1).AsTask();
        var second = next.RefreshAsync(1).AsTask();
        gate.SetResult();
        Assert.Equal([1, 2], (await Task.WhenAll(first, second)).Order());
        Assert.Equal(2, await next.InvokeAsync(1));
    }

    [Fact]
    public async Task Options_say_how_long_and_a_selector_says_which_tags()
    {
        var next = _manager.Memoize((int id) => ++_calls, new() { Expire = 60, Stale = TimeSpan.Zero, Tags = ["all"] }, "next", tags: static id => [$"id:{id}"]);
        Assert.Equal((1, 2), (await next.InvokeAsync(1), await next.InvokeAsync(2)));
        await _manager.RemoveByTagAsync("id:1");
        Assert.Equal((3, 2), (await next.InvokeAsync(1), await next.InvokeAsync(2)));
        await next.SetAsync(1, 70);
        Assert.Equal(["all", "id:1"], (await next.TryGetAsync(1)).Entry!.Tags.Order());
        await _manager.RemoveByTagAsync("id:1");
        Assert.Equal((4, 2), (await next.InvokeAsync(1), await next.InvokeAsync(2)));
        await _manager.RemoveByTagAsync("all");
        Assert.Equal((5, 6), (await next.InvokeAsync(1), await next.InvokeAsync(2)));
        Time.Advance(60);
        Assert.Equal((7, 8), (await next.InvokeAsync(1), await next.InvokeAsync(2)));
    }

    [Fact]
    public async Task A_version_and_an_accept_in_the_options_count()
    {
        var old = _manager.Memoize((int id) => ++_calls, new() { Version = 1 }, "next");
        var renewed = _manager.Memoize((int id) => ++_calls, new() { Version = 2 }, "next");
        var odd = _manager.Memoize((int id) => ++_calls, new() { Version = 2, Accept = static value => (int)value! % 2 == 1 }, "next");
        Assert.Equal((1, 1), (await old.InvokeAsync(1), await old.InvokeAsync(1)));
        Assert.Equal((2, 2), (await renewed.InvokeAsync(1), await renewed.InvokeAsync(1)));
        Assert.Equal((3, 3), (await odd.InvokeAsync(1), await odd.InvokeAsync(1)));
    }

    [Fact]
    public async Task A_key_selector_keys_by_some_of_the_arguments()
    {
        var greet = _manager.Memoize((Uri source, int id) => $"{source}{id}", name: "greet", key: static (_, id) => id);
        Assert.Equal("http://a/1", await greet.InvokeAsync(new("http://a"), 1));
        Assert.Equal("http://a/1", await greet.InvokeAsync(new("http://b"), 1));
        Assert.Equal("http://b/2", await greet.InvokeAsync(new("http://b"), 2));
    }

    [Fact]
    public async Task Arguments_are_keys_typed_and_apart()
    {
        var show = _manager.Memoize((object? a, object? b) => $"{++_calls}", name: "show");
        object?[] values = [null, "null", "", 1, "1", 'a', "a", DayOfWeek.Monday, new[] { 1 }, new[] { new[] { 1 } }, Array.Empty<int>(), (1, 2), ("1", "2")];
        var results = new HashSet<string>();
        foreach (var a in values)
            foreach (var b in values) results.Add(await show.InvokeAsync(a, b));
        Assert.Equal(values.Length * values.Length, results.Count);
        Assert.Equal("1", await show.InvokeAsync(null, null));
    }
}

public sealed class MemoizeInMemoryTests() : MemoizeTests("memory");

public sealed class MemoizeInBytesTests() : MemoizeTests("bytes");
