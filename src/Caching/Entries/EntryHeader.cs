using Caching.Policies;

namespace Caching;

/// <summary>What a store may know of an entry without its value. Immutable, but for the time of the last hit.</summary>
public abstract class EntryHeader
{
    private readonly Lifetime _lifetime;
    private long _accessed;

    private protected EntryHeader(in Lifetime lifetime, long accessed, ulong version, string[] tags)
    {
        _lifetime = lifetime;
        _accessed = accessed;
        Version = version;
        TagArray = tags;
    }

    /// <summary>When the factory ended.</summary>
    public DateTimeOffset Created => new(_lifetime.Created, TimeSpan.Zero);

    /// <summary>Until when the value is fresh; null: for ever.</summary>
    public DateTimeOffset? FreshUntil => Instant(_lifetime.FreshUntil);

    /// <summary>
    /// Until when the value may be served stale, and so how long a store must keep the entry: a store whose own time to live
    /// were <see cref="FreshUntil"/> would lose the value just when the stale window needs it. Null: for ever.
    /// </summary>
    public DateTimeOffset? StaleUntil => Instant(_lifetime.StaleUntil);

    /// <summary>The longest time between two hits; null: hits do not matter.</summary>
    public TimeSpan? Sliding => _lifetime.Sliding == 0 ? null : new(_lifetime.Sliding);

    /// <summary>What the value was made with.</summary>
    public ulong Version { get; }

    /// <summary>The tags, without repetition.</summary>
    public IReadOnlyList<string> Tags => TagArray;

    internal string[] TagArray { get; }

    internal Lifetime Lifetime => _lifetime;

    internal long Accessed => Volatile.Read(ref _accessed);

    /// <summary>How long a store should keep the entry from <paramref name="now"/> on; null: for ever.</summary>
    public TimeSpan? KeepFor(DateTimeOffset now)
    {
        var end = _lifetime.StaleUntil;
        if (_lifetime.Sliding != 0) end = Math.Min(end, Accessed + _lifetime.Sliding);
        return end == Lifetime.Never ? null : TimeSpan.FromTicks(Math.Max(0, end - now.UtcTicks));
    }

    // Writers race without harm: each writes a time that is now, and none is more than one hit old.
    internal void Touch(long now)
    {
        if (_lifetime.Sliding != 0) Volatile.Write(ref _accessed, now);
    }

    internal EntryState StateAt(long now)
    {
        if (_lifetime.Sliding != 0 && now - Accessed >= _lifetime.Sliding) return EntryState.Dead;
        if (now < _lifetime.FreshUntil) return EntryState.Fresh;
        return now < _lifetime.StaleUntil ? EntryState.Stale : EntryState.Dead;
    }

    private static DateTimeOffset? Instant(long ticks) =>
        ticks == Lifetime.Never ? null : new DateTimeOffset(ticks, TimeSpan.Zero);
}

internal enum EntryState : byte
{
    Dead, Stale, Fresh,
}
