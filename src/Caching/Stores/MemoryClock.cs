using Microsoft.Extensions.Internal;

namespace Caching.Stores;

/// <summary>
/// The clock of MemoryCache, coarse to a second: it only orders entries by use and ends dead ones, and reading the real clock
/// a second time would be a quarter of a hit. Times that decide what is served are read by the caller.
/// </summary>
internal sealed class MemoryClock(TimeProvider time) : ISystemClock
{
    private long _ticks = time.GetUtcNow().UtcTicks;

    public DateTimeOffset UtcNow => new(Volatile.Read(ref _ticks), TimeSpan.Zero);

    // Written only when a second has gone by, so that readers on all processors keep the line in their caches.
    public void Advance(long now)
    {
        if (Math.Abs(now - Volatile.Read(ref _ticks)) >= TimeSpan.TicksPerSecond) Volatile.Write(ref _ticks, now);
    }
}
