using Caching.Entries;

namespace Caching.Policies;

/// <summary>A region over the defaults, with what is made of it once.</summary>
internal sealed class Policy(CacheRegion region)
{
    public CacheRegion Region { get; } = region;

    public EntrySeal Seal { get; } = EntrySeal.Of(region.Secret);
}
