using System.Collections;

namespace Caching;

/// <summary>
/// What a factory of many values sees of the entries that it makes, and may change: one <see cref="CacheCreation"/> a missing key, in their
/// order. Not safe for use by several threads at once.
/// </summary>
/// <typeparam name="TKey">The type of the keys, as the call gave them.</typeparam>
public sealed class CacheCreations<TKey> : IReadOnlyList<CacheCreation>
{
    private readonly IReadOnlyList<CacheCreation> _creations;

    internal CacheCreations(
        IReadOnlyList<TKey> keys, IReadOnlyList<int> positions, IReadOnlyList<CacheCreation> creations, CancellationToken cancellation)
    {
        Keys = keys;
        Positions = positions;
        _creations = creations;
        CancellationToken = cancellation;
    }

    /// <summary>The keys to make, each once. The factory gives their values in this order.</summary>
    public IReadOnlyList<TKey> Keys { get; }

    /// <summary>Where each of <see cref="Keys"/> stands, the first time, in the keys of the call.</summary>
    public IReadOnlyList<int> Positions { get; }

    /// <summary>Cancelled when all that waited for any of the values have left.</summary>
    public CancellationToken CancellationToken { get; }

    /// <summary>How many values are to be made.</summary>
    public int Count => _creations.Count;

    /// <summary>The times, tags and old value of the entry of <c>Keys[index]</c>.</summary>
    public CacheCreation this[int index] => _creations[index];

    /// <inheritdoc/>
    public IEnumerator<CacheCreation> GetEnumerator() => _creations.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
