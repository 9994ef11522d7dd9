using Caching;
using Caching.Tests.Support;

namespace Conformance.Engines;

/// <summary>What is put around a case to run it a way; both languages spell it alike.</summary>
/// <param name="Before">In front of the template.</param>
/// <param name="Behind">Behind it.</param>
internal sealed record Wrapping(string Before, string Behind)
{
    private const string Cache = "<% cache 'k' %>", EndCache = "<% endcache %>", Hole = "<% nocache %>", EndHole = "<% endnocache %>";

    /// <summary>Whether the caches are in use: then the case is rendered twice, the second time from the cache.</summary>
    public bool IsCached { get; init; } = true;

    /// <summary>Whether each output stands in a hole.</summary>
    public bool HasHoles { get; init; }

    /// <summary>Whether the caches keep bytes.</summary>
    public bool IsStored { get; init; }

    /// <summary>The caches of a run.</summary>
    public CacheManager Caches(TimeProvider time) =>
        new(IsStored ? new CacheManagerOptions { DefaultType = "bytes" }.AddStore("bytes", static _ => new SimpleByteStore()) : null, time);

    /// <summary>A new way of wrapping is a line here.</summary>
    private static readonly Dictionary<Way, Wrapping> All = new()
    {
        [Way.Uncached] = new(Cache, EndCache) { IsCached = false },
        [Way.Section] = new(Cache, EndCache),
        [Way.Nested] = new(Cache + "<% cache %>", EndCache + EndCache),
        [Way.Collection] = new("<% cache_each proof_item in (1..1), key: proof_item %>", "<% endcache_each %>"),
        [Way.Hole] = new(Cache + Hole, EndHole + EndCache),
        [Way.OpenHoles] = new(Cache, EndCache) { IsCached = false, HasHoles = true },
        [Way.Holes] = new(Cache, EndCache) { HasHoles = true },
        [Way.StoredHoles] = new(Cache, EndCache) { HasHoles = true, IsStored = true },
    };

    /// <summary>Null for a way that leaves the template as it is.</summary>
    public static Wrapping? Of(Way way) => All.GetValueOrDefault(way);

    public string Around(string template) => Before + template + Behind;
}
