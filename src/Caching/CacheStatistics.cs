using Caching.Diagnostics;

namespace Caching;

/// <summary>What happened in one namespace in this process, since its cache object came to be. Each number is read by itself.</summary>
public sealed class CacheStatistics
{
    private readonly long[] _misses;

    internal CacheStatistics(string ns, NamespaceCounts counts)
    {
        Namespace = ns;
        Hits = counts.Hits;
        StaleHits = counts.StaleHits;
        Creations = counts.Creations;
        Failures = counts.Failures;
        _misses = Array.ConvertAll(Enum.GetValues<CacheMiss>(), counts.Misses);
    }

    /// <summary>The namespace.</summary>
    public string Namespace { get; }

    /// <summary>Look-ups answered by a fresh entry.</summary>
    public long Hits { get; }

    /// <summary>Look-ups answered by an old value: inside its stale window, or in place of an error.</summary>
    public long StaleHits { get; }

    /// <summary>Look-ups that found nothing to serve.</summary>
    public long Misses => _misses.Sum();

    /// <summary>Factories that ran to their end; one that makes many values counts once.</summary>
    public long Creations { get; }

    /// <summary>Factories that failed.</summary>
    public long Failures { get; }

    /// <summary>The part of all look-ups that found something, fresh or stale, from 0 to 1; 0 where there were none.</summary>
    public double HitRatio => Hits + StaleHits + Misses is var all and > 0 ? (double)(Hits + StaleHits) / all : 0;

    /// <summary>Look-ups that found nothing to serve for this reason.</summary>
    public long MissesBy(CacheMiss reason) => _misses[(int)reason];
}
