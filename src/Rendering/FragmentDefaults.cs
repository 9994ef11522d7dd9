using Caching;

namespace Rendering;

/// <summary>What cached sections and partials take where neither they nor their template say it. A page is not one of them.</summary>
public sealed record FragmentDefaults
{
    /// <summary>How long they are fresh; null for what the caches' defaults say.</summary>
    public CacheExpire? Expire { get; init; }

    /// <summary>The longest time between two hits.</summary>
    public TimeSpan? Sliding { get; init; }

    /// <summary>How long after their expire they may be served while they are made anew.</summary>
    public TimeSpan? Stale { get; init; }

    /// <summary>The store.</summary>
    public string? Type { get; init; }

    /// <summary>
    /// The region. A section that names a region of its own takes nothing from these defaults: the region's times and store are what it wants.
    /// </summary>
    public string? Region { get; init; }
}
