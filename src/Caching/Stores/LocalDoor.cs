using Caching.Coordination;
using Caching.Policies;

namespace Caching.Stores;

/// <summary>A local store: live entries, no bytes, no waiting.</summary>
internal sealed partial class LocalDoor(string type, ILocalStore store, EpochTable epochs, StoreGuard guard, TimeProvider time)
    : StoreDoor(type, epochs)
{
    private readonly MemoryStore? _memory = store as MemoryStore;

    // An update reads and then writes; whoever else changes the key waits.
    private readonly Lock[] _gates = [.. Enumerable.Range(0, 64).Select(_ => new Lock())];

    public override LocalDoor Near => this;

    /// <summary>Says of an entry that is before another store whether it can still be trusted. Null: always.</summary>
    public LogFollower? Follower { get; set; }

    /// <summary>The entry, if it is fresh, current and of the version. Not generic, so that a hit pays for its type once.</summary>
    public CacheEntry? FindFresh(ReadOnlySpan<char> key, ulong version, long now)
    {
        var entry = Find(key);
        if (entry is null || entry.Version != version || entry.Standing != Standing.Current || entry.StateAt(now) != EntryState.Fresh
            || Follower?.Trusts(entry, now) == false)
        {
            return null;
        }

        entry.Touch(now);
        return entry;

        CacheEntry? Find(ReadOnlySpan<char> key)
        {
            try
            {
                return _memory is not null ? _memory.Get(key, now) : store.Get(key);
            }
            catch (Exception error)
            {
                guard.ReadFailed(key.ToString(), error);
                return null;
            }
        }
    }

    public CacheResult<T> Read<T>(ReadOnlySpan<char> key, ulong version)
    {
        var now = time.GetUtcNow().UtcTicks;
        CacheEntry? entry;
        try
        {
            entry = _memory is not null ? _memory.Get(key, now) : store.Get(key);
        }
        catch (Exception error)
        {
            guard.ReadFailed(key.ToString(), error);
            return new(CacheMiss.StoreFailed);
        }

        if (entry is null || Follower?.Trusts(entry, now) == false) return new(CacheMiss.Absent);
        var standing = entry.Standing;
        if (standing == Standing.Void) return new(default!, entry, EntryState.Dead, CacheMiss.Invalidated);
        var isOfType = entry.TryValue<T>(out var value);
        if (entry.Version != version) return new(value!, entry, EntryState.Dead, CacheMiss.OtherVersion);
        var state = entry.StateAt(now, standing);
        if (state == EntryState.Dead) return new(default!, entry, state);
        if (!isOfType) return new(CacheMiss.OtherType);
        if (state >= EntryState.Early) entry.Touch(now);
        return new(value!, entry, state);
    }

    public override ValueTask<CacheResult<T>> ReadAsync<T>(string key, CachePlan plan, CancellationToken cancellation) =>
        new(Read<T>(key, plan.Version));

    public override ValueTask<CacheResult<T>[]> ReadManyAsync<T>(
        IReadOnlyList<string> keys, CachePlan plan, CancellationToken cancellation)
    {
        var found = new CacheResult<T>[keys.Count];
        for (var i = 0; i < found.Length; i++) found[i] = Read<T>(keys[i], plan.At(i).Version);
        return new(found);
    }

    /// <summary>Whether something is here that a look-up of its version would not look further for.</summary>
    public bool Holds(string key)
    {
        var now = time.GetUtcNow().UtcTicks;
        try
        {
            return store.Get(key) is { } entry && Follower?.Trusts(entry, now) != false && entry.StateAt(now, entry.Standing) >= EntryState.Early;
        }
        catch (Exception error)
        {
            guard.ReadFailed(key, error);
            return false;
        }
    }

    public override ValueTask<bool> ContainsAsync(string key, CachePlan plan, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcTicks;
        try
        {
            return new(store.Get(key) is { } entry && entry.Version == plan.Version && Follower?.Trusts(entry, now) != false
                && entry.StateAt(now, entry.Standing) >= EntryState.Stale);
        }
        catch (Exception error)
        {
            guard.ReadFailed(key, error);
            return new(false);
        }
    }

    public override ValueTask WriteAsync<T>(EntryWrite<T> write)
    {
        var key = write.Flight.Key;
        lock (Gate(key))
        {
            var lifetime = Lifetime.From(time.GetUtcNow().UtcTicks, write.Creation);
            Put(key, write.Value, Size(key, write.Value, write.Creation), lifetime, write.Flight.Plan.Version, write.Tags, write.Epochs);
        }

        return ValueTask.CompletedTask;
    }

    public override async ValueTask WriteManyAsync<T>(IReadOnlyList<EntryWrite<T>> writes)
    {
        foreach (var write in writes) await WriteAsync(write).ConfigureAwait(false);
    }

    /// <summary>What the entry will cost in memory.</summary>
    public static long Size<T>(string key, T value, CacheCreation? creation) => EntryCost.Of(key, value, creation?.Size);

    /// <summary>Stores the entry; of one that is before another store with the instant at which it was known to be in that.</summary>
    public void Put<T>(
        string key, T value, long size, in Lifetime lifetime, ulong version, string[] tags, EpochStamp[] epochs, long checkedAt = 0)
    {
        try
        {
            var entry = new CacheEntry<T>(lifetime, version, tags, epochs, size, value) { CheckedAt = checkedAt };
            entry.Touch(time.GetUtcNow().UtcTicks);
            if (!store.Set(key, entry)) guard.Refused(key, size);
        }
        catch (Exception error)
        {
            guard.WriteFailed(key, error);
        }
    }

    public override ValueTask<CacheUpdate<T>> UpdateAsync<T>(
        Flight flight, CacheCreation creation, EpochStamp[] epochs, Func<CacheResult<T>, CacheUpdate<T>> change)
    {
        lock (Gate(flight.Key))
        {
            var found = Read<T>(flight.Key, flight.Plan.Version);
            var update = change(found);
            if (!update.IsChange) return new(update);
            var size = Size(flight.Key, update.Value, creation);
            if (found.Entry is CacheEntry old)
            {
                Put(flight.Key, update.Value, size, old.Lifetime, old.Version, old.TagArray, old.Stamps);
            }
            else if (creation.IsStored)
            {
                var lifetime = Lifetime.From(time.GetUtcNow().UtcTicks, creation);
                Put(flight.Key, update.Value, size, lifetime, flight.Plan.Version, [.. creation.Tags], epochs);
            }

            return new(update);
        }
    }

    public override ValueTask ExpireAsync(string key, CachePlan plan, CancellationToken cancellation)
    {
        try
        {
            Invalidate(key, (store, key, now: time.GetUtcNow().UtcTicks), static call =>
            {
                if (call.store.Get(call.key) is { } entry) call.store.Set(call.key, entry.EndedAt(call.now));
            });
            return ValueTask.CompletedTask;
        }
        catch (CacheInvalidationException error)
        {
            return ValueTask.FromException(error);
        }
    }

    public override ValueTask RemoveAsync(IReadOnlyList<string> keys, CancellationToken cancellation)
    {
        try
        {
            foreach (var key in keys) Remove(key);
            return ValueTask.CompletedTask;
        }
        catch (CacheInvalidationException error)
        {
            return ValueTask.FromException(error);
        }
    }

    public void Remove(string key) => Invalidate(key, (store, key), static call => call.store.Remove(call.key));

    // Its epochs are those of the process, already renewed.
    public override ValueTask RenewAsync(string epoch, CancellationToken cancellation) => ValueTask.CompletedTask;

    public override IReadOnlyList<object> Parts => [store];

    private void Invalidate<TState>(string key, TState state, Action<TState> change)
    {
        try
        {
            lock (Gate(key)) change(state);
        }
        catch (Exception error)
        {
            throw new CacheInvalidationException(Type, error);
        }
    }

    /// <summary>Held by who changes what is stored under the key.</summary>
    public Lock Gate(string key) => _gates[(uint)key.GetHashCode(StringComparison.Ordinal) % (uint)_gates.Length];
}
