using System.Diagnostics;

namespace Caching.Tests.History;

/// <summary>
/// The machine's steady clock, in microseconds: the same in all its processes, so that what they did can be put in order. Not that
/// of the caches, which is a wall clock.
/// </summary>
internal static class MachineClock
{
    /// <summary>The end of what has not ended.</summary>
    public const long Never = long.MaxValue;

    private const long PerSecond = 1_000_000;

    public static long Now => (long)((Int128)Stopwatch.GetTimestamp() * PerSecond / Stopwatch.Frequency);

    public static long Micros(this TimeSpan span) => span.Ticks / TimeSpan.TicksPerMicrosecond;

    public static Task DelayAsync(TimeSpan span) => Task.Delay(span);
}
