using System.Collections.Concurrent;
using Caching.Stores;

namespace Caching.Tests.Support;

/// <summary>A user's own store of live entries, in which nothing ever ends.</summary>
public sealed class SimpleLocalStore : ILocalStore
{
    private readonly ConcurrentDictionary<string, CacheEntry> _entries = new(StringComparer.Ordinal);

    public CacheEntry? Get(ReadOnlySpan<char> key) =>
        _entries.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(key, out var entry) ? entry : null;

    public bool Set(string key, CacheEntry entry)
    {
        _entries[key] = entry;
        return true;
    }

    public void Remove(string key) => _entries.TryRemove(key, out _);
}
