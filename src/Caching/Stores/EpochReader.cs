using Caching.Coordination;
using Caching.Entries;

namespace Caching.Stores;

/// <summary>
/// The epochs of a byte store's entries: the store's own where it keeps them, else those of the process. All flights are
/// checked against those of the process besides.
/// </summary>
internal sealed class EpochReader(IEpochStore? own, EpochTable process, StoreGuard guard)
{
    // Renewed before each tag, read after it. A factory may add a tag when it is half done, and this store's epoch of that tag
    // was not read before it began; but if no tag at all was renewed since, neither was that one. The order makes up for there
    // being two: who reads the tag's new epoch reads this one's new one next.
    private const string AnyTag = "a:";

    /// <summary>Reads what a flight needs before its factory begins; where that fails, what it makes will not be stored.</summary>
    public async ValueTask PrepareAsync(Flight flight, CancellationToken cancellation)
    {
        if (own is null) return;
        List<string> names = [.. flight.Epochs.Select(stamp => stamp.Epoch.Name), AnyTag];
        flight.StoreEpochs = await ReadAsync(flight.Key, names, cancellation).ConfigureAwait(false) ?? [];
    }

    /// <summary>The epochs to store with the entry, namespace first; null if an invalidation may have been missed.</summary>
    public async ValueTask<ulong[]?> ForWriteAsync(Flight flight, EpochStamp[] stamps)
    {
        if (own is null)
        {
            foreach (var stamp in stamps) process.Pin(stamp.Epoch);
            return Array.ConvertAll(stamps, stamp => stamp.Value);
        }

        if (flight.StoreEpochs is not { Length: > 0 } known) return null;
        var at = Array.ConvertAll(stamps, stamp => Array.FindIndex(flight.Epochs, one => ReferenceEquals(one.Epoch, stamp.Epoch)));
        if (Array.TrueForAll(at, index => index >= 0)) return Array.ConvertAll(at, index => known[index]);
        List<string> names = [.. stamps.Select(stamp => stamp.Epoch.Name), AnyTag];
        var now = await ReadAsync(flight.Key, names, CancellationToken.None).ConfigureAwait(false);
        if (now is null || now[^1] != known[^1]) return null;
        return [.. at.Select((index, i) => index >= 0 ? known[index] : now[i])];
    }

    /// <summary>Whether a stored entry of the namespace is current.</summary>
    public async ValueTask<bool> IsCurrentAsync(string key, StoredEntry entry, CancellationToken cancellation)
    {
        List<string> names = [EpochTable.OfNamespace(PhysicalKey.NamespaceOf(key)), .. entry.Tags.Select(EpochTable.OfTag)];
        var now = own is null
            ? names.Select(name => process.Get(name).Value)
            : await ReadAsync(key, names, cancellation).ConfigureAwait(false);
        return now is not null && now.SequenceEqual(entry.Epochs);
    }

    public async ValueTask RenewAsync(string epoch, CancellationToken cancellation)
    {
        if (own is null) return;
        await guard.InvalidateAsync((own, epoch, cancellation), static async call =>
        {
            if (EpochTable.IsTag(call.epoch)) await call.own.RenewEpochAsync(AnyTag, call.cancellation).ConfigureAwait(false);
            await call.own.RenewEpochAsync(call.epoch, call.cancellation).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    private ValueTask<ulong[]?> ReadAsync(string key, List<string> names, CancellationToken cancellation) =>
        guard.ReadAsync<(IEpochStore Own, List<string> Names), ulong[]?>(
            key,
            (own!, names),
            missed: null,
            static async (call, cancellation) => await call.Own.ReadEpochsAsync(call.Names, cancellation).ConfigureAwait(false),
            cancellation);
}
