using Caching.Entries;
using Caching.Stores;

namespace Caching.Policies;

/// <summary>A region over the defaults and the store that it leads to, with what is made of it once.</summary>
internal sealed class Policy(CacheRegion region, StoreSlot store)
{
    public CacheRegion Region { get; } = region;

    public StoreSlot Store { get; } = store;

    public bool IsEnabled { get; } = region.Enabled ?? true;

    public EntrySeal Seal { get; } = EntrySeal.Of(region.Secret);
}
