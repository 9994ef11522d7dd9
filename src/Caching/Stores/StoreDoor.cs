using Caching.Coordination;
using Caching.Policies;

namespace Caching.Stores;

/// <summary>One store as the cache sees it: typed values in, current values out, failures already turned into misses.</summary>
internal abstract partial class StoreDoor(string type, EpochTable epochs) : IAsyncDisposable
{
    public string Type { get; } = type;

    public FlightTable Flights { get; } = new(epochs);

    /// <summary>Where a hit is answered without waiting: the store itself if it is local, or the memory before it. Null: nowhere.</summary>
    public virtual LocalDoor? Near => null;

    /// <summary>The store's leases; null where no other process can be making what is asked for.</summary>
    public virtual LeaseReader? Leases => null;

    /// <summary>What is stored and current, or why nothing is.</summary>
    public abstract ValueTask<CacheResult<T>> ReadAsync<T>(string key, CachePlan plan, CancellationToken cancellation);

    /// <summary>The same for many keys in one round trip, in their order.</summary>
    public abstract ValueTask<CacheResult<T>[]> ReadManyAsync<T>(IReadOnlyList<string> keys, CachePlan plan, CancellationToken cancellation);

    /// <summary>Whether something is stored, alive, current and of the version.</summary>
    public abstract ValueTask<bool> ContainsAsync(string key, CachePlan plan, CancellationToken cancellation);

    /// <summary>Says at once if values of the type cannot be stored here.</summary>
    public virtual void Demand<T>()
    {
    }

    /// <summary>Reads the epochs that the store itself keeps, before the factory begins.</summary>
    public virtual ValueTask PrepareAsync(Flight flight, CancellationToken cancellation) => ValueTask.CompletedTask;

    /// <summary>The same for flights of one namespace and with the same known tags: one question for all.</summary>
    public virtual async ValueTask PrepareManyAsync(IReadOnlyList<Flight> flights, CancellationToken cancellation)
    {
        if (flights.Count == 0) return;
        await PrepareAsync(flights[0], cancellation).ConfigureAwait(false);
        foreach (var flight in flights) flight.PrepareAs(flights[0]);
    }

    /// <summary>Stores what a flight made.</summary>
    public abstract ValueTask WriteAsync<T>(EntryWrite<T> write);

    /// <summary>Stores what several flights, of one namespace and version, made: in one round trip, where the store can.</summary>
    public abstract ValueTask WriteManyAsync<T>(IReadOnlyList<EntryWrite<T>> writes);

    /// <summary>
    /// Asks <paramref name="change"/> what to make of what is stored, and stores that, in one step that no other change of the key comes
    /// between. An entry that is there keeps its times and tags; a new one has those of <paramref name="creation"/>.
    /// </summary>
    public abstract ValueTask<CacheUpdate<T>> UpdateAsync<T>(
        Flight flight, CacheCreation creation, EpochStamp[] epochs, Func<CacheResult<T>, CacheUpdate<T>> change);

    /// <summary>Whether the store can say what it holds.</summary>
    public abstract bool CanList { get; }

    /// <summary>What the store holds of keys that begin with <paramref name="prefix"/>, dead entries included.</summary>
    public abstract IAsyncEnumerable<CacheEntryInfo> ListAsync(string prefix, CancellationToken cancellation);

    /// <summary>Whether a hit of this entry must be written down; a live entry has noted it itself.</summary>
    public virtual bool NeedsTouch(EntryHeader entry) => false;

    /// <summary>Writes the entry anew, with now as the time of its last hit. Never raises an error.</summary>
    public virtual ValueTask TouchAsync(string key, CachePlan plan) => ValueTask.CompletedTask;

    /// <summary>Ends the freshness of the entry, if there is one.</summary>
    /// <exception cref="CacheInvalidationException">The store could not be reached.</exception>
    public abstract ValueTask ExpireAsync(string key, CachePlan plan, CancellationToken cancellation);

    /// <summary>Removes the entries.</summary>
    /// <exception cref="CacheInvalidationException">The store could not be reached.</exception>
    public abstract ValueTask RemoveAsync(IReadOnlyList<string> keys, CancellationToken cancellation);

    /// <summary>Removes the entries in place of which a value was set that is not stored. Never raises an error.</summary>
    public async ValueTask LeaveNothingAsync(IReadOnlyList<string> keys)
    {
        try
        {
            await RemoveAsync(keys, CancellationToken.None).ConfigureAwait(false);
        }
        catch (CacheInvalidationException)
        {
            // It was counted and is sent again. Who sets a value is told nothing of stores.
        }
    }

    /// <summary>Renews an epoch that the store itself keeps.</summary>
    /// <exception cref="CacheInvalidationException">The store could not be reached.</exception>
    public abstract ValueTask RenewAsync(string epoch, CancellationToken cancellation);

    /// <summary>
    /// What is to be disposed, in this order, when nobody uses the store any more. None of it leads to the door: that one can be collected
    /// while these live on.
    /// </summary>
    public abstract IReadOnlyList<object> Parts { get; }

    /// <summary>Why an entry in this state is not served; none where it is.</summary>
    protected static CacheMiss MissOf(EntryState state, Standing standing) => standing == Standing.Void
        ? CacheMiss.Invalidated
        : state >= EntryState.Stale ? CacheMiss.None : CacheMiss.Expired;

    public ValueTask DisposeAsync() => DisposeAsync(Parts);

    public static async ValueTask DisposeAsync(IReadOnlyList<object> parts)
    {
        foreach (var part in parts)
        {
            if (part is IAsyncDisposable later) await later.DisposeAsync().ConfigureAwait(false);
            else (part as IDisposable)?.Dispose();
        }
    }
}

/// <summary>What an update makes of an entry.</summary>
/// <param name="IsChange">Whether the value is to be stored; else nothing changes.</param>
/// <param name="Value">The new value, or the one that stays.</param>
internal readonly record struct CacheUpdate<T>(bool IsChange, T Value);
