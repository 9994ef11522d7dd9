using Caching.Stores;

namespace Caching;

/// <summary>The part that looks inside: for people and their tools, not for requests, since it reads all that is there.</summary>
public sealed partial class Cache
{
    // So many at a time: enough to fill a round trip, few enough that a server is not held up by one.
    private const int RemovedAtOnce = 500;

    /// <summary>What happened in this namespace in this process.</summary>
    public CacheStatistics Statistics => new(Namespace, Count);

    /// <summary>
    /// What the namespace holds, in no order, dead entries included until they are reclaimed. What is stored or removed meanwhile may be
    /// missing or there. It counts as no look-up and lengthens no life.
    /// </summary>
    /// <param name="type">The store; null: all that can list (memory, files, Redis), of which one that was not used yet in this process and
    /// is only in it holds nothing.</param>
    /// <param name="cancellation">Ends the look.</param>
    /// <exception cref="CacheException">This store cannot list what it holds, or failed.</exception>
    public IAsyncEnumerable<CacheEntryInfo> ListAsync(string? type = null, CancellationToken cancellation = default) =>
        Listing.ListAsync(Manager.Stores, _prefix, type, cancellation);

    /// <summary>
    /// Removes every entry whose key begins with these parts: <c>CacheKey.Of("tea")</c> reaches <c>"tea"</c> and
    /// <c>("tea", 1)</c>, and not <c>"teapot"</c>. It reads all keys of the stores: to void many entries often, give them a tag. What
    /// another process is making meanwhile is not reached; a tag reaches that too.
    /// </summary>
    /// <param name="prefix">The first parts.</param>
    /// <param name="type">The store; null: all of them.</param>
    /// <param name="cancellation">Ends the search; what was removed stays so.</param>
    /// <returns>How many entries were removed.</returns>
    /// <exception cref="CacheException">A store cannot list what it holds: nothing of it was removed, but of the others.</exception>
    /// <exception cref="CacheInvalidationException">A store could not be reached.</exception>
    public async ValueTask<int> RemoveByPrefixAsync(CacheKey prefix, string? type = null, CancellationToken cancellation = default)
    {
        var physical = prefix.After(_prefix);
        var (doors, others) = Manager.Stores.ListingDoors(type);
        var removed = 0;
        foreach (var door in doors)
        {
            await door.Flights.DoomAll(physical).ConfigureAwait(false);
            var batch = new List<string>();
            await foreach (var entry in Listing.ListAsync(door, physical, cancellation).ConfigureAwait(false))
            {
                batch.Add(entry.Key.After(_prefix));
                removed++;
                if (batch.Count == RemovedAtOnce) await FlushAsync(door, batch).ConfigureAwait(false);
            }

            await FlushAsync(door, batch).ConfigureAwait(false);
        }

        return others.Count == 0 ? removed : throw Listing.Refused(others);

        async ValueTask FlushAsync(StoreDoor door, List<string> batch)
        {
            if (batch.Count == 0) return;
            // Once more: a flight that began after the first time, and read what was there before.
            await Task.WhenAll(batch.Select(door.Flights.Doom)).ConfigureAwait(false);
            await door.RemoveAsync([.. batch], cancellation).ConfigureAwait(false);
            batch.Clear();
        }
    }
}
