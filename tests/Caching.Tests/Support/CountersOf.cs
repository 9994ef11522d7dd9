using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Caching.Tests.Support;

/// <summary>The counters of one manager, summed as they come.</summary>
public sealed class CountersOf : IDisposable
{
    private readonly ConcurrentDictionary<string, long> _sums = new(StringComparer.Ordinal);
    private readonly MeterListener _listener = new();

    public CountersOf(CacheManager manager)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter, manager.Metrics.Meter)) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, count, tags, _) =>
        {
            foreach (var tag in tags) _sums.AddOrUpdate($"{instrument.Name} {tag.Value}", count, (_, sum) => sum + count);
        });
        _listener.Start();
    }

    /// <summary>By the value of a tag, such as <c>cache.hits memory</c> or <c>cache.misses absent</c>.</summary>
    public long this[string name] => _sums.GetValueOrDefault(name);

    public void Dispose() => _listener.Dispose();
}
