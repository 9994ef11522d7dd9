using Caching.Tests.Support;

namespace Caching.Tests.Policies;

/// <summary>What a call does not say comes from its region, and what that does not say from the defaults: every member.</summary>
public sealed class RegionTests
{
    private static readonly CacheRegion Full = new()
    {
        Type = "memory",
        Enabled = false,
        Expire = 1,
        Sliding = TimeSpan.FromSeconds(2),
        Jitter = 0.3,
        Stale = TimeSpan.FromSeconds(4),
        StaleIfError = TimeSpan.FromSeconds(5),
        RetryAfter = TimeSpan.FromSeconds(6),
        RefreshAfter = 0.7,
        SoftTimeout = TimeSpan.FromSeconds(8),
        HardTimeout = TimeSpan.FromSeconds(9),
        FailureExpire = TimeSpan.FromSeconds(10),
        Secret = "eleven",
    };

    [Fact]
    public void A_region_that_says_nothing_is_its_defaults_and_one_that_says_all_is_itself()
    {
        Assert.Equal(Full, new CacheRegion().Over(Full));
        var other = new CacheRegion
        {
            Type = "other",
            Enabled = true,
            Expire = 100,
            Sliding = TimeSpan.FromSeconds(20),
            Jitter = 0.1,
            Stale = TimeSpan.FromSeconds(40),
            StaleIfError = TimeSpan.FromSeconds(50),
            RetryAfter = TimeSpan.FromSeconds(60),
            RefreshAfter = 0.2,
            SoftTimeout = TimeSpan.FromSeconds(80),
            HardTimeout = TimeSpan.FromSeconds(90),
            FailureExpire = TimeSpan.FromSeconds(100),
            Secret = "other",
        };
        Assert.Equal(Full, Full.Over(other));
        Assert.All(typeof(CacheRegion).GetProperties(), member => Assert.NotNull(member.GetValue(Full)));
    }

    [Fact]
    public void Options_that_say_nothing_are_those_of_the_cache_object_and_those_that_say_all_are_themselves()
    {
        using var manager = new CacheManager();
        var full = new CacheEntryOptions
        {
            Type = "memory",
            Region = "r",
            Expire = 1,
            Sliding = TimeSpan.FromSeconds(2),
            Jitter = 0.3,
            Stale = TimeSpan.FromSeconds(4),
            StaleIfError = TimeSpan.FromSeconds(5),
            RetryAfter = TimeSpan.FromSeconds(6),
            RefreshAfter = 0.7,
            SoftTimeout = TimeSpan.FromSeconds(8),
            HardTimeout = TimeSpan.FromSeconds(9),
            FailureExpire = TimeSpan.FromSeconds(10),
            Tags = ["t"],
            Version = 11,
            Versions = [11],
            Accept = _ => true,
            Refresh = StaleRefresh.Caller,
            Explanation = new(),
            Size = 12,
            Ahead = new(manager),
        };
        Assert.Equal(full, new CacheEntryOptions().Over(full));
        Assert.Equal(full, full.Over(new() { Type = "x", Region = "y", Expire = 9, Version = 8, Size = 7, Tags = [], Accept = _ => false }));
        Assert.All(typeof(CacheEntryOptions).GetProperties(), member => Assert.NotNull(member.GetValue(full)));
    }

    [Fact]
    public async Task Each_policy_of_a_region_holds_for_calls_that_name_it_and_what_a_call_says_comes_first()
    {
        var time = new ManualTime();
        var options = new CacheManagerOptions { DefaultExpire = 10 };
        options.Regions["r"] = new() { Stale = TimeSpan.Zero, StaleIfError = TimeSpan.FromSeconds(60), FailureExpire = TimeSpan.FromSeconds(5) };
        await using var manager = new CacheManager(options, time);
        var cache = manager.GetCache("ns", new() { Region = "r" });
        var runs = 0;
        ValueTask<int> Fail(CancellationToken _)
        {
            runs++;
            throw new InvalidOperationException("no");
        }

        for (var i = 0; i < 3; i++) await Assert.ThrowsAsync<InvalidOperationException>(async () => await cache.GetOrCreateAsync("k", Fail));
        Assert.Equal(1, runs);
        await cache.SetAsync("k", 7);
        time.Advance(10);
        Assert.Equal(7, await cache.GetOrCreateAsync("k", Fail));
        Assert.Equal(2, runs);
        await cache.SetAsync("k", 8, new() { Expire = 20, StaleIfError = TimeSpan.Zero });
        time.Advance(20);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await cache.GetOrCreateAsync("k", Fail, new() { FailureExpire = TimeSpan.Zero }));
    }
}
