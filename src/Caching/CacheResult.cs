namespace Caching;

/// <summary>What a look-up found, if anything.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
public readonly struct CacheResult<T>
{
    private readonly EntryHeader? _header;

    internal CacheResult(T value, EntryHeader header, EntryState state)
    {
        Value = value;
        _header = header;
        IsStale = state == EntryState.Stale;
    }

    /// <summary>Whether there is a value that may be served, fresh or stale.</summary>
    public bool Found => _header is not null;

    /// <summary>The value; the default of its type where nothing was found. A stored null is found and null.</summary>
    public T? Value { get; }

    /// <summary>Whether the value is past its expire and inside its stale window.</summary>
    public bool IsStale { get; }

    /// <summary>When it was made, until when it is fresh and stale, its version and tags. Null where nothing was found.</summary>
    public EntryHeader? Entry => _header;

    /// <summary>How old the value is at <paramref name="now"/>; zero where nothing was found.</summary>
    public TimeSpan AgeAt(DateTimeOffset now) => _header is null ? TimeSpan.Zero : now - _header.Created;
}
