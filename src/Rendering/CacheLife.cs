namespace Rendering;

/// <summary>The caches' own rules for what is not said of a life.</summary>
internal static class CacheLife
{
    /// <summary>The stale window where none is given: a tenth of the expire, at most a minute.</summary>
    public static TimeSpan DefaultStale(TimeSpan expire) => expire / 10 < TimeSpan.FromMinutes(1) ? expire / 10 : TimeSpan.FromMinutes(1);
}
