using System.Runtime.CompilerServices;

namespace Caching.Stores;

/// <summary>Looks into stores. Unlike a look-up it reports a store that fails: an empty list would be a lie.</summary>
internal static class Listing
{
    public static async IAsyncEnumerable<CacheEntryInfo> ListAsync(
        StoreTable stores, string prefix, string? type, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var (doors, others) = stores.ListingDoors(type);
        if (type is not null && others.Count > 0) throw Refused(others);
        foreach (var door in doors)
            await foreach (var entry in ListAsync(door, prefix, cancellation).ConfigureAwait(false)) yield return entry;
    }

    public static async IAsyncEnumerable<CacheEntryInfo> ListAsync(
        StoreDoor door, string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var entries = door.ListAsync(prefix, cancellation).GetAsyncEnumerator(cancellation);
        await using var disposed = entries.ConfigureAwait(false);
        while (true)
        {
            try
            {
                if (!await entries.MoveNextAsync().ConfigureAwait(false)) yield break;
            }
            catch (Exception error) when (error is not (CacheException or OperationCanceledException))
            {
                throw new CacheException($"The store '{door.Type}' could not list what it holds: {error.Message}", error);
            }

            yield return entries.Current;
        }
    }

    public static CacheException Refused(List<string> types) => new(
        $"What is in the store {string.Join(", ", types.Select(static type => $"'{type}'"))} cannot be listed. "
        + "Remove such entries by key, by tag, or with their namespace, or name another store.");
}
