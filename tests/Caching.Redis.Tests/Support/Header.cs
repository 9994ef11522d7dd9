using Caching.Entries;
using Caching.Policies;

namespace Caching.Redis.Tests.Support;

/// <summary>Headers as the cache above makes them.</summary>
internal static class Header
{
    public static EntryHeader Of(TimeSpan? expire = null, TimeSpan? sliding = null, params string[] tags)
    {
        var now = TimeProvider.System.GetUtcNow().UtcTicks;
        var end = expire is { } span ? now + span.Ticks : Lifetime.Never;
        return new StoredEntry("s2:ns", new Lifetime(now, end, end, end, end, sliding?.Ticks ?? 0), now, 0, tags, [], "");
    }
}
