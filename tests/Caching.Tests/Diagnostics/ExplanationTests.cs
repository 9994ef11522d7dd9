using Caching.Tests.Support;

namespace Caching.Tests.Diagnostics;

/// <summary>A call that asks is told what became of it, and why.</summary>
public sealed class ExplanationTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly CacheManager _manager;
    private readonly Cache _cache;

    public ExplanationTests()
    {
        var options = new CacheManagerOptions();
        options.AddStore("bytes", static _ => new SimpleByteStore());
        _manager = new(options, _time);
        _cache = _manager.GetCache("ns");
    }

    public static TheoryData<string> Types => ["memory", "bytes"];

    public void Dispose() => _manager.Dispose();

    [Theory]
    [MemberData(nameof(Types))]
    public async Task A_first_call_is_absent_and_the_next_a_hit_of_its_entry(string type)
    {
        Assert.Equal((CacheOutcome.Made, CacheMiss.Absent), Outcome(await AskAsync(type)));
        var made = _time.GetUtcNow();
        _time.Advance(TimeSpan.FromSeconds(3));
        var hit = await AskAsync(type);
        Assert.Equal((CacheOutcome.Hit, CacheMiss.None), Outcome(hit));
        Assert.Equal(made, hit.Entry!.Created);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task An_expired_entry_is_named_with_its_times(string type)
    {
        await AskAsync(type);
        _time.Advance(TimeSpan.FromSeconds(200));
        var missed = await AskAsync(type);
        Assert.Equal((CacheOutcome.Made, CacheMiss.Expired), Outcome(missed));
        Assert.Equal(_time.GetUtcNow() - TimeSpan.FromSeconds(200), missed.Entry!.Created);
        Assert.False(missed.IsInvalidated);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task A_stale_value_that_this_call_makes_anew_is_made_and_no_miss(string type)
    {
        await AskAsync(type);
        _time.Advance(TimeSpan.FromSeconds(102));
        var refreshed = await AskAsync(type);
        Assert.Equal((CacheOutcome.Made, CacheMiss.None), Outcome(refreshed));
        Assert.NotNull(refreshed.Entry);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task An_invalidation_is_told_with_its_tag_and_time(string type)
    {
        await AskAsync(type, tags: ["a", "b"]);
        _time.Advance(TimeSpan.FromSeconds(1));
        var at = _time.GetUtcNow();
        await _manager.RemoveByTagAsync("b");
        _time.Advance(TimeSpan.FromSeconds(1));
        var missed = await AskAsync(type, tags: ["a", "b"]);
        Assert.Equal((CacheOutcome.Made, CacheMiss.Invalidated), Outcome(missed));
        Assert.Equal((true, "b", at), (missed.IsInvalidated, missed.Tag, missed.InvalidatedAt));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task A_cleared_namespace_has_no_tag_and_everything_is_a_star(string type)
    {
        await AskAsync(type);
        await _cache.ClearAsync();
        var cleared = await AskAsync(type);
        Assert.Equal((CacheMiss.Invalidated, null, _time.GetUtcNow()), (cleared.Miss, cleared.Tag, cleared.InvalidatedAt));
        await _manager.RemoveByTagAsync("*");
        Assert.Equal("*", (await AskAsync(type)).Tag);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task Another_version_is_told_with_the_value_that_was_refused(string type)
    {
        await AskAsync(type);
        var missed = await AskAsync(type, version: 2);
        Assert.Equal((CacheOutcome.Made, CacheMiss.OtherVersion), Outcome(missed));
        Assert.Equal(("v1", 1ul), (missed.Refused, missed.Entry!.Version));
    }

    [Fact]
    public async Task A_value_that_the_caller_refused_is_told()
    {
        await AskAsync("memory");
        var why = new CacheExplanation();
        await _cache.GetOrCreateAsync("k", static _ => ValueTask.FromResult("v2"), new() { Version = 1, Accept = static _ => false, Explanation = why });
        Assert.Equal((CacheMiss.NotAccepted, "v1"), (why.Miss, why.Refused));
    }

    [Fact]
    public async Task Who_waits_for_another_call_joined_it()
    {
        var gate = new TaskCompletionSource<string>();
        var (first, second) = (new CacheExplanation(), new CacheExplanation());
        var leads = _cache.GetOrCreateAsync("k", async _ => await gate.Task, new() { Explanation = first }).AsTask();
        var joins = _cache.GetOrCreateAsync("k", static _ => ValueTask.FromResult("no"), new() { Explanation = second }).AsTask();
        gate.SetResult("v");
        Assert.Equal(["v", "v"], await Task.WhenAll(leads, joins));
        Assert.Equal((CacheOutcome.Made, CacheOutcome.Joined), (first.Outcome, second.Outcome));
    }

    [Fact]
    public async Task An_old_value_in_place_of_an_error_is_stale()
    {
        var options = new CacheEntryOptions { Expire = 10, StaleIfError = TimeSpan.FromHours(1), Stale = TimeSpan.Zero };
        await _cache.GetOrCreateAsync("k", static _ => ValueTask.FromResult("v"), options);
        _time.Advance(TimeSpan.FromSeconds(20));
        var why = new CacheExplanation();
        Assert.Equal("v", await _cache.GetOrCreateAsync<string>("k", static _ => throw new InvalidDataException(), options with { Explanation = why }));
        Assert.Equal((CacheOutcome.Stale, CacheMiss.None), Outcome(why));
    }

    [Fact]
    public void A_key_is_described_part_by_part() =>
        Assert.Equal(["(1)", "\"a, b\"", "null", "2.5m"], CacheKey.Of(CacheKey.From(new[] { 1 }), "a, b", null as string, 2.5m).Describe());

    private static (CacheOutcome, CacheMiss) Outcome(CacheExplanation why) => (why.Outcome, why.Miss);

    private async Task<CacheExplanation> AskAsync(string type, string[]? tags = null, ulong version = 1)
    {
        var why = new CacheExplanation();
        var options = new CacheEntryOptions { Type = type, Expire = 100, Version = version, Tags = tags, Explanation = why, Refresh = StaleRefresh.Caller };
        await _cache.GetOrCreateAsync("k", _ => ValueTask.FromResult("v" + version), options);
        return why;
    }
}
