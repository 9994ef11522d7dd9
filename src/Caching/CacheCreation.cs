using Caching.Policies;

namespace Caching;

/// <summary>What a factory sees of the entry that it makes, and may change. Not safe for use by several threads at once.</summary>
public sealed class CacheCreation
{
    private bool _doNotStore;

    internal CacheCreation(CachePlan plan, CancellationToken cancellation)
    {
        CancellationToken = cancellation;
        Expire = plan.Expire;
        Sliding = plan.Sliding;
        Stale = plan.Stale;
        Size = plan.Options.Size;
        Tags = plan.Options.Tags is { } tags ? new HashSet<string>(tags, StringComparer.Ordinal) : new(StringComparer.Ordinal);
    }

    /// <summary>Cancelled when all that waited for the value have left.</summary>
    public CancellationToken CancellationToken { get; }

    /// <summary>How long the value will be fresh, from the end of the factory.</summary>
    public CacheExpire Expire { get; set; }

    /// <summary>The longest time between two hits; null: hits do not matter.</summary>
    public TimeSpan? Sliding { get; set; }

    /// <summary>The stale window; null: a tenth of the expire, at most a minute.</summary>
    public TimeSpan? Stale { get; set; }

    /// <summary>The tags of the value. A tag invalidated at any time since the factory began voids the value, also if added later.</summary>
    public ISet<string> Tags { get; }

    /// <summary>
    /// What the value costs in memory, in bytes. Null: estimated, exactly for strings, byte arrays and arrays of numbers,
    /// else at <see cref="EntryCost.Unknown"/> bytes.
    /// </summary>
    public long? Size { get; set; }

    /// <summary>The value is handed to all that wait for it and not stored.</summary>
    public void DoNotStore() => _doNotStore = true;

    internal bool IsStored => !_doNotStore && (Expire.IsNever || Expire.Span > TimeSpan.Zero);
}
