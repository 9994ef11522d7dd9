namespace Caching.Tests.Contract;

public abstract partial class StoreContract
{
    [Fact]
    public async Task Many_are_read_set_and_removed_in_order_and_a_key_may_come_twice()
    {
        await Cache.SetManyAsync(new Dictionary<int, string> { [1] = "one", [2] = "two", [3] = "three" });
        Assert.Equal("two", await Stored(2));
        var found = await Cache.GetManyAsync<string>([3, 9, 1, 3]);
        Assert.Equal(["three", null, "one", "three"], found.Select(result => result.Value));
        Assert.Equal([CacheMiss.None, CacheMiss.Absent, CacheMiss.None, CacheMiss.None], found.Select(result => result.Miss));
        await Cache.RemoveManyAsync([1, 3, 1]);
        Assert.Equal([null, "two", null], (await Cache.GetManyAsync<string>([1, 2, 3])).Select(result => result.Value));
    }

    [Fact]
    public async Task Of_a_key_that_is_set_twice_in_one_call_the_last_value_counts()
    {
        await Cache.SetManyAsync<string, string>([new("k", "first"), new("k", "last")]);
        Assert.Equal("last", await Stored("k"));
    }

    [Fact]
    public async Task Many_of_nothing_are_nothing()
    {
        Assert.Empty(await Cache.GetManyAsync<string>([]));
        Assert.Empty(await Cache.GetOrCreateManyAsync(Array.Empty<int>(), (_, _) => new ValueTask<string[]>(["never"])));
        await Cache.SetManyAsync(new Dictionary<int, string>());
        await Cache.RemoveManyAsync(Array.Empty<string>());
    }

    [Fact]
    public async Task What_is_missing_is_made_by_one_call_of_the_factory_and_stored()
    {
        await Cache.SetAsync(2, "stored 2");
        var asked = new List<int[]>();
        ValueTask<string[]> MakeAll(IReadOnlyList<int> missing, CancellationToken cancellation)
        {
            asked.Add([.. missing]);
            return new([.. missing.Select(key => $"made {key}")]);
        }

        Assert.Equal(["made 3", "stored 2", "made 1", "made 3"], await Cache.GetOrCreateManyAsync([3, 2, 1, 3], MakeAll));
        Assert.Equal([3, 1], Assert.Single(asked));
        Assert.Equal(["made 1", "stored 2", "made 3"], await Cache.GetOrCreateManyAsync([1, 2, 3], MakeAll));
        Assert.Single(asked);
        Assert.Equal("made 3", await Cache.GetOrCreateAsync(3, Make("not this")));
    }

    [Fact]
    public async Task A_factory_of_many_says_of_each_entry_what_its_tags_and_times_are_and_whether_it_is_stored()
    {
        await Cache.GetOrCreateManyAsync<string, string>(["x", "a", "x", "b", "c"], creations =>
        {
            Assert.Equal(["x", "a", "b", "c"], creations.Keys);
            Assert.Equal([0, 1, 3, 4], creations.Positions);
            creations[0].Tags.Add("t");
            creations[1].Expire = 10;
            creations[2].DoNotStore();
            return new(["X", "A", "B", "C"]);
        }, 100);
        Time.Advance(20);
        await Manager.RemoveByTagAsync("t");
        Assert.Equal([null, null, null, "C"], (await Cache.GetManyAsync<string>(["x", "a", "b", "c"])).Select(found => found.Value));
    }

    [Fact]
    public async Task Calls_for_one_key_and_for_many_run_the_factory_of_a_key_once()
    {
        TaskCompletionSource<string> single = new();
        TaskCompletionSource many = new();
        var one = Cache.GetOrCreateAsync(1, _ => new ValueTask<string>(single.Task)).AsTask();
        var asked = new List<int>();
        var all = Cache.GetOrCreateManyAsync([1, 2, 3], async (missing, _) =>
        {
            asked.AddRange(missing);
            await many.Task;
            return missing.Select(key => $"many {key}").ToArray();
        }).AsTask();
        var three = Cache.GetOrCreateAsync(3, Make("not this")).AsTask();
        many.SetResult();
        Assert.Equal("many 3", await three.WaitAsync(Hang));
        Assert.False(all.IsCompleted);
        single.SetResult("single 1");
        Assert.Equal(["single 1", "many 2", "many 3"], await all.WaitAsync(Hang));
        Assert.Equal("single 1", await one);
        Assert.Equal([2, 3], asked);
    }

