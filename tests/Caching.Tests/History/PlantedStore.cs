using System.Collections.Concurrent;
using Caching.Coordination;
using Caching.Entries;
using Caching.Stores;

namespace Caching.Tests.History;

/// <summary>A sound store, made wrong in the namespaces that a scenario says: the switch that shows whether the checks find anything.</summary>
internal sealed class PlantedStore(IByteStore store, Scenario scenario) : IByteStore, IEpochStore, ILeaseStore, IAtomicStore, IAsyncDisposable
{
    private const int EveryNth = 4;
    private readonly ConcurrentDictionary<string, StoredRead> _old = new(StringComparer.Ordinal);
    private int _turn;

    private bool IsTurn => Interlocked.Increment(ref _turn) % EveryNth == 0;

    public async ValueTask<StoredRead> GetAsync(string key, CancellationToken cancellation)
    {
        var read = await store.GetAsync(key, cancellation);
        if (!Has(Bug.OldRead, key) || read.Bytes is null) return read;
        if (!IsTurn) return read;
        var old = _old.GetValueOrDefault(key, read);
        _old[key] = read;
        return old with { Epochs = read.Epochs };
    }

    public ValueTask<bool> SetAsync(string key, ReadOnlyMemory<byte> bytes, EntryHeader header, CancellationToken cancellation) =>
        store.SetAsync(key, bytes, header, cancellation);

    public ValueTask RemoveAsync(string key, CancellationToken cancellation) =>
        Has(Bug.LostRemoval, key) && IsTurn ? default : store.RemoveAsync(key, cancellation);

    public ValueTask<StoredEpochs> ReadEpochsAsync(IReadOnlyList<string> names, CancellationToken cancellation) =>
        ((IEpochStore)store).ReadEpochsAsync(names, cancellation);

    public ValueTask RenewEpochsAsync(IReadOnlyList<string> names, CancellationToken cancellation) =>
        names.Any(IsLost) && IsTurn ? default : ((IEpochStore)store).RenewEpochsAsync(names, cancellation);

    public async ValueTask<CacheLease> AcquireAsync(string key, ulong stamp, TimeSpan duration, CancellationToken cancellation)
    {
        var lease = await ((ILeaseStore)store).AcquireAsync(key, stamp, duration, cancellation);
        return Has(Bug.EveryoneMakes, key) ? lease with { IsMine = true } : lease;
    }

    public async ValueTask<LeasePublication> PublishAsync(
        string key, ReadOnlyMemory<byte> bytes, EntryHeader header, CacheLease lease, CancellationToken cancellation)
    {
        if (!Has(Bug.PublishesAnyway, key)) return await ((ILeaseStore)store).PublishAsync(key, bytes, header, lease, cancellation);
        return await store.SetAsync(key, bytes, header, cancellation) ? LeasePublication.Stored : LeasePublication.Refused;
    }

    public ValueTask ReleaseAsync(string key, CacheLease lease, CancellationToken cancellation) =>
        ((ILeaseStore)store).ReleaseAsync(key, lease, cancellation);

    public ValueTask<bool> ReplaceAsync(
        string key, ReadOnlyMemory<byte>? expected, ReadOnlyMemory<byte> bytes, EntryHeader header, CancellationToken cancellation) =>
        Has(Bug.LostIncrement, key) && IsTurn ? new(true) : ((IAtomicStore)store).ReplaceAsync(key, expected, bytes, header, cancellation);

    public async ValueTask DisposeAsync()
    {
        if (store is IAsyncDisposable later) await later.DisposeAsync();
        else (store as IDisposable)?.Dispose();
    }

    private bool Has(Bug bug, string key) => scenario.Find(PhysicalKey.NamespaceOf(key))?.Bug == bug;

    private bool IsLost(string name) => Array.Exists(
        scenario.Places,
        place => (place.Bug == Bug.LostClear && name == EpochNames.OfNamespace(place.Name))
            || (place.Bug == Bug.LostTag && name.StartsWith(EpochNames.OfTag(place.Name), StringComparison.Ordinal)));
}
