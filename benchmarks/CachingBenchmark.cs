using Benchmarks.Caches;
using Benchmarks.Harness;

namespace Benchmarks;

/// <summary>The cache: its parts one after another. Each part is a benchmark by itself too.</summary>
internal sealed class CachingBenchmark : IBenchmark
{
    public string Name => "caching";

    public string Summary => "the cache: all of the following";

    public IReadOnlyList<IBenchmark> Parts { get; } =
    [
        new MemoryHits(),
        new FileHits(),
        new RedisHits(),
        new Herds(),
        new EntryOverhead(),
        new HitsBySize(),
        new Invalidations(),
    ];

    public void Run(Report report)
    {
        foreach (var part in Parts) part.Run(report);
    }
}