    [Fact]
    public async Task Calls_for_the_same_keys_in_opposite_order_do_not_wait_for_each_other_for_ever()
    {
        var made = new int[40];
        int[] keys = [.. Enumerable.Range(0, made.Length)];
        async ValueTask<int[]> MakeAll(IReadOnlyList<int> missing, CancellationToken cancellation)
        {
            await Task.Yield();
            foreach (var key in missing) Interlocked.Increment(ref made[key]);
            return [.. missing];
        }

        var calls = Enumerable.Range(0, 8).Select(i => Task.Run(async () => await Cache.GetOrCreateManyAsync(
            i % 2 == 0 ? keys.Skip(i) : keys.Reverse().Skip(i), MakeAll))).ToArray();
        foreach (var values in await Task.WhenAll(calls).WaitAsync(Hang)) Assert.NotEmpty(values);
        Assert.All(made, count => Assert.Equal(1, count));
    }

    [Fact]
    public async Task A_factory_of_many_that_throws_fails_its_keys_once_with_the_same_error_and_the_next_caller_tries_again()
    {
        await Cache.SetAsync("there", "stored");
        var gate = new TaskCompletionSource<string[]>();
        var many = Cache.GetOrCreateManyAsync(["a", "there", "b"], (_, _) => new ValueTask<string[]>(gate.Task)).AsTask();
        var joined = Cache.GetOrCreateAsync("b", Make("not this")).AsTask();
        var error = new InvalidOperationException("no");
        gate.SetException(error);
        Assert.Same(error, await Assert.ThrowsAsync<InvalidOperationException>(() => many));
        Assert.Same(error, await Assert.ThrowsAsync<InvalidOperationException>(() => joined));
        Assert.Equal([null, "stored", null], (await Cache.GetManyAsync<string>(["a", "there", "b"])).Select(found => found.Value));
        Assert.Equal("made", await Cache.GetOrCreateAsync("b", Make("made")));
    }

    [Fact]
    public async Task A_factory_that_gives_another_number_of_values_than_it_was_asked_for_is_an_error_and_nothing_is_stored()
    {
        var error = await Assert.ThrowsAsync<CacheException>(async () =>
            await Cache.GetOrCreateManyAsync([1, 2], (_, _) => new ValueTask<string[]>(["one"])));
        Assert.Contains("2 values of contract and gave 1", error.Message);
        Assert.Null(await Stored(1));
    }

    [Fact]
    public async Task A_failed_key_that_a_call_joined_fails_the_call_and_its_own_keys_are_made_for_those_who_wait()
    {
        TaskCompletionSource<string> joined = new();
        TaskCompletionSource<string[]> own = new();
        var token = CancellationToken.None;
        var other = Cache.GetOrCreateAsync(1, _ => new ValueTask<string>(joined.Task)).AsTask();
        var many = Cache.GetOrCreateManyAsync([1, 2, 3], (_, cancellation) =>
        {
            token = cancellation;
            return new ValueTask<string[]>(own.Task);
        }).AsTask();
        var waits = Cache.GetOrCreateAsync(2, Make("not this")).AsTask();
        joined.SetException(new InvalidOperationException("no"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => many.WaitAsync(Hang));
        await Assert.ThrowsAsync<InvalidOperationException>(() => other);
        Assert.False(token.IsCancellationRequested);
        own.SetResult(["two", "three"]);
        Assert.Equal("two", await waits.WaitAsync(Hang));
    }
}
