using System.Diagnostics.Metrics;

namespace Benchmarks.Caches;

/// <summary>Listens to all counters of the managers that are made while it lives, as an exporter of metrics does.</summary>
internal sealed class HitListener : IDisposable
{
    private readonly MeterListener _listener = new();
    private long _hits;

    public HitListener()
    {
        _listener.SetMeasurementEventCallback<long>(static (_, count, _, state) =>
        {
            if (state is not null) ((HitListener)state)._hits += count;
        });
        _listener.Start();
        // Set after the start, which would also give it what was made before.
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "Caching") listener.EnableMeasurementEvents(instrument, instrument.Name == "cache.hits" ? this : null);
        };
    }

    public long Hits => _hits;

    public void Dispose() => _listener.Dispose();
}
