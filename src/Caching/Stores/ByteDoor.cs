using Caching.Coordination;
using Caching.Entries;
using Caching.Policies;

namespace Caching.Stores;

/// <summary>A byte store: entries are written as <see cref="StoredBytes"/> and checked in full when they are read.</summary>
internal sealed partial class ByteDoor : StoreDoor
{
    private readonly IByteStore _store;
    private readonly IAtomicStore? _atomic;
    private readonly StoreGuard _guard;
    private readonly EpochReader _epochs;
    private readonly EntryCodec _codec;
    private readonly PendingInvalidations _pending;
    private readonly KeyedLock _locks = new();
    private readonly TimeProvider _time;

    public ByteDoor(
        string type, IByteStore store, EpochTable epochs, StoreGuard guard, SerializerTable serializers, TimeProvider time, TimeSpan leaseDuration)
        : base(type, epochs)
    {
        _store = store;
        _atomic = store as IAtomicStore;
        _guard = guard;
        _time = time;
        _epochs = new(store as IEpochStore, epochs, guard, time);
        _codec = new(serializers, _epochs, guard, time);
        _pending = new(store, _epochs, guard, time);
        Leases = store is ILeaseStore leases ? new(leases, guard, leaseDuration) : null;
    }

    public override LeaseReader? Leases { get; }

    public override void Demand<T>() => _codec.Demand<T>();

    public override async ValueTask<CacheResult<T>> ReadAsync<T>(string key, CachePlan plan, CancellationToken cancellation) =>
        await _codec.DecodeAsync<T>(await GetAsync(key, cancellation).ConfigureAwait(false), key, plan, cancellation).ConfigureAwait(false);

    public override async ValueTask<CacheResult<T>[]> ReadManyAsync<T>(
        IReadOnlyList<string> keys, CachePlan plan, CancellationToken cancellation)
    {
        var answers = await GetManyAsync(keys, cancellation).ConfigureAwait(false);
        var found = new CacheResult<T>[keys.Count];
        for (var i = 0; i < found.Length; i++)
            found[i] = await _codec.DecodeAsync<T>(answers?[i], keys[i], plan.At(i), cancellation).ConfigureAwait(false);
        return found;
    }

    public override async ValueTask<bool> ContainsAsync(string key, CachePlan plan, CancellationToken cancellation)
    {
        if (await GetAsync(key, cancellation).ConfigureAwait(false) is not { Bytes: { } bytes } read
            || StoredBytes.TryRead(bytes.Span, key, plan.Seal, out var entry, out _) is not null || entry!.Version != plan.Version
            || await _epochs.StandingAsync(entry, read.Epochs, cancellation).ConfigureAwait(false) is not { } standing)
        {
            return false;
        }

        return entry.StateAt((read.Now ?? _time.GetUtcNow()).UtcTicks, standing) >= EntryState.Stale;
    }

    public override ValueTask PrepareAsync(Flight flight, CancellationToken cancellation) =>
        _epochs.PrepareAsync(flight, cancellation);

    public override IReadOnlyList<object> Parts => [_pending, _store];

    // Null: the store could not be asked. Nothing is read past an invalidation that has not reached the store: it would be undone here.
    private async ValueTask<StoredRead?> GetAsync(string key, CancellationToken cancellation)
    {
        if (!await _pending.AreSentAsync(key, cancellation).ConfigureAwait(false)) return null;
        return await _guard.ReadAsync<(IByteStore Store, string Key), StoredRead?>(
            key, (_store, key), missed: null,
            static async (call, cancellation) => await call.Store.GetAsync(call.Key, cancellation).ConfigureAwait(false),
            cancellation).ConfigureAwait(false);
    }

    private async ValueTask<StoredRead[]?> GetManyAsync(IReadOnlyList<string> keys, CancellationToken cancellation)
    {
        if (keys.Count == 0) return [];
        if (!await _pending.AreSentAsync(key: null, cancellation).ConfigureAwait(false)) return null;
        return await _guard.ReadAsync<(IByteStore Store, IReadOnlyList<string> Keys), StoredRead[]?>(
            keys[0], (_store, keys), missed: null,
            static async (call, cancellation) => call.Store is IBatchStore batch
                ? await batch.GetManyAsync(call.Keys, cancellation).ConfigureAwait(false)
                : await Task.WhenAll(call.Keys.Select(key => call.Store.GetAsync(key, cancellation).AsTask())).ConfigureAwait(false),
            cancellation).ConfigureAwait(false);
    }
}
