namespace Caching.Diagnostics;

/// <summary>What happened in one namespace since the process began, and the way to the metrics of all.</summary>
internal sealed class NamespaceCounts(CacheMetrics metrics)
{
    // One number would travel between the processors that count on it; each has its own cache line instead.
    private const int Line = 16;
    private static readonly int Mask = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Environment.ProcessorCount) - 1;

    private readonly long[] _hits = new long[(Mask + 1) * Line];
    private readonly long[] _misses = new long[Enum.GetValues<CacheMiss>().Length];
    private long _stale;
    private long _creations;
    private long _failures;

    public long Hits
    {
        get
        {
            var sum = 0L;
            for (var i = 0; i < _hits.Length; i += Line) sum += Volatile.Read(ref _hits[i]);
            return sum;
        }
    }

    public long StaleHits => Volatile.Read(ref _stale);

    public long Creations => Volatile.Read(ref _creations);

    public long Failures => Volatile.Read(ref _failures);

    public long Misses(CacheMiss reason) => Volatile.Read(ref _misses[(int)reason]);

    public void Hit(string type)
    {
        Interlocked.Increment(ref _hits[(Thread.GetCurrentProcessorId() & Mask) * Line]);
        metrics.Hit(type);
    }

    public void Stale(string type)
    {
        Interlocked.Increment(ref _stale);
        metrics.Stale(type);
    }

    public void Miss(string type, CacheMiss reason)
    {
        Interlocked.Increment(ref _misses[(int)reason]);
        metrics.Miss(type, reason);
    }

    public void Creation(string type)
    {
        Interlocked.Increment(ref _creations);
        metrics.Creation(type);
    }

    public void Failure(string type)
    {
        Interlocked.Increment(ref _failures);
        metrics.Failure(type);
    }
}
