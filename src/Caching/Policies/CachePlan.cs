using Caching.Stores;

namespace Caching.Policies;

/// <summary>The options of one call with the defaults of its region and manager filled in.</summary>
internal readonly struct CachePlan(StoreDoor door, CacheEntryOptions options, CacheRegion? region, CacheExpire expire)
{
    public StoreDoor Door { get; } = door;

    public CacheEntryOptions Options { get; } = options;

    public CacheExpire Expire { get; } = options.Expire ?? region?.Expire ?? expire;

    public TimeSpan? Sliding => Options.Sliding ?? region?.Sliding;

    public TimeSpan? Stale => Options.Stale ?? region?.Stale;

    public ulong Version => Options.Version;

    public bool Accepts<T>(T value) => Options.Accept is not { } accept || accept(value);
}
