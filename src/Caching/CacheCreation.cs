using Caching.Policies;

namespace Caching;

/// <summary>What a factory sees of the entry that it makes, and may change. Not safe for use by several threads at once.</summary>
public sealed class CacheCreation
{
    private bool _doNotStore;
    private object? _old;

    internal CacheCreation(CachePlan plan, CancellationToken cancellation)
    {
        CancellationToken = cancellation;
        Expire = plan.Expire;
        Sliding = plan.Sliding;
        Stale = plan.Stale;
        StaleIfError = plan.StaleIfError;
        RefreshAfter = plan.RefreshAfter;
        Jitter = plan.Jitter;
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

    /// <summary>As <see cref="CacheRegion.StaleIfError"/>.</summary>
    public TimeSpan? StaleIfError { get; set; }

    /// <summary>As <see cref="CacheRegion.RefreshAfter"/>.</summary>
    public double? RefreshAfter { get; set; }

    /// <summary>As <see cref="CacheRegion.Jitter"/>.</summary>
    public double Jitter { get; set; }

    /// <summary>The tags of the value. A tag invalidated at any time since the factory began voids the value, also if added later.</summary>
    public ISet<string> Tags { get; }

    /// <summary>
    /// What the value costs in memory, in bytes. Null: estimated, exactly for strings, byte arrays and arrays of numbers,
    /// else at <see cref="EntryCost.Unknown"/> bytes.
    /// </summary>
    public long? Size { get; set; }

    /// <summary>
    /// The entry that this one takes the place of, while its value could still be served: stale, or kept for errors. Null: there is none.
    /// </summary>
    public EntryHeader? OldEntry { get; private set; }

    /// <summary>The value of <see cref="OldEntry"/>, to make the new one from, or to ask its source whether it has changed.</summary>
    public bool TryGetOld<T>(out T? value)
    {
        value = OldEntry is not null && _old is T old ? old : default;
        return OldEntry is not null && (_old is T || (_old is null && default(T) is null));
    }

    /// <summary>
    /// The old value, for the factory to return: its source has not changed. It is stored as if made now, with the times and tags of this
    /// creation.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is no old value; ask <see cref="TryGetOld"/> first.</exception>
    public T NotModified<T>() => TryGetOld<T>(out var value)
        ? value!
        : throw new InvalidOperationException("There is no old value that could be not modified. Ask TryGetOld first.");

    /// <summary>The value is handed to all that wait for it and not stored.</summary>
    public void DoNotStore() => _doNotStore = true;

    internal bool IsStored => !_doNotStore && (Expire.IsNever || Expire.Span > TimeSpan.Zero);

    internal void Replaces<T>(CacheResult<T> found)
    {
        if (!found.HasOld) return;
        _old = found.Old;
        OldEntry = found.OldEntry;
    }
}
