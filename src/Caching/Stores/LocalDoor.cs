using Caching.Coordination;
using Caching.Policies;

namespace Caching.Stores;

/// <summary>A local store: live entries, no bytes, no waiting.</summary>
internal sealed class LocalDoor(string type, ILocalStore store, EpochTable epochs, StoreGuard guard, TimeProvider time)
    : StoreDoor(type, epochs)
{
    private readonly MemoryStore? _memory = store as MemoryStore;

    /// <summary>The entry, if it is fresh, current and of the version. Not generic, so that a hit pays for its type once.</summary>
    public CacheEntry? FindFresh(ReadOnlySpan<char> key, ulong version, long now)
    {
        if (Find(key, version, now) is not { } entry || entry.StateAt(now) != EntryState.Fresh) return null;
        entry.Touch(now);
        return entry;
    }

    public CacheResult<T> Read<T>(ReadOnlySpan<char> key, ulong version)
    {
        var now = time.GetUtcNow().UtcTicks;
        if (Find(key, version, now) is not { } entry) return default;
        var state = entry.StateAt(now);
        if (state == EntryState.Dead || !entry.TryValue<T>(out var value)) return default;
        if (state == EntryState.Fresh) entry.Touch(now);
        return new(value, entry, state);
    }

    public override ValueTask<CacheResult<T>> ReadAsync<T>(string key, ulong version, CancellationToken cancellation) =>
        new(Read<T>(key, version));

    public override ValueTask<bool> ContainsAsync(string key, ulong version, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcTicks;
        return new(Find(key, version, now) is { } entry && entry.StateAt(now) != EntryState.Dead);
    }

    public override ValueTask PrepareAsync(Flight flight, CancellationToken cancellation) => ValueTask.CompletedTask;

    public override ValueTask WriteAsync<T>(Flight flight, T value, CacheCreation creation, string[] tags, EpochStamp[] epochs)
    {
        var lifetime = Lifetime.From(time.GetUtcNow().UtcTicks, creation);
        var size = EntryCost.Of(flight.Key, value, creation.Size);
        try
        {
            var entry = new CacheEntry<T>(lifetime, flight.Version, tags, epochs, size, value);
            if (!store.Set(flight.Key, entry)) guard.Refused(flight.Key, size);
        }
        catch (Exception error)
        {
            guard.WriteFailed(flight.Key, error);
        }

        return ValueTask.CompletedTask;
    }

    public override ValueTask RemoveAsync(string key, CancellationToken cancellation)
    {
        try
        {
            store.Remove(key);
            return ValueTask.CompletedTask;
        }
        catch (Exception error)
        {
            return ValueTask.FromException(new CacheInvalidationException(Type, error));
        }
    }

    // Its epochs are those of the process, already renewed.
    public override ValueTask RenewAsync(string epoch, CancellationToken cancellation) => ValueTask.CompletedTask;

    public override ValueTask DisposeAsync() => DisposeAsync(store);

    private CacheEntry? Find(ReadOnlySpan<char> key, ulong version, long now)
    {
        try
        {
            var entry = _memory is not null ? _memory.Get(key, now) : store.Get(key);
            return entry is not null && entry.Version == version && entry.IsCurrent ? entry : null;
        }
        catch (Exception error)
        {
            guard.ReadFailed(key.ToString(), error);
            return null;
        }
    }
}
