using Caching.Coordination;
using Caching.Entries;

namespace Caching.Stores;

/// <summary>The part that looks inside.</summary>
internal sealed partial class LocalDoor
{
    public override bool CanList => store is ILocalListingStore;

    public override async IAsyncEnumerable<CacheEntryInfo> ListAsync(
        string prefix, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await ValueTask.CompletedTask.ConfigureAwait(false);
        var now = time.GetUtcNow().UtcTicks;
        foreach (var (key, entry) in ((ILocalListingStore)store).List())
        {
            cancellation.ThrowIfCancellationRequested();
            if (!key.StartsWith(prefix, StringComparison.Ordinal)) continue;
            var standing = entry.Standing;
            var state = entry.StateAt(now, standing);
            yield return new(key, Type, entry.Size, TypeName.Of(entry.ValueType), entry, MissOf(state, standing), state == EntryState.Stale);
        }
    }
}
