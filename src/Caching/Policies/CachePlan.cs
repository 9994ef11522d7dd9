using Caching.Entries;
using Caching.Stores;

namespace Caching.Policies;

/// <summary>The options of one call over the policy that applies to it, and the store that both lead to.</summary>
/// <param name="door">The store.</param>
/// <param name="options">What the call says.</param>
/// <param name="policy">What applies where it does not.</param>
/// <param name="versions">Of a plan for many keys, the version of each; null where all have that of the options.</param>
/// <param name="version">Of a plan for one of them, its version.</param>
internal readonly struct CachePlan(
    StoreDoor door, CacheEntryOptions options, Policy policy, IReadOnlyList<ulong>? versions = null, ulong? version = null)
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

    public ulong Version => version ?? Options.Version;

    /// <summary>The plan for the key at this index of those that this plan is for.</summary>
    public CachePlan At(int index) => versions is null ? this : new(Door, Options, policy, null, versions[index]);

    /// <summary>The plan for some of the keys, those at these indices of the call's or of another such choice.</summary>
    public CachePlan Among(IReadOnlyList<int> indices)
    {
        if (versions is null) return this;
        var all = versions;
        return new(Door, Options, policy, [.. indices.Select(index => all[index])]);
    }

    /// <summary>The plan with the versions that the call gives its keys, if it does.</summary>
    /// <param name="positions">Where each key stands in the call.</param>
    /// <param name="count">How many keys the call gave.</param>
    /// <exception cref="CacheException">There is not one version for each key.</exception>
    public CachePlan ForMany(IReadOnlyList<int> positions, int count)
    {
        if (Options.Versions is not { } all) return this;
        if (all.Count != count) throw new CacheException($"{nameof(CacheEntryOptions.Versions)} has {all.Count} versions for {count} keys: it must have one for each, in their order.");
        return new CachePlan(Door, Options, policy, all).Among(positions);
    }

    public bool Accepts<T>(T value) => Options.Accept is not { } accept || accept(value);
}
