namespace Caching.Stores;

/// <summary>
/// A store in this process, which keeps live entries. It is asked on every hit, so its methods are synchronous, safe for
/// concurrent use, and find an entry without allocating. It need not look at an entry's times and epochs: its caller does.
/// Disposed with the manager if it is disposable.
/// </summary>
public interface ILocalStore
{
    /// <summary>The entry stored last under the key, or null.</summary>
    CacheEntry? Get(ReadOnlySpan<char> key);

    /// <summary>Stores the entry in place of the one there; false if the store refuses it, and then the key has no entry.</summary>
    bool Set(string key, CacheEntry entry);

    /// <summary>Removes the entry, if there is one.</summary>
    void Remove(string key);
}
