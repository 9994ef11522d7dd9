using Caching.Coordination;
using Caching.Entries;

namespace Caching.Stores;

/// <summary>The part that writes many entries at once.</summary>
internal sealed partial class ByteDoor
{
    public override async ValueTask WriteManyAsync<T>(IReadOnlyList<EntryWrite<T>> writes) =>
        await StoreManyAsync(writes).ConfigureAwait(false);

    /// <summary>What was stored, on the store's clock, in their order; null where nothing was.</summary>
    public async ValueTask<StoredEntry?[]> StoreManyAsync<T>(IReadOnlyList<EntryWrite<T>> writes)
    {
        var stored = new StoredEntry?[writes.Count];
        if (writes.Count == 0) return stored;
        using var noted = new Noted(_changes, writes.Select(static write => write.Flight.Key));
        if (await _pending.AreSentAsync(key: null).ConfigureAwait(false)) await TryStoreManyAsync(writes, stored).ConfigureAwait(false);
        for (var i = 0; i < stored.Length; i++) LeaveNoOlder(writes[i].Flight, stored[i]);
        return stored;
    }

    private async ValueTask TryStoreManyAsync<T>(IReadOnlyList<EntryWrite<T>> writes, StoredEntry?[] stored)
    {
        var entries = new (StoredEntry Entry, byte[] Bytes)?[writes.Count];
        var epochs = await _epochs.ForWriteAsync(writes).ConfigureAwait(false);
        for (var i = 0; i < entries.Length; i++) entries[i] = Encode(writes[i], epochs[i]);

        // A store publishes under one lease at a time; all are on their way at once.
        var publications = new List<Task>();
        var sets = new List<int>();
        for (var i = 0; i < entries.Length; i++)
        {
            if (entries[i] is not { } made) continue;
            if (writes[i].Flight.Lease is null) sets.Add(i);
            else publications.Add(Leases!.PublishAsync(writes[i].Flight, made.Bytes, made.Entry).AsTask());
        }

        var set = await SetManyAsync(sets.ConvertAll(i => new StoredWrite(writes[i].Flight.Key, entries[i]!.Value.Bytes, entries[i]!.Value.Entry)))
            .ConfigureAwait(false);
        await Task.WhenAll(publications).ConfigureAwait(false);
        for (var i = 0; i < sets.Count; i++) stored[sets[i]] = set[i] ? entries[sets[i]]!.Value.Entry : null;
        for (var i = 0; i < stored.Length; i++)
            if (writes[i].Flight.Publication == LeasePublication.Stored) stored[i] = entries[i]?.Entry;
    }

    private (StoredEntry Entry, byte[] Bytes)? Encode<T>(EntryWrite<T> write, ulong[]? epochs)
    {
        var flight = write.Flight;
        if (epochs is null)
        {
            if (flight.StoreEpochs is { Length: > 0 }) flight.Publication = LeasePublication.Superseded;
            return null;
        }

        return _codec.Encode(flight, write.Value, write.Creation, write.Tags, epochs);
    }

    private async ValueTask<bool[]> SetManyAsync(List<StoredWrite> writes)
    {
        if (writes.Count == 0) return [];
        using var held = await ExcludeAsync(writes.Select(static write => write.Key)).ConfigureAwait(false);
        if (_store is not IBatchStore batch)
            return await Task.WhenAll(writes.Select(write => SetAsync(write).AsTask())).ConfigureAwait(false);
        bool[]? stored = null;
        await _guard.WriteAsync(writes[0].Key, writes.Sum(static write => (long)write.Bytes.Length), 0, async _ =>
        {
            stored = await batch.SetManyAsync(writes, CancellationToken.None).ConfigureAwait(false);
            return true;
        }).ConfigureAwait(false);
        if (stored is null) return new bool[writes.Count];
        for (var i = 0; i < stored.Length; i++)
            if (!stored[i]) _guard.Refused(writes[i].Key, writes[i].Bytes.Length);
        return stored;
    }
}
