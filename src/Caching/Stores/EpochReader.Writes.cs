using Caching.Coordination;

namespace Caching.Stores;

/// <summary>The part that says which epochs are stored with an entry.</summary>
internal sealed partial class EpochReader
{
    /// <summary>The epochs to store with the entry; null if an invalidation may have been missed.</summary>
    public async ValueTask<ulong[]?> ForWriteAsync(Flight flight, EpochStamp[] stamps) =>
        (await ForWriteAsync([(flight, stamps)]).ConfigureAwait(false))[0];

    /// <summary>The same for many, in one round trip if one is needed: where a factory added tags.</summary>
    public ValueTask<ulong[]?[]> ForWriteAsync<T>(IReadOnlyList<EntryWrite<T>> writes) =>
        ForWriteAsync([.. writes.Select(static write => ((Flight)write.Flight, write.Epochs))]);

    private async ValueTask<ulong[]?[]> ForWriteAsync((Flight Flight, EpochStamp[] Stamps)[] writes)
    {
        if (own is null)
        {
            foreach (var write in writes)
                foreach (var stamp in write.Stamps) process.Pin(stamp.Epoch);
            return Array.ConvertAll(writes, static write => EpochStamp.Values(write.Stamps));
        }

        var names = Array.ConvertAll(writes, static write => Names(write.Flight.Key, write.Stamps));
        var known = Array.ConvertAll(writes, static write => Known(write.Flight));
        var late = await LateAsync(writes[0].Flight.Key, names, known).ConfigureAwait(false);
        var epochs = new ulong[]?[writes.Length];
        for (var i = 0; i < epochs.Length; i++) epochs[i] = known[i] is { } before ? Merge(names[i], before, late) : null;
        return epochs;
    }

    // What was not read before the factory began is now as it was then, if no tag at all was renewed since.
    private static ulong[]? Merge(string[] names, Dictionary<string, ulong> before, Dictionary<string, ulong> late)
    {
        var isKnown = Array.TrueForAll(names, before.ContainsKey);
        if (!isKnown && (!late.TryGetValue(EpochNames.AnyTag, out var anyTag) || anyTag != before[EpochNames.AnyTag])) return null;
        return Array.ConvertAll(names, name => before.TryGetValue(name, out var epoch) ? epoch : late[name]);
    }

    /// <summary>The epochs that were not read before, and, after them, that of any tag. Nothing where there are none, or the read failed.</summary>
    private async ValueTask<Dictionary<string, ulong>> LateAsync(string key, string[][] names, Dictionary<string, ulong>?[] known)
    {
        var late = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < names.Length; i++)
            if (known[i] is { } before) late.UnionWith(names[i].Where(name => !before.ContainsKey(name)));
        if (late.Count == 0) return [];
        string[] asked = [.. late, EpochNames.AnyTag];
        var read = await ReadAsync(key, asked, CancellationToken.None).ConfigureAwait(false);
        return read is { } now ? Pairs(asked, now.Values) : [];
    }

    // What was read before the factory began; null where that failed.
    private static Dictionary<string, ulong>? Known(Flight flight) => flight.StoreEpochs is { Length: > 0 } epochs
        ? Pairs([.. Names(flight.Key, flight.Epochs), EpochNames.AnyTag], epochs)
        : null;

    private static Dictionary<string, ulong> Pairs(string[] names, ulong[] epochs)
    {
        var pairs = new Dictionary<string, ulong>(StringComparer.Ordinal);
        for (var i = 0; i < names.Length; i++) pairs[names[i]] = epochs[i];
        return pairs;
    }
}
