using Caching.Coordination;
using Caching.Entries;

namespace Caching.Stores;

/// <summary>
/// The epochs of a byte store's entries: the store's own where it keeps them, else those of the process. All flights are
/// checked against those of the process besides.
/// </summary>
internal sealed partial class EpochReader(IEpochStore? own, EpochTable process, StoreGuard guard, TimeProvider time)
{
    private readonly RecentNames _names = new();

    /// <summary>Whether the store keeps them.</summary>
    public bool IsOwn => own is not null;

    /// <summary>Reads what a flight needs before its factory begins; where that fails, what it makes will not be stored.</summary>
    public async ValueTask PrepareAsync(Flight flight, CancellationToken cancellation)
    {
        if (own is null) return;
        var read = await ReadAsync(flight.Key, [.. Names(flight.Key, flight.Epochs), EpochNames.AnyTag], cancellation).ConfigureAwait(false);
        flight.StoreEpochs = read?.Values ?? [];
        // At most as much as it is, since the answer was given before it came: an entry ends rather early than late.
        flight.ClockAhead = read?.Now - time.GetUtcNow() ?? TimeSpan.Zero;
    }

    /// <summary>What invalidations have left of a stored entry; null if the store cannot be asked.</summary>
    public async ValueTask<Standing?> StandingAsync(StoredEntry entry, ulong[]? present, CancellationToken cancellation)
    {
        if (own is null) present = EpochStamp.Values(Stamps(entry));
        present ??= (await ReadAsync(entry.Key, _names.Of(entry), cancellation).ConfigureAwait(false))?.Values;
        if (present is null) return null;
        var standing = EpochNames.Compare(entry.Epochs, present);
        if (standing != Standing.Current) entry.Compare(present);
        return standing;
    }

    /// <summary>The names of the epochs that the entry depends on.</summary>
    public string[] NamesOf(StoredEntry entry) => _names.Of(entry);

    /// <summary>Renews an epoch of the store's own.</summary>
    public ValueTask RenewAsync(string epoch, CancellationToken cancellation)
    {
        if (own is null) return ValueTask.CompletedTask;
        return own.RenewEpochsAsync(EpochNames.IsTag(epoch) ? [EpochNames.AnyTag, epoch] : [epoch], cancellation);
    }

    /// <summary>Voids what the store holds, where the process keeps its epochs; with it all that these epochs are of.</summary>
    public void VoidAll() => process.RenewAll(soft: false);

    private static string[] Names(string key, EpochStamp[] stamps) => EpochNames.Of(
        PhysicalKey.NamespaceOf(key), [.. stamps.Skip(1).Select(static stamp => EpochNames.TagOf(stamp.Epoch.Name))]);

    // Of the namespace and the tags: the epoch of all is for stores that keep their own.
    private EpochStamp[] Stamps(StoredEntry entry)
    {
        var names = _names.Of(entry);
        return Array.ConvertAll(names[1..(names.Length / 2)], name => new EpochStamp(process.Get(name)));
    }

    private ValueTask<StoredEpochs?> ReadAsync(string key, IReadOnlyList<string> names, CancellationToken cancellation) =>
        guard.ReadAsync<(IEpochStore Own, IReadOnlyList<string> Names), StoredEpochs?>(
            key,
            (own!, names),
            missed: null,
            static async (call, cancellation) => await call.Own.ReadEpochsAsync(call.Names, cancellation).ConfigureAwait(false),
            cancellation);
}
