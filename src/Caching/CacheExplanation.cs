using Caching.Coordination;

namespace Caching;

/// <summary>What a call of get-or-create came to.</summary>
public enum CacheOutcome
{
    /// <summary>Nothing yet: the call has not returned, or failed.</summary>
    None,

    /// <summary>What is stored was served.</summary>
    Hit,

    /// <summary>An old value was served: inside its stale window, or since making a new one failed.</summary>
    Stale,

    /// <summary>Another call was making the value, and this one waited for it.</summary>
    Joined,

    /// <summary>This call had it made: here, or while it got ready to, by another process.</summary>
    Made,
}

/// <summary>
/// Filled in by one call of <see cref="Cache.GetOrCreateAsync{TState, T}"/> that has it in its options: what became of the call, and why.
/// For people who wonder; it is for one key and one call, and not for calls with many keys.
/// </summary>
public sealed class CacheExplanation
{
    /// <summary>What the call came to.</summary>
    public CacheOutcome Outcome { get; private set; }

    /// <summary>Why there was nothing to serve; <see cref="CacheMiss.None"/> for a hit, and where a stale value was made anew.</summary>
    public CacheMiss Miss { get; private set; }

    /// <summary>The entry that was served, or the one that is there and was not; null where none is, or nobody can say.</summary>
    public EntryHeader? Entry { get; private set; }

    /// <summary>The value of <see cref="Entry"/> where it was refused for its version or by <see cref="CacheEntryOptions.Accept"/>; null where it cannot be had.</summary>
    public object? Refused { get; private set; }

    /// <summary>
    /// The tag whose invalidation voided <see cref="Entry"/>, or ended its freshness; <c>*</c> where everything was invalidated, null where the
    /// namespace was, or none.
    /// </summary>
    public string? Tag { get; private set; }

    /// <summary>Whether an invalidation of a tag, of the namespace or of everything voided the entry, or ended its freshness.</summary>
    public bool IsInvalidated { get; private set; }

    /// <summary>When that invalidation was; null where another process made it, or it is too long ago.</summary>
    public DateTimeOffset? InvalidatedAt { get; private set; }

    internal void Served<T>(CacheManager manager, CacheResult<T> found) =>
        Note(manager, found.State >= EntryState.Early ? CacheOutcome.Hit : CacheOutcome.Stale, CacheMiss.None, found.OldEntry);

    internal void Hit(EntryHeader entry) => (Outcome, Miss, Entry) = (CacheOutcome.Hit, CacheMiss.None, entry);

    internal void Joined(CacheMiss miss) => (Outcome, Miss) = (CacheOutcome.Joined, miss);

    internal void Disabled() => (Outcome, Miss) = (CacheOutcome.Made, CacheMiss.Disabled);

    internal void Making<T>(CacheManager manager, CacheResult<T> old)
    {
        Note(manager, CacheOutcome.Made, old.Miss, old.OldEntry);
        Refused = old.Miss is CacheMiss.OtherVersion or CacheMiss.NotAccepted ? old.Old : null;
    }

    private void Note(CacheManager manager, CacheOutcome outcome, CacheMiss miss, EntryHeader? entry)
    {
        (Outcome, Miss, Entry) = (outcome, miss, entry);
        var name = entry?.EndedBy;
        IsInvalidated = name is not null;
        if (name is null) return;
        (var everything, InvalidatedAt) = manager.Invalidations.Find(name);
        Tag = everything ? "*" : EpochNames.IsTag(name) ? EpochNames.TagOf(name) : null;
    }
}
