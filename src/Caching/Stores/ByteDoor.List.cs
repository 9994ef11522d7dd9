using System.Runtime.CompilerServices;
using Caching.Coordination;
using Caching.Entries;

namespace Caching.Stores;

/// <summary>The part that looks inside.</summary>
internal sealed partial class ByteDoor
{
    public override bool CanList => _store is IListingStore;

    // A look has no key to compare with and may be at what is signed with another secret: it says what the bytes say of themselves.
    public override async IAsyncEnumerable<CacheEntryInfo> ListAsync(
        string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var read in ((IListingStore)_store).ListAsync(prefix, cancellation).ConfigureAwait(false))
        {
            if (read.Bytes is not { } bytes || StoredBytes.TryReadAny(bytes.Span, out var key, out var entry) is not null) continue;
            if (!PhysicalKey.IsOne(key) || !key.StartsWith(prefix, StringComparison.Ordinal)) continue;
            var standing = await _epochs.StandingAsync(entry!, read.Epochs, cancellation).ConfigureAwait(false);
            var state = entry!.StateAt((read.Now ?? _time.GetUtcNow()).UtcTicks, standing ?? Standing.Void);
            var miss = standing is { } known ? MissOf(state, known) : CacheMiss.StoreFailed;
            yield return new(key, Type, bytes.Length, entry.Form, entry, miss, state == EntryState.Stale);
        }
    }
}
