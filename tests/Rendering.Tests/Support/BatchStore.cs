using System.Collections.Concurrent;
using Caching;
using Caching.Stores;

namespace Rendering.Tests.Support;

/// <summary>A store that can do many at once; it notes each round trip.</summary>
public sealed class BatchStore : IByteStore, IBatchStore
{
    private readonly SimpleByteStore _inner = new();

    private ConcurrentQueue<string> Trips { get; } = new();

    internal string TakeTrips()
    {
        var trips = string.Join(", ", Trips);
        Trips.Clear();
        return trips;
    }

    public ValueTask<StoredRead> GetAsync(string key, CancellationToken cancellation)
    {
        Trips.Enqueue("get");
        return _inner.GetAsync(key, cancellation);
    }

    public ValueTask<bool> SetAsync(string key, ReadOnlyMemory<byte> bytes, EntryHeader header, CancellationToken cancellation)
    {
        Trips.Enqueue("set");
        return _inner.SetAsync(key, bytes, header, cancellation);
    }

    public ValueTask RemoveAsync(string key, CancellationToken cancellation) => _inner.RemoveAsync(key, cancellation);

    public async ValueTask<StoredRead[]> GetManyAsync(IReadOnlyList<string> keys, CancellationToken cancellation)
    {
        Trips.Enqueue($"get {keys.Count}");
        return await Task.WhenAll(keys.Select(key => _inner.GetAsync(key, cancellation).AsTask()));
    }

    public async ValueTask<bool[]> SetManyAsync(IReadOnlyList<StoredWrite> entries, CancellationToken cancellation)
    {
        Trips.Enqueue($"set {entries.Count}");
        return await Task.WhenAll(entries.Select(entry => _inner.SetAsync(entry.Key, entry.Bytes, entry.Header, cancellation).AsTask()));
    }

    public async ValueTask RemoveManyAsync(IReadOnlyList<string> keys, CancellationToken cancellation)
    {
        foreach (var key in keys) await _inner.RemoveAsync(key, cancellation);
    }
}
