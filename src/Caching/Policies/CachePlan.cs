using Caching.Stores;

namespace Caching.Policies;

/// <summary>The options of one call over the policy that applies to it, and the store that both lead to.</summary>
internal readonly struct CachePlan(StoreDoor door, CacheEntryOptions options, CacheRegion policy)
{
    private static readonly TimeSpan DefaultRetryAfter = TimeSpan.FromSeconds(5);

    public StoreDoor Door { get; } = door;

    public CacheEntryOptions Options { get; } = options;

    public bool IsEnabled => policy.Enabled ?? true;

    public CacheExpire Expire => Options.Expire ?? policy.Expire ?? CacheExpire.Never;

    public TimeSpan? Sliding => Options.Sliding ?? policy.Sliding;

    public double Jitter => Options.Jitter ?? policy.Jitter ?? 0;

    public TimeSpan? Stale => Options.Stale ?? policy.Stale;

    public TimeSpan? StaleIfError => Options.StaleIfError ?? policy.StaleIfError;

    public TimeSpan RetryAfter => Options.RetryAfter ?? policy.RetryAfter ?? DefaultRetryAfter;

    public double? RefreshAfter => Options.RefreshAfter ?? policy.RefreshAfter;

    public TimeSpan? SoftTimeout => Options.SoftTimeout ?? policy.SoftTimeout;

    public TimeSpan? HardTimeout => Options.HardTimeout ?? policy.HardTimeout;

    public TimeSpan FailureExpire => Options.FailureExpire ?? policy.FailureExpire ?? TimeSpan.Zero;

    public string? Secret => policy.Secret;

    public ulong Version => Options.Version;

    public bool Accepts<T>(T value) => Options.Accept is not { } accept || accept(value);
}
