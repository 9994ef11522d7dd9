using Caching.Stores;

namespace Caching.Redis.Tests.Support;

/// <summary>
/// A Redis store whose calls have ended when they return. The contract's clock stands still, and its tests count on that what
/// they began has gone as far as it can; with a network in between it would not have.
/// </summary>
internal class Blocking(RedisStore store) : IByteStore, IEpochStore, ILeaseStore, IAtomicStore, IBatchStore, IListingStore, IAsyncDisposable
{
    public ValueTask<StoredRead> GetAsync(string key, CancellationToken cancellation) => Ended(store.GetAsync(key, cancellation));

    public ValueTask<bool> SetAsync(string key, ReadOnlyMemory<byte> bytes, EntryHeader header, CancellationToken cancellation) =>
        Ended(store.SetAsync(key, bytes, header, cancellation));

    public ValueTask RemoveAsync(string key, CancellationToken cancellation) => Ended(store.RemoveAsync(key, cancellation));

    public ValueTask<StoredEpochs> ReadEpochsAsync(IReadOnlyList<string> names, CancellationToken cancellation) =>
        Ended(store.ReadEpochsAsync(names, cancellation));

    public ValueTask RenewEpochsAsync(IReadOnlyList<string> names, CancellationToken cancellation) =>
        Ended(store.RenewEpochsAsync(names, cancellation));

    public ValueTask<CacheLease> AcquireAsync(string key, ulong stamp, TimeSpan duration, CancellationToken cancellation) =>
        Ended(store.AcquireAsync(key, stamp, duration, cancellation));

    public ValueTask<LeasePublication> PublishAsync(
        string key, ReadOnlyMemory<byte> bytes, EntryHeader header, CacheLease lease, CancellationToken cancellation) =>
        Ended(store.PublishAsync(key, bytes, header, lease, cancellation));

    public ValueTask ReleaseAsync(string key, CacheLease lease, CancellationToken cancellation) =>
        Ended(store.ReleaseAsync(key, lease, cancellation));

    public ValueTask<bool> ReplaceAsync(
        string key, ReadOnlyMemory<byte>? expected, ReadOnlyMemory<byte> bytes, EntryHeader header, CancellationToken cancellation) =>
        Ended(store.ReplaceAsync(key, expected, bytes, header, cancellation));

    public ValueTask<StoredRead[]> GetManyAsync(IReadOnlyList<string> keys, CancellationToken cancellation) =>
        Ended(store.GetManyAsync(keys, cancellation));

    public ValueTask<bool[]> SetManyAsync(IReadOnlyList<StoredWrite> entries, CancellationToken cancellation) =>
        Ended(store.SetManyAsync(entries, cancellation));

    public ValueTask RemoveManyAsync(IReadOnlyList<string> keys, CancellationToken cancellation) =>
        Ended(store.RemoveManyAsync(keys, cancellation));

    public IAsyncEnumerable<StoredRead> ListAsync(string prefix, CancellationToken cancellation) => store.ListAsync(prefix, cancellation);

    public ValueTask DisposeAsync() => store.DisposeAsync();

    private static ValueTask<T> Ended<T>(ValueTask<T> call) => new(call.AsTask().GetAwaiter().GetResult());

    private static ValueTask Ended(ValueTask call)
    {
        call.AsTask().GetAwaiter().GetResult();
        return default;
    }
}

/// <summary>The same with its log, so that the manager puts memory before it.</summary>
internal sealed class BlockingWithLog(RedisStore store) : Blocking(store), IInvalidationLog
{
    private readonly RedisStore _store = store;

    public ValueTask<InvalidationPage> ReadLogAsync(LogPosition position, CancellationToken cancellation) =>
        _store.ReadLogAsync(position, cancellation);

    public ValueTask<IAsyncDisposable> WatchLogAsync(Action news, CancellationToken cancellation) => _store.WatchLogAsync(news, cancellation);
}
