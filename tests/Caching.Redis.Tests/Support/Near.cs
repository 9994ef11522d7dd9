using Caching.Entries;

namespace Caching.Redis.Tests.Support;

internal static class Near
{
    /// <summary>Whether the entry is served from memory.</summary>
    public static bool TryGetNear(this CacheManager manager, Cache cache, CacheKey key) =>
        manager.Stores.Get(null).Near?.FindFresh(key.After(PhysicalKey.Prefix(cache.Namespace)), 0, manager.Time.GetUtcNow().UtcTicks) is not null;
}
