using Caching.Coordination;
using Caching.Entries;
using Caching.Policies;

namespace Caching.Stores;

/// <summary>The part that changes what is stored.</summary>
internal sealed partial class ByteDoor
{
    // A sliding entry's hit is written down when a tenth of the time between hits has gone by since the last one: ten
    // writes a window at most, and an entry that ends up to a tenth early.
    private const int TouchesPerWindow = 10;

    public override async ValueTask WriteAsync<T>(EntryWrite<T> write) => await StoreAsync(write).ConfigureAwait(false);

    /// <summary>What was stored, on the store's clock; null: nothing was.</summary>
    public async ValueTask<StoredEntry?> StoreAsync<T>(EntryWrite<T> write)
    {
        using var noted = new Noted(_changes, [write.Flight.Key]);
        var stored = await TryStoreAsync(write).ConfigureAwait(false);
        LeaveNoOlder(write.Flight, stored);
        return stored;
    }

    // Whoever has set a value must not be given the one before it when the store takes calls again.
    private void LeaveNoOlder(Flight flight, StoredEntry? stored)
    {
        if (stored is null && flight.Sets) _pending.SendLater(flight.Key);
    }

    private async ValueTask<StoredEntry?> TryStoreAsync<T>(EntryWrite<T> write)
    {
        var flight = write.Flight;
        if (!await _pending.AreSentAsync(flight.Key).ConfigureAwait(false)) return null;
        if (Encode(write, await _epochs.ForWriteAsync(flight, write.Epochs).ConfigureAwait(false)) is not { } made) return null;
        if (flight.Lease is not null)
        {
            await Leases!.PublishAsync(flight, made.Bytes, made.Entry).ConfigureAwait(false);
            return flight.Publication == LeasePublication.Stored ? made.Entry : null;
        }

        using var held = await ExcludeAsync(flight.Key).ConfigureAwait(false);
        return await SetAsync(new(flight.Key, made.Bytes, made.Entry)).ConfigureAwait(false) ? made.Entry : null;
    }

    public override async ValueTask<CacheUpdate<T>> UpdateAsync<T>(
        Flight flight, CacheCreation creation, EpochStamp[] epochs, Func<CacheResult<T>, CacheUpdate<T>> change)
    {
        using var held = await ExcludeAsync(flight.Key).ConfigureAwait(false);
        using var noted = new Noted(_changes, [flight.Key]);
        while (true)
        {
            await PrepareAsync(flight, CancellationToken.None).ConfigureAwait(false);
            var read = await GetAsync(flight.Key, CancellationToken.None).ConfigureAwait(false);
            var found = await _codec.DecodeAsync<T>(read, flight.Key, flight.Plan, CancellationToken.None).ConfigureAwait(false);
            var update = change(found);
            if (!update.IsChange || (!found.Found && !creation.IsStored)) return update;
            if (read is not { } there || await _epochs.ForWriteAsync(flight, epochs).ConfigureAwait(false) is not { } values) return update;
            var encoded = found.Found
                ? _codec.Replace(there, flight.Key, update.Value, flight.Plan)
                : _codec.Encode(flight, update.Value, creation, [.. creation.Tags], values);
            if (encoded is not var (entry, bytes)) return update;
            if (await SwapAsync(flight.Key, there.Bytes, bytes, entry).ConfigureAwait(false) != false) return update;
        }
    }

    public override bool NeedsTouch(EntryHeader entry) =>
        entry.Sliding is { } sliding && _time.GetUtcNow().UtcTicks - entry.Accessed > sliding.Ticks / TouchesPerWindow;

    // What comes between the read and the swap is a reason not to touch: somebody else has changed the entry.
    public override async ValueTask TouchAsync(string key, CachePlan plan)
    {
        using var held = await ExcludeAsync(key).ConfigureAwait(false);
        if (await GetAsync(key, CancellationToken.None).ConfigureAwait(false) is not { } read) return;
        if (_codec.Retime(read, key, plan, static (entry, now) => entry.With(entry.Lifetime, now)) is not { } touched) return;
        await SwapAsync(key, read.Bytes, touched.Bytes, touched.Entry).ConfigureAwait(false);
    }

    public override async ValueTask ExpireAsync(string key, CachePlan plan, CancellationToken cancellation)
    {
        using var held = await ExcludeAsync(key).ConfigureAwait(false);
        using var noted = new Noted(_changes, [key]);
        while (true)
        {
            if (await GetAsync(key, cancellation).ConfigureAwait(false) is not { } read) break;
            // Nothing is there, unless another process is making it: of what it read before this, nothing must be stored as fresh.
            if (read.Bytes is null && Leases is null) return;
            if (read.Bytes is null) break;
            if (_codec.Retime(read, key, plan, static (entry, now) => entry.With(entry.Lifetime.EndedAt(now), entry.Accessed)) is not { } ended)
                break;
            if (await SwapAsync(key, read.Bytes, ended.Bytes, ended.Entry).ConfigureAwait(false) is not { } swapped) break;
            if (swapped) return;
            cancellation.ThrowIfCancellationRequested();
        }

        // A store that cannot be asked or written to, or bytes that cannot be read, are not known to have expired: then it goes.
        await _pending.SendAsync([key], epoch: null, cancellation).ConfigureAwait(false);
    }

    public override async ValueTask RemoveAsync(IReadOnlyList<string> keys, CancellationToken cancellation)
    {
        using var held = await ExcludeAsync(keys).ConfigureAwait(false);
        using var noted = new Noted(_changes, keys);
        await _pending.SendAsync(keys, epoch: null, cancellation).ConfigureAwait(false);
    }

    // Where the process keeps the epochs they are new already, and are looked at when an answer is used.
    public override async ValueTask RenewAsync(string epoch, CancellationToken cancellation)
    {
        if (!_epochs.IsOwn) return;
        using var noted = new Noted(_changes, [epoch]);
        await _pending.SendAsync([], epoch, cancellation).ConfigureAwait(false);
    }

    // Stores without compare and swap are atomic in this process: one change of a key at a time.
    private ValueTask<KeyedLock.Held> ExcludeAsync(string key) => _atomic is null ? _locks.EnterAsync(key) : default;

    private ValueTask<KeyedLock.HeldAll> ExcludeAsync(IEnumerable<string> keys) => _atomic is null ? _locks.EnterAllAsync(keys) : default;

    private ValueTask<bool> SetAsync(StoredWrite write) => _guard.WriteAsync(
        write.Key, write.Bytes.Length, (_store, write),
        static call => call._store.SetAsync(call.write.Key, call.write.Bytes, call.write.Header, CancellationToken.None));

    /// <summary>Stores the bytes if nothing has changed since the read; null: the store failed, which was noted.</summary>
    private async ValueTask<bool?> SwapAsync(string key, ReadOnlyMemory<byte>? expected, byte[] bytes, EntryHeader entry)
    {
        bool? swapped = null;
        await _guard.WriteAsync(key, bytes.Length, 0, async _ =>
        {
            if (_atomic is null)
            {
                var stored = await _store.SetAsync(key, bytes, entry, CancellationToken.None).ConfigureAwait(false);
                swapped = true;
                return stored;
            }

            swapped = await _atomic.ReplaceAsync(key, expected, bytes, entry, CancellationToken.None).ConfigureAwait(false);
            return true;
        }).ConfigureAwait(false);
        return swapped;
    }
}
