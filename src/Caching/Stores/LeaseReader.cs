using System.Buffers.Binary;
using Caching.Coordination;
using Caching.Entries;

namespace Caching.Stores;

/// <summary>The leases of a byte store, for flights; failures are already turned into what they mean.</summary>
internal sealed class LeaseReader(ILeaseStore store, StoreGuard guard, TimeSpan duration)
{
    /// <summary>Asks for the lease of the flight's key: true if it is this flight's now; false if another process makes the entry.</summary>
    public async ValueTask<bool> AcquireAsync(Flight flight)
    {
        var lease = await guard.ReadAsync(
            flight.Key, (store, flight.Key, Stamp: StampOf(flight), duration), missed: default(CacheLease),
            static (call, cancellation) => call.store.AcquireAsync(call.Key, call.Stamp, call.duration, cancellation),
            flight.Cancellation).ConfigureAwait(false);
        flight.Lease = lease;
        // A store that cannot be asked gives no reason to wait.
        return lease.IsMine || lease == default;
    }

    /// <summary>Stores what the flight made, if nobody else has, and nobody has set or removed the key.</summary>
    public async ValueTask PublishAsync(Flight flight, byte[] bytes, EntryHeader header)
    {
        if (flight.Lease is not { } lease || lease == default) return;
        // Published or superseded, the lease is over.
        flight.Lease = lease with { IsMine = false };
        await guard.WriteAsync(flight.Key, bytes.Length, (store, flight, bytes, header, lease), static async call =>
        {
            var (store, flight, bytes, header, lease) = call;
            flight.Publication = await store.PublishAsync(flight.Key, bytes, header, lease, CancellationToken.None).ConfigureAwait(false);
            return flight.Publication != LeasePublication.Refused;
        }).ConfigureAwait(false);
    }

    /// <summary>Ends the flight's lease, if it has one that still runs.</summary>
    public async ValueTask ReleaseAsync(Flight flight)
    {
        if (flight.Lease is not { IsMine: true } lease) return;
        await guard.WriteAsync(flight.Key, 0, (store, flight.Key, lease), static async call =>
        {
            await call.store.ReleaseAsync(call.Key, call.lease, CancellationToken.None).ConfigureAwait(false);
            return true;
        }).ConfigureAwait(false);
    }

    // What is being made: the version, and the epochs that the namespace and the known tags had. The last one, that of any tag, is left
    // out: it says nothing about this entry.
    private static ulong StampOf(Flight flight)
    {
        Span<byte> version = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(version, flight.Plan.Version);
        var stamp = (ulong)Crc32C.Of(version);
        foreach (var epoch in flight.StoreEpochs is { Length: > 1 } epochs ? epochs.AsSpan(..^1) : default)
            stamp = (stamp * 31) + epoch;
        return stamp;
    }
}
