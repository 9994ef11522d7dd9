using System.Diagnostics.Metrics;

namespace Caching.Diagnostics;

/// <summary>The counters of one manager, in the meter <c>Caching</c>; each has the tag <c>type</c>, the store's name.</summary>
internal sealed class CacheMetrics : IDisposable
{
    // As the tag's values: absent, expired, other_version, ...
    private static readonly string[] Reasons =
        [.. Enum.GetNames<CacheMiss>().Select(System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName)];

    private readonly Counter<long> _hits;
    private readonly Counter<long> _misses;
    private readonly Counter<long> _stale;
    private readonly Counter<long> _creations;
    private readonly Counter<long> _failures;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _unreadable;
    private readonly Counter<long> _storeErrors;

    public CacheMetrics()
    {
        _hits = Meter.CreateCounter<long>("cache.hits", "{lookup}", "Look-ups answered by a fresh entry.");
        _misses = Meter.CreateCounter<long>("cache.misses", "{lookup}", "Look-ups that found nothing to serve.");
        _stale = Meter.CreateCounter<long>("cache.stale", "{lookup}", "Look-ups answered inside the stale window.");
        _creations = Meter.CreateCounter<long>("cache.creations", "{creation}", "Factories that ran to their end.");
        _failures = Meter.CreateCounter<long>("cache.failures", "{creation}", "Factories that failed.");
        _refused = Meter.CreateCounter<long>("cache.refused", "{entry}", "Entries that a store refused for want of room.");
        _unreadable = Meter.CreateCounter<long>("cache.unreadable", "{entry}", "Stored bytes that could not be read.");
        _storeErrors = Meter.CreateCounter<long>("cache.store_errors", "{error}", "Calls of a store that failed.");
    }

    public Meter Meter { get; } = new("Caching");

    public void Hit(string type) => Count(_hits, type);

    public void Miss(string type, CacheMiss reason)
    {
        if (!_misses.Enabled) return;
        _misses.Add(1, new("type", type), new("reason", Reasons[(int)reason]));
    }

    public void Stale(string type) => Count(_stale, type);

    public void Creation(string type) => Count(_creations, type);

    public void Failure(string type) => Count(_failures, type);

    public void Refused(string type) => Count(_refused, type);

    public void Unreadable(string type) => Count(_unreadable, type);

    public void StoreError(string type) => Count(_storeErrors, type);

    public void Dispose() => Meter.Dispose();

    private static void Count(Counter<long> counter, string type)
    {
        if (counter.Enabled) counter.Add(1, new KeyValuePair<string, object?>("type", type));
    }
}
