using System.Collections.Concurrent;
using Caching.Stores;

namespace Caching.Tests.Support;

/// <summary>A store that can do many at once, keeps epochs and lists; it notes each round trip.</summary>
public class CountingStore : IByteStore, IBatchStore, IEpochStore, IListingStore
{
    private readonly SimpleSharedStore _inner = new();

    public ConcurrentQueue<string> Trips { get; } = new();

    public Func<string, bool> Refuses { get; set; } = _ => false;

    public string[] TakeTrips()
    {
        string[] trips = [.. Trips];
        Trips.Clear();
        return trips;
    }

    public ValueTask<StoredRead> GetAsync(string key, CancellationToken cancellation)
    {
        Trips.Enqueue("get");
        return Read(key, cancellation);
    }

    public ValueTask<bool> SetAsync(string key, ReadOnlyMemory<byte> bytes, EntryHeader header, CancellationToken cancellation)
    {
        Trips.Enqueue("set");
        return _inner.SetAsync(key, bytes, header, cancellation);
    }

    public ValueTask RemoveAsync(string key, CancellationToken cancellation)
    {
        Trips.Enqueue("remove");
        return _inner.RemoveAsync(key, cancellation);
    }

    public async ValueTask<StoredRead[]> GetManyAsync(IReadOnlyList<string> keys, CancellationToken cancellation)
    {
        Trips.Enqueue($"get {keys.Count}");
        return await Task.WhenAll(keys.Select(key => Read(key, cancellation).AsTask()));
    }

    public async ValueTask<bool[]> SetManyAsync(IReadOnlyList<StoredWrite> entries, CancellationToken cancellation)
    {
        Trips.Enqueue($"set {entries.Count}");
        return await Task.WhenAll(entries.Select(async entry =>
            !Refuses(entry.Key) && await _inner.SetAsync(entry.Key, entry.Bytes, entry.Header, cancellation)));
    }

    public async ValueTask RemoveManyAsync(IReadOnlyList<string> keys, CancellationToken cancellation)
    {
        Trips.Enqueue($"remove {keys.Count}");
        foreach (var key in keys) await _inner.RemoveAsync(key, cancellation);
    }

    public ValueTask<StoredEpochs> ReadEpochsAsync(IReadOnlyList<string> names, CancellationToken cancellation)
    {
        Trips.Enqueue("epochs");
        return _inner.ReadEpochsAsync(names, cancellation);
    }

    public ValueTask RenewEpochsAsync(IReadOnlyList<string> names, CancellationToken cancellation) =>
        _inner.RenewEpochsAsync(names, cancellation);

    public async IAsyncEnumerable<StoredRead> ListAsync(
        string prefix, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var key in _inner.Bytes.Keys) yield return await Read(key, cancellation);
    }

    // The present epochs of the entry with its bytes, as a script in a server gives them.
    private async ValueTask<StoredRead> Read(string key, CancellationToken cancellation)
    {
        var read = await _inner.GetAsync(key, cancellation);
        if (read.Bytes is not { } bytes || Caching.Entries.StoredBytes.TryReadAny(bytes.Span, out _, out var entry) is not null) return read;
        return read with { Epochs = (await _inner.ReadEpochsAsync(entry!.EpochNames, cancellation)).Values };
    }
}
