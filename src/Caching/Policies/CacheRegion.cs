namespace Caching;

/// <summary>A named policy and store. What a call does not say is taken from its region, then from the manager's defaults.</summary>
public sealed record CacheRegion
{
    /// <summary>The type: which store. Null: the manager's default type.</summary>
    public string? Type { get; init; }

    /// <summary>How long values are fresh. Null: the manager's default.</summary>
    public CacheExpire? Expire { get; init; }

    /// <summary>The longest time between two hits. Null: hits do not matter.</summary>
    public TimeSpan? Sliding { get; init; }

    /// <summary>The stale window. Null: a tenth of the expire, at most a minute. Zero: none.</summary>
    public TimeSpan? Stale { get; init; }
}
