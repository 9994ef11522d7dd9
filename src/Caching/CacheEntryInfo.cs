using Caching.Entries;

namespace Caching;

/// <summary>What is stored under one key, as a look inside finds it.</summary>
public sealed class CacheEntryInfo
{
    internal CacheEntryInfo(string physical, string type, long size, string form, EntryHeader entry, CacheMiss miss, bool isStale)
    {
        (Namespace, var key) = PhysicalKey.Split(physical);
        Key = CacheKey.FromEncoded(key);
        Type = type;
        Size = size;
        Form = form;
        Entry = entry;
        Miss = miss;
        IsStale = isStale;
    }

    /// <summary>The namespace.</summary>
    public string Namespace { get; }

    /// <summary>The key, to act on: <c>cache.RemoveAsync(info.Key)</c>.</summary>
    public CacheKey Key { get; }

    /// <summary>The key for people: <c>"tea"</c>, <c>42</c>, <c>("tea", 42)</c>. Not for programs: two keys may read alike.</summary>
    public string Text => KeyText.Of(Key);

    /// <summary>The store's name.</summary>
    public string Type { get; }

    /// <summary>What it takes there, in bytes: of a store of bytes those of the entry, of one of live objects what was stated or estimated.</summary>
    public long Size { get; }

    /// <summary>How the value was written (<see cref="ICacheSerializer{T}.Form"/>); of a live object, its type.</summary>
    public string Form { get; }

    /// <summary>When it was made, until when it is fresh and stale, its version and tags.</summary>
    public EntryHeader Entry { get; }

    /// <summary>
    /// Why it would not be served now, to who asks for its version and type: it has expired or was invalidated, and waits to be reclaimed.
    /// <see cref="CacheMiss.None"/>: it would be.
    /// </summary>
    public CacheMiss Miss { get; }

    /// <summary>Whether it would be served as stale, while somebody makes it anew.</summary>
    public bool IsStale { get; }

    /// <summary>How old the value is at <paramref name="now"/>.</summary>
    public TimeSpan AgeAt(DateTimeOffset now) => now - Entry.Created;

    /// <summary><c>namespace:key</c>, for people.</summary>
    public override string ToString() => $"{Namespace}:{Text}";
}

/// <summary>What one store holds of a namespace, dead entries included until they are reclaimed.</summary>
/// <param name="Namespace">The namespace.</param>
/// <param name="Type">The store's name.</param>
/// <param name="Entries">How many entries.</param>
/// <param name="Size">What they take together, in bytes, as <see cref="CacheEntryInfo.Size"/>.</param>
public sealed record CacheNamespaceInfo(string Namespace, string Type, long Entries, long Size);
