using Benchmarks.Fragments;
using Benchmarks.Harness;

namespace Benchmarks;

/// <summary>Cached sections in memory: hits by size, misses, and a collection. Redis is a benchmark of its own, <see cref="RedisPage"/>.</summary>
internal sealed class FragmentBenchmark : IBenchmark
{
    public string Name => "fragments";

    public string Summary => "sections of 2 KB and 50 KB, hit inside a page; a table in ten sections, cold; a collection of 1,000 items, 99 % of them hits";

    public void Run(Report report)
    {
        // As many bytes a page as keep both sizes in the processor's caches.
        Hits.Run(report, "2k", "a cached section of 2 KB, hit inside a page", sections: 100, bytes: 2 * 1024);
        Hits.Run(report, "50k", "a cached section of 50 KB, hit inside a page", sections: 4, bytes: 50 * 1024);
        ColdTable.Run(report);
        Collections.Run(report);
    }
}
