using Caching.Entries;
using Caching.Stores;

namespace Caching.Policies;

/// <summary>The options of one call over the policy that applies to it, and the store that both lead to.</summary>
internal readonly struct CachePlan(StoreDoor door, CacheEntryOptions options, Policy policy)
{
    private static readonly TimeSpan DefaultRetryAfter = TimeSpan.FromSeconds(5);

    public StoreDoor Door { get; } = door;

    public CacheEntryOptions Options { get; } = options;

    public bool IsEnabled => policy.IsEnabled;

    public CacheExpire Expire => Options.Expire ?? policy.Region.Expire ?? CacheExpire.Never;

    public TimeSpan? Sliding => Options.Sliding ?? policy.Region.Sliding;

    public double Jitter => Options.Jitter ?? policy.Region.Jitter ?? 0;

    public TimeSpan? Stale => Options.Stale ?? policy.Region.Stale;

    public TimeSpan? StaleIfError => Options.StaleIfError ?? policy.Region.StaleIfError;

    public TimeSpan RetryAfter => Options.RetryAfter ?? policy.Region.RetryAfter ?? DefaultRetryAfter;

    public double? RefreshAfter => Options.RefreshAfter ?? policy.Region.RefreshAfter;

    public TimeSpan? SoftTimeout => Options.SoftTimeout ?? policy.Region.SoftTimeout;

    public TimeSpan? HardTimeout => Options.HardTimeout ?? policy.Region.HardTimeout;

    public TimeSpan FailureExpire => Options.FailureExpire ?? policy.Region.FailureExpire ?? TimeSpan.Zero;

    public EntrySeal Seal => policy.Seal;

    public ulong Version => Options.Version;

    public bool Accepts<T>(T value) => Options.Accept is not { } accept || accept(value);
}
