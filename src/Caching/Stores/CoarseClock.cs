namespace Caching.Stores;

/// <summary>
/// The clock of look-ups. The system's takes as long as half a look-up; this one counts the milliseconds of the processor's timer since
/// it last read that, a second ago at most, and so is some milliseconds coarse. Another clock than the system's is read as it is.
/// </summary>
internal sealed class CoarseClock(TimeProvider time)
{
    private const long ReadEvery = 1000;

    private readonly bool _isSystem = ReferenceEquals(time, TimeProvider.System);
    private Anchor _anchor = new(long.MinValue / 2, 0);

    public long UtcTicks
    {
        get
        {
            if (!_isSystem) return time.GetUtcNow().UtcTicks;
            var tick = Environment.TickCount64;
            var anchor = Volatile.Read(ref _anchor);
            var since = tick - anchor.Tick;
            // A timer that went back is a reason to read as well.
            return (ulong)since < ReadEvery ? anchor.UtcTicks + (since * TimeSpan.TicksPerMillisecond) : Read(tick);
        }
    }

    private long Read(long tick)
    {
        var now = time.GetUtcNow().UtcTicks;
        Volatile.Write(ref _anchor, new(tick, now));
        return now;
    }

    private sealed record Anchor(long Tick, long UtcTicks);
}
