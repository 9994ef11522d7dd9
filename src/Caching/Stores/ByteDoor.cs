using Caching.Coordination;
using Caching.Entries;
using Caching.Policies;

namespace Caching.Stores;

/// <summary>A byte store: entries are written as <see cref="StoredBytes"/> and checked in full when they are read.</summary>
internal sealed class ByteDoor(
    string type, IByteStore store, EpochTable epochs, StoreGuard guard, SerializerTable serializers, TimeProvider time, TimeSpan leaseDuration)
    : StoreDoor(type, epochs)
{
    // A sliding entry's hit is written down when a tenth of the time between hits has gone by since the last one: ten
    // writes a window at most, and an entry that ends up to a tenth early.
    private const int TouchesPerWindow = 10;

    private readonly EpochReader _epochs = new(store as IEpochStore, epochs, guard);

    public override LeaseReader? Leases { get; } = store is ILeaseStore leases ? new(leases, guard, leaseDuration) : null;

    public override async ValueTask<CacheResult<T>> ReadAsync<T>(string key, ulong version, CancellationToken cancellation)
    {
        var (entry, value) = await FindAsync(key, version, cancellation).ConfigureAwait(false);
        if (entry is null) return default;
        var state = entry.StateAt(time.GetUtcNow().UtcTicks);
        var serializer = serializers.Get<T>();
        if (state == EntryState.Dead || serializer.Form != entry.Form) return default;
        try
        {
            return new(serializer.Read(value.Span), entry, state);
        }
        catch (Exception error)
        {
            guard.Unreadable(key, error.Message);
            return default;
        }
    }

    public override async ValueTask<bool> ContainsAsync(string key, ulong version, CancellationToken cancellation)
    {
        var (entry, _) = await FindAsync(key, version, cancellation).ConfigureAwait(false);
        return entry is not null && entry.StateAt(time.GetUtcNow().UtcTicks) != EntryState.Dead;
    }

    public override ValueTask PrepareAsync(Flight flight, CancellationToken cancellation) =>
        _epochs.PrepareAsync(flight, cancellation);

    public override async ValueTask WriteAsync<T>(
        Flight flight, T value, CacheCreation creation, string[] tags, EpochStamp[] epochs)
    {
        if (await _epochs.ForWriteAsync(flight, epochs).ConfigureAwait(false) is not { } values)
        {
            if (flight.StoreEpochs is { Length: > 0 }) flight.Publication = LeasePublication.Superseded;
            return;
        }

        try
        {
            var now = time.GetUtcNow().UtcTicks;
            var serializer = serializers.Get<T>();
            var entry = new StoredEntry(Lifetime.From(now, creation), now, flight.Version, tags, values, serializer.Form);
            var bytes = StoredBytes.Write(flight.Key, entry, value, serializer);
            if (flight.Lease is null) await SetAsync(flight.Key, bytes, entry).ConfigureAwait(false);
            else await Leases!.PublishAsync(flight, bytes, entry).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not ArgumentOutOfRangeException)
        {
            guard.WriteFailed(flight.Key, error);
        }
    }

    public override bool NeedsTouch(EntryHeader entry) =>
        entry.Sliding is { } sliding && time.GetUtcNow().UtcTicks - entry.Accessed > sliding.Ticks / TouchesPerWindow;

    public override ValueTask TouchAsync<T>(Flight<T> flight) => flight.RewriteAsync((this, flight), static async call =>
    {
        // Read again, now that no invalidation of this process can come between the read and the write.
        var (door, flight) = call;
        // Nor of another, where the store gives leases: what another makes, sets or removes meanwhile voids this one's.
        if (door.Leases is { } leases && !await leases.AcquireAsync(flight).ConfigureAwait(false)) return;
        try
        {
            await door.RewriteAsync(flight).ConfigureAwait(false);
        }
        finally
        {
            if (door.Leases is not null) await door.Leases.ReleaseAsync(flight).ConfigureAwait(false);
        }
    });

    private async ValueTask RewriteAsync(Flight flight)
    {
        var bytes = await GetAsync(flight.Key, CancellationToken.None).ConfigureAwait(false);
        if (bytes is not { } stored || StoredBytes.TryRead(stored.Span, flight.Key, out var entry, out _) is not null) return;
        var now = time.GetUtcNow().UtcTicks;
        entry!.Touch(now);
        var touched = StoredBytes.Touched(stored.Span, now);
        if (flight.Lease is null) await SetAsync(flight.Key, touched, entry).ConfigureAwait(false);
        else await Leases!.PublishAsync(flight, touched, entry).ConfigureAwait(false);
    }

    public override ValueTask RemoveAsync(string key, CancellationToken cancellation) =>
        guard.InvalidateAsync((store, key, cancellation), static call => call.store.RemoveAsync(call.key, call.cancellation));

    public override ValueTask RenewAsync(string epoch, CancellationToken cancellation) => _epochs.RenewAsync(epoch, cancellation);

    public override ValueTask DisposeAsync() => DisposeAsync(store);

    private ValueTask<ReadOnlyMemory<byte>?> GetAsync(string key, CancellationToken cancellation) =>
        guard.ReadAsync<(IByteStore Store, string Key), ReadOnlyMemory<byte>?>(
            key, (store, key), missed: null, static (call, cancellation) => call.Store.GetAsync(call.Key, cancellation), cancellation);

    private ValueTask SetAsync(string key, byte[] bytes, EntryHeader entry) =>
        guard.WriteAsync(
            key, bytes.Length, (store, key, bytes, entry),
            static call => call.store.SetAsync(call.key, call.bytes, call.entry, CancellationToken.None));

    private async ValueTask<(StoredEntry? Entry, ReadOnlyMemory<byte> Value)> FindAsync(
        string key, ulong version, CancellationToken cancellation)
    {
        if (await GetAsync(key, cancellation).ConfigureAwait(false) is not { } bytes) return default;
        if (StoredBytes.TryRead(bytes.Span, key, out var entry, out var value) is { } reason)
        {
            guard.Unreadable(key, reason);
            return default;
        }

        if (entry!.Version != version) return default;
        return await _epochs.IsCurrentAsync(key, entry, cancellation).ConfigureAwait(false) ? (entry, bytes[value]) : default;
    }
}
