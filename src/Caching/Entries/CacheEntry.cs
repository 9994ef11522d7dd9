using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Caching.Coordination;
using Caching.Policies;

namespace Caching;

/// <summary>A live entry, as local stores keep it: the header, the value itself, and the epochs that it depends on.</summary>
public abstract class CacheEntry : EntryHeader
{
    private readonly EpochStamp[] _epochs;

    private protected CacheEntry(in Lifetime lifetime, ulong version, string[] tags, EpochStamp[] epochs, long size)
        : base(lifetime, lifetime.Created, version, tags)
    {
        _epochs = epochs;
        Size = size;
    }

    /// <summary>What the entry costs in memory, in bytes, its key included.</summary>
    public long Size { get; }

    /// <summary>Whether neither its namespace nor any of its tags was invalidated since its factory began. Once false, for ever false.</summary>
    public bool IsCurrent => EpochStamp.AreCurrent(_epochs);

    /// <summary>Whether it can be served at <paramref name="now"/>, fresh or stale. A store may drop it when not.</summary>
    public bool IsAlive(DateTimeOffset now) => StateAt(now.UtcTicks) != EntryState.Dead && IsCurrent;

    internal abstract object? Boxed { get; }

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

internal sealed class CacheEntry<T>(in Lifetime lifetime, ulong version, string[] tags, EpochStamp[] epochs, long size, T value)
    : CacheEntry(lifetime, version, tags, epochs, size)
{
    public T Value { get; } = value;

    internal override object? Boxed => Value;
}
