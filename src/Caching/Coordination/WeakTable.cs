using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Caching.Coordination;

/// <summary>
/// One object a name for as long as anybody holds it. What nobody holds is collected and its place reclaimed, so the table
/// is as large as what uses it, however many names have ever been asked for.
/// </summary>
internal sealed class WeakTable<T> where T : class
{
    private const int SmallestSweep = 64;

    private readonly ConcurrentDictionary<string, WeakReference<T>> _items = new(StringComparer.Ordinal);
    private int _sweepAt = SmallestSweep;

    public int Count => _items.Count;

    /// <summary>Those that are there throughout, and perhaps some that come or go meanwhile.</summary>
    public IEnumerable<T> Items
    {
        get
        {
            foreach (var item in _items)
                if (item.Value.TryGetTarget(out var target)) yield return target;
        }
    }

    public T GetOrAdd<TState>(string name, Func<string, TState, T> create, TState state)
    {
        T? made = null;
        while (true)
        {
            if (_items.TryGetValue(name, out var found))
            {
                if (found.TryGetTarget(out var target)) return target;
                if (_items.TryUpdate(name, new(made ??= create(name, state)), found)) return made;
            }
            else if (_items.TryAdd(name, new(made ??= create(name, state))))
            {
                SweepWhenDoubled();
                return made;
            }
        }
    }

    public bool TryGet(string name, [MaybeNullWhen(false)] out T target)
    {
        target = null;
        return _items.TryGetValue(name, out var found) && found.TryGetTarget(out target);
    }

    public void Sweep()
    {
        // Removing the pair, not the name: a reference put there meanwhile stays.
        foreach (var item in _items)
            if (!item.Value.TryGetTarget(out _)) _items.TryRemove(item);
    }

    // Sweeping each time the table has doubled since the last sweep costs a constant share of the additions.
    private void SweepWhenDoubled()
    {
        var limit = Volatile.Read(ref _sweepAt);
        if (_items.Count < limit || Interlocked.CompareExchange(ref _sweepAt, int.MaxValue, limit) != limit) return;
        Sweep();
        Volatile.Write(ref _sweepAt, Math.Max(SmallestSweep, _items.Count * 2));
    }
}
