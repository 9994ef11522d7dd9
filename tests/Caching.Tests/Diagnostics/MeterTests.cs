using System.Diagnostics;
using Caching.Tests.Support;

namespace Caching.Tests.Diagnostics;

public sealed class MeterTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly CacheManager _manager;

    // A store that keeps what was invalidated until it is asked: memory drops it and then knows nothing of it.
    public MeterTests() => _manager = new(new CacheManagerOptions { DefaultType = "simple" }.AddStore("simple", _ => new SimpleLocalStore()), _time);

    public void Dispose() => _manager.Dispose();

    [Fact]
    public async Task Hits_misses_stale_hits_creations_and_failures_are_counted_with_their_store()
    {
        using var counters = new CountersOf(_manager);
        var cache = _manager.GetCache("ns");
        await cache.GetOrCreateAsync("k", _ => new ValueTask<string>("made"), 100);
        await cache.GetOrCreateAsync("k", _ => new ValueTask<string>("not this"), 100);
        await cache.TryGetAsync<int>("k");
        _time.Advance(105);
        await cache.TryGetAsync<string>("k");
        await Assert.ThrowsAsync<InvalidOperationException>(async () =>
            await cache.GetOrCreateAsync<string>("fails", _ => throw new InvalidOperationException("no")));
        Assert.Equal((1, 3, 1), (counters["cache.hits simple"], counters["cache.misses simple"], counters["cache.stale simple"]));
        Assert.Equal((1, 1), (counters["cache.creations simple"], counters["cache.failures simple"]));
    }

    [Fact]
    public async Task A_miss_is_counted_with_its_reason()
    {
        using var counters = new CountersOf(_manager);
        var cache = _manager.GetCache("ns");
        await cache.TryGetAsync<string>("absent");
        await cache.SetAsync("k", "value", new() { Tags = ["t"] });
        await cache.TryGetAsync<int>("k");
        await cache.TryGetAsync<string>("k", new() { Version = 1 });
        await _manager.RemoveByTagAsync("t");
        await cache.TryGetAsync<string>("k");
        Assert.Equal(
            (1, 1, 1, 1),
            (counters["cache.misses absent"], counters["cache.misses other_type"], counters["cache.misses other_version"],
                counters["cache.misses invalidated"]));
    }

    [Fact]
    public async Task Each_run_of_a_factory_is_an_activity_and_one_that_failed_says_so()
    {
        var seen = new List<Activity>();
        // Other tests run factories too: a namespace of its own tells these apart.
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == "Caching",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.GetTagItem("cache.namespace") is not "traced") return;
                lock (seen) seen.Add(activity);
            },
        };
        ActivitySource.AddActivityListener(listener);
        var cache = _manager.GetCache("traced");
        await cache.GetOrCreateAsync("k", _ => new ValueTask<string>(Activity.Current!.OperationName));
        await cache.GetOrCreateManyAsync([1, 2], (missing, _) => new ValueTask<int[]>([.. missing]));
        await Assert.ThrowsAsync<InvalidOperationException>(async () =>
            await cache.GetOrCreateAsync<string>("fails", _ => throw new InvalidOperationException("no")));
        await cache.GetOrCreateAsync("k", _ => new ValueTask<string>("a hit is none"));
        Assert.Equal(["cache.create", "cache.create", "cache.create"], seen.Select(activity => activity.OperationName));
        Assert.All(seen, activity => Assert.Equal("simple", activity.GetTagItem("cache.type")));
        Assert.Equal([null, 2, null], seen.Select(activity => activity.GetTagItem("cache.keys")));
        Assert.Equal((ActivityStatusCode.Unset, ActivityStatusCode.Error), (seen[0].Status, seen[2].Status));
        Assert.Equal("no", seen[2].StatusDescription);
    }
}
