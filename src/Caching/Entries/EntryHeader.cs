using Caching.Coordination;
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

    /// <summary>Until when the value may be served while it is made anew; null: for ever.</summary>
    public DateTimeOffset? StaleUntil => Instant(_lifetime.StaleUntil);

    /// <summary>Until when the value may be served where making it anew fails; null: for ever.</summary>
    public DateTimeOffset? ErrorUntil => Instant(_lifetime.ErrorUntil);

    /// <summary>
    /// Until when a store must keep the entry if nobody uses it: a store whose own time to live were <see cref="FreshUntil"/>
    /// would lose the value just when it is needed. Null: for ever.
    /// </summary>
    public DateTimeOffset? KeepUntil => Instant(
        _lifetime.Sliding == 0 ? _lifetime.ErrorUntil : Math.Min(_lifetime.ErrorUntil, Accessed + _lifetime.Sliding));

    /// <summary>The longest time between two hits; null: hits do not matter.</summary>
    public TimeSpan? Sliding => _lifetime.Sliding == 0 ? null : new(_lifetime.Sliding);

    /// <summary>What the value was made with.</summary>
    public ulong Version { get; }

    /// <summary>The tags, without repetition.</summary>
    public IReadOnlyList<string> Tags => TagArray;

    /// <summary>
    /// The names of the epochs that the entry depends on. A store that keeps epochs puts these names beside the bytes, to
    /// give their present epochs with them (<see cref="Stores.StoredRead.Epochs"/>).
    /// </summary>
    public abstract IReadOnlyList<string> EpochNames { get; }

    internal string[] TagArray { get; }

    /// <summary>The name of the epoch whose renewal voided the entry, or aged it; null: none is known to have.</summary>
    internal abstract string? EndedBy { get; }

    internal Lifetime Lifetime => _lifetime;

    internal long Accessed => Volatile.Read(ref _accessed);

    /// <summary>How long a store should keep the entry from <paramref name="now"/> on; null: for ever.</summary>
    public TimeSpan? KeepFor(DateTimeOffset now) =>
        KeepUntil is { } end ? TimeSpan.FromTicks(Math.Max(0, end.UtcTicks - now.UtcTicks)) : null;

    // Writers race without harm: each writes a time that is now, and none is more than one hit old.
    internal void Touch(long now)
    {
        if (_lifetime.Sliding != 0) Volatile.Write(ref _accessed, now);
    }

    internal EntryState StateAt(long now)
    {
        if (_lifetime.Sliding != 0 && now - Accessed >= _lifetime.Sliding) return EntryState.Dead;
        // Made by a clock that was ahead and has been put right: its end would come as much too late. Clocks of several machines differ a little.
        if (now < _lifetime.Created - TimeSpan.TicksPerMinute) return EntryState.Dead;
        if (now < _lifetime.RefreshFrom) return EntryState.Fresh;
        if (now < _lifetime.FreshUntil) return EntryState.Early;
        if (now < _lifetime.StaleUntil) return EntryState.Stale;
        return now < _lifetime.ErrorUntil ? EntryState.Failing : EntryState.Dead;
    }

    /// <summary>The same for an entry of which invalidations have left <paramref name="standing"/>.</summary>
    internal EntryState StateAt(long now, Standing standing)
    {
        var state = standing == Standing.Void ? EntryState.Dead : StateAt(now);
        if (standing != Standing.Aged || state <= EntryState.Stale) return state;
        // Who allows no stale value has none after an invalidation either, and an old one for errors only where that is allowed.
        if (_lifetime.StaleUntil > _lifetime.FreshUntil || _lifetime.StaleUntil == Lifetime.Never) return EntryState.Stale;
        return _lifetime.ErrorUntil > _lifetime.FreshUntil ? EntryState.Failing : EntryState.Dead;
    }

    private static DateTimeOffset? Instant(long ticks) =>
        ticks == Lifetime.Never ? null : new DateTimeOffset(ticks, TimeSpan.Zero);
}

/// <summary>What an entry is good for, from nothing to everything.</summary>
internal enum EntryState : byte
{
    /// <summary>Not served.</summary>
    Dead,

    /// <summary>Served where making the value anew fails.</summary>
    Failing,

    /// <summary>Served while one caller makes the value anew.</summary>
    Stale,

    /// <summary>Fresh, and to be made anew already.</summary>
    Early,

    /// <summary>Served.</summary>
    Fresh,
}
