namespace Caching;

/// <summary>What a look-up found, if anything.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
public readonly struct CacheResult<T>
{
    private readonly EntryHeader? _header;
    private readonly T? _value;
    private readonly EntryState _state;

    internal CacheResult(T value, EntryHeader header, EntryState state, CacheMiss lost = CacheMiss.Expired)
    {
        _value = value;
        _header = header;
        _state = state;
        Miss = state >= EntryState.Stale ? CacheMiss.None : lost;
    }

    internal CacheResult(CacheMiss miss)
    {
        Miss = miss;
        _value = default;
    }

    /// <summary>Whether there is a value that may be served, fresh or stale.</summary>
    public bool Found => _state >= EntryState.Stale;

    /// <summary>The value; the default of its type where nothing was found. A stored null is found and null.</summary>
    public T? Value => Found ? _value : default;

    /// <summary>Whether the value is past its expire, or expired by an invalidation, and inside its stale window.</summary>
    public bool IsStale => _state == EntryState.Stale;

    /// <summary>When it was made, until when it is fresh and stale, its version and tags. Null where nothing was found.</summary>
    public EntryHeader? Entry => Found ? _header : null;

    /// <summary>Why nothing was found.</summary>
    public CacheMiss Miss { get; }

    internal EntryState State => _state;

    /// <summary>Whether there is a value for the case that making a new one fails.</summary>
    internal bool HasOld => _state >= EntryState.Failing;

    internal T Old => _value!;

    internal EntryHeader? OldEntry => _header;

    /// <summary>How old the value is at <paramref name="now"/>; zero where nothing was found.</summary>
    public TimeSpan AgeAt(DateTimeOffset now) => Entry is { } entry ? now - entry.Created : TimeSpan.Zero;
}
