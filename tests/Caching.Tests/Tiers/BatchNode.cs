using Caching.Stores;

namespace Caching.Tests.Tiers;

/// <summary>A connection that carries many keys in one round trip.</summary>
public sealed class BatchNode(SharedServer server) : ServerNode(server), IBatchStore
{
    private readonly SharedServer _server = server;

    public async ValueTask<StoredRead[]> GetManyAsync(IReadOnlyList<string> keys, CancellationToken cancellation)
    {
        await Enter($"get {keys.Count}");
        StoredRead[] found = [.. keys.Select(Find)];
        await Enter("got");
        return found;
    }

    public async ValueTask<bool[]> SetManyAsync(IReadOnlyList<StoredWrite> entries, CancellationToken cancellation)
    {
        await Enter($"set {entries.Count}");
        foreach (var entry in entries) _server.Put(this, entry.Key, new(entry.Bytes.ToArray(), entry.Header.EpochNames));
        return [.. entries.Select(static _ => true)];
    }

    public async ValueTask RemoveManyAsync(IReadOnlyList<string> keys, CancellationToken cancellation)
    {
        await Enter($"remove {keys.Count}");
        foreach (var key in keys) _server.Put(this, key, null);
    }
}
