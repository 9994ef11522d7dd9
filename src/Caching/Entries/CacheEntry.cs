using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Caching.Coordination;
using Caching.Policies;

namespace Caching;

/// <summary>A live entry, as local stores keep it: the header, the value itself, and the epochs that it depends on.</summary>
public abstract class CacheEntry : EntryHeader
{
    // With which number of renewals the epochs were last found current. Nearly all hits have nothing new to look at.
    private long _currentAt;

    private protected CacheEntry(in Lifetime lifetime, long accessed, ulong version, string[] tags, EpochStamp[] epochs, long size)
        : base(lifetime, accessed, version, tags)
    {
        Stamps = epochs;
        Size = size;
    }

    /// <summary>What the entry costs in memory, in bytes, its key included.</summary>
    public long Size { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> EpochNames => [.. Stamps.Select(static stamp => stamp.Epoch.Name)];

    /// <summary>Whether neither its namespace nor any of its tags was invalidated since its factory began. Once false, for ever false.</summary>
    public bool IsCurrent => Standing != Standing.Void;

    /// <summary>Whether it can be served at <paramref name="now"/>, fresh, stale or where making it anew fails. A store may drop it when not.</summary>
    public bool IsAlive(DateTimeOffset now) => StateAt(now.UtcTicks) != EntryState.Dead && IsCurrent;

    internal EpochStamp[] Stamps { get; }

    internal override string? EndedBy
    {
        get
        {
            foreach (var stamp in Stamps)
                if (stamp.Epoch.Value != stamp.Value) return stamp.Epoch.Name;
            foreach (var stamp in Stamps)
                if (stamp.Epoch.Soft != stamp.Soft) return Coordination.EpochNames.Soft(stamp.Epoch.Name);
            return null;
        }
    }

    internal Standing Standing
    {
        get
        {
            var renewals = Epoch.Renewals;
            return renewals == Volatile.Read(ref _currentAt) ? Standing.Current : Look(renewals);
        }
    }

    /// <summary>When an entry before another store was last known to be the one in that store; UTC ticks.</summary>
    internal long CheckedAt { get; init; }

    internal abstract object? Boxed { get; }

    internal abstract Type ValueType { get; }

    /// <summary>The same entry, no longer fresh.</summary>
    internal abstract CacheEntry EndedAt(long now);

    private Standing Look(long renewals)
    {
        var standing = EpochStamp.StandingOf(Stamps);
        if (standing == Standing.Current) Volatile.Write(ref _currentAt, renewals);
        return standing;
    }

    // The exact type is the fast way; an entry of string also answers who asks for object.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryValue<T>([MaybeNullWhen(false)] out T value)
    {
        if (this is not CacheEntry<T> exact) return TryOther(out value);
        value = exact.Value;
        return true;
    }

    private bool TryOther<T>([MaybeNullWhen(false)] out T value)
    {
        var boxed = Boxed;
        var fits = boxed is T || (boxed is null && default(T) is null);
        value = fits ? (T)boxed! : default;
        return fits;
    }
}

internal sealed class CacheEntry<T> : CacheEntry
{
    public CacheEntry(in Lifetime lifetime, ulong version, string[] tags, EpochStamp[] epochs, long size, T value)
        : this(lifetime, lifetime.Created, version, tags, epochs, size, value)
    {
    }

    private CacheEntry(in Lifetime lifetime, long accessed, ulong version, string[] tags, EpochStamp[] epochs, long size, T value)
        : base(lifetime, accessed, version, tags, epochs, size) => Value = value;

    public T Value { get; }

    internal override object? Boxed => Value;

    internal override Type ValueType => typeof(T);

    internal override CacheEntry EndedAt(long now) =>
        new CacheEntry<T>(Lifetime.EndedAt(now), Accessed, Version, TagArray, Stamps, Size, Value) { CheckedAt = CheckedAt };
}
