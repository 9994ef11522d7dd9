namespace Caching.Entries;

/// <summary>The keys of one call for many: each once, in the order of the call.</summary>
internal sealed class DistinctKeys<TKey>
{
    private readonly List<string> _physical = [];
    private readonly List<TKey> _given = [];
    private readonly List<int> _positions = [];
    private readonly List<int> _slots = [];

    public DistinctKeys(IEnumerable<TKey> keys, string prefix)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var slots = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var key in keys)
        {
            var physical = CacheKey.From(key).After(prefix);
            if (slots.TryAdd(physical, _given.Count))
            {
                _physical.Add(physical);
                _given.Add(key);
                _positions.Add(_slots.Count);
            }

            _slots.Add(slots[physical]);
        }
    }

    /// <summary>The physical keys.</summary>
    public IReadOnlyList<string> Physical => _physical;

    /// <summary>As the call gave them.</summary>
    public IReadOnlyList<TKey> Given => _given;

    /// <summary>Where in the call each stands first.</summary>
    public IReadOnlyList<int> Positions => _positions;

    /// <summary>How many the call gave.</summary>
    public int Count => _slots.Count;

    /// <summary>What there is for each distinct key, for each key of the call.</summary>
    public T[] Spread<T>(IReadOnlyList<T> values)
    {
        var spread = new T[_slots.Count];
        for (var i = 0; i < spread.Length; i++) spread[i] = values[_slots[i]];
        return spread;
    }
}
