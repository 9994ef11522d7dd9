using Caching.Coordination;

namespace Caching.Stores;

/// <summary>One store as the cache sees it: typed values in, current values out, failures already turned into misses.</summary>
internal abstract class StoreDoor(string type, EpochTable epochs)
{
    public string Type { get; } = type;

    public FlightTable Flights { get; } = new(epochs);

    /// <summary>What is stored, alive, current and of the version; else nothing.</summary>
    public abstract ValueTask<CacheResult<T>> ReadAsync<T>(string key, ulong version, CancellationToken cancellation);

    /// <summary>Reads the epochs that the store itself keeps, before the factory begins.</summary>
    public abstract ValueTask PrepareAsync(Flight flight, CancellationToken cancellation);

    /// <summary>The store's leases; null where no other process can be making what is asked for.</summary>
    public virtual LeaseReader? Leases => null;

    /// <summary>Whether something is stored, alive, current and of the version.</summary>
    public abstract ValueTask<bool> ContainsAsync(string key, ulong version, CancellationToken cancellation);

    /// <summary>Stores what a flight made.</summary>
    public abstract ValueTask WriteAsync<T>(Flight flight, T value, CacheCreation creation, string[] tags, EpochStamp[] epochs);

    /// <summary>Whether a hit of this entry must be written down; a live entry has noted it itself.</summary>
    public virtual bool NeedsTouch(EntryHeader entry) => false;

    /// <summary>Writes the entry anew, with now as the time of its last hit. Never raises an error.</summary>
    public virtual ValueTask TouchAsync<T>(Flight<T> flight) => ValueTask.CompletedTask;

    /// <summary>Removes the entry.</summary>
    /// <exception cref="CacheInvalidationException">The store could not be reached.</exception>
    public abstract ValueTask RemoveAsync(string key, CancellationToken cancellation);

    /// <summary>Renews an epoch that the store itself keeps.</summary>
    /// <exception cref="CacheInvalidationException">The store could not be reached.</exception>
    public abstract ValueTask RenewAsync(string epoch, CancellationToken cancellation);

    public abstract ValueTask DisposeAsync();

    protected static ValueTask DisposeAsync(object store)
    {
        if (store is IAsyncDisposable later) return later.DisposeAsync();
        (store as IDisposable)?.Dispose();
        return ValueTask.CompletedTask;
    }
}
