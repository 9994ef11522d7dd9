using Caching.Entries;
using Caching.Stores;

namespace Caching;

/// <summary>
/// What stores have said of keys that will be asked for soon, of any namespaces, types and regions: one round trip a store, where each
/// look-up would have been one. A call that has it (<see cref="CacheEntryOptions.Ahead"/>) uses the answer for its key in place of its first look
/// into the store; what is not in it, or does not hold any more, is asked for as ever. For one piece of work, such as a request: an answer
/// is used once, within <see cref="Bound"/>, and not if this process has changed the key since, or invalidated its namespace or one of its
/// tags. Safe for concurrent use.
/// </summary>
/// <param name="manager">The caches that are read.</param>
public sealed class CacheReadAhead(CacheManager manager)
{
    // Doors live as long as a call: this must, too.
    private readonly Dictionary<(StoreDoor Door, string Key), AheadAnswer> _answers = [];
    private readonly Lock _gate = new();

    /// <summary>
    /// How old an answer may be: what another process voids is served no longer than this, as from memory before a store.
    /// </summary>
    public static TimeSpan Bound => LogFollower.Bound;

    /// <summary>How many answers have not been used.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _answers.Count;
        }
    }

    /// <summary>
    /// Asks the stores for the keys, all stores at once. Never fails: of what cannot be asked, or leads to no store, there is no answer.
    /// Nothing is asked for that is in this process.
    /// </summary>
    /// <param name="lookups">What will be asked for; one given twice counts once.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    public async ValueTask ReadAsync(IEnumerable<CacheLookup> lookups, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(lookups);
        var asked = new Dictionary<StoreDoor, HashSet<string>>();
        var (last, prefix) = ("", PhysicalKey.Prefix(""));
        foreach (var (ns, key, type, region) in lookups)
        {
            if (manager.DoorOf(type, region) is not { } door) continue;
            if (!asked.TryGetValue(door, out var keys)) asked[door] = keys = new(StringComparer.Ordinal);
            if (ns != last) (last, prefix) = (ns, PhysicalKey.Prefix(ns.TrimStart('/')));
            keys.Add(key.After(prefix));
        }

        await Task.WhenAll(asked.Select(store => ReadAsync(store.Key, store.Value, cancellation))).ConfigureAwait(false);
    }

    /// <summary>The answer for the key, which is then no longer here.</summary>
    internal AheadAnswer? Take(StoreDoor door, string key)
    {
        lock (_gate) return _answers.Remove((door, key), out var answer) ? answer : null;
    }

    private async Task ReadAsync(StoreDoor door, HashSet<string> keys, CancellationToken cancellation)
    {
        var answers = await door.AskAheadAsync(keys, cancellation).ConfigureAwait(false);
        lock (_gate)
            foreach (var answer in answers) _answers[(door, answer.Key)] = answer;
    }
}

/// <summary>A key of some namespace, and where it is kept.</summary>
/// <param name="Namespace">The namespace.</param>
/// <param name="Key">The key in it.</param>
/// <param name="Type">The store; null: the region's.</param>
/// <param name="Region">The region; null: the manager's defaults.</param>
public readonly record struct CacheLookup(string Namespace, CacheKey Key, string? Type = null, string? Region = null);
