using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Benchmarks.Harness;

/// <summary>
/// The processor time of this thread, since on a shared machine wall time measures the neighbours. Garbage is collected on
/// the thread that allocates (workstation, not concurrent), so collections are included. Where the system has no such clock,
/// wall time.
/// </summary>
internal static class ThreadClock
{
    private const int LinuxThreadClock = 3;
    private const int MacThreadClock = 16;

    private static readonly int Id = OperatingSystem.IsMacOS() ? MacThreadClock : LinuxThreadClock;

    public static bool IsProcessorTime { get; } = (OperatingSystem.IsLinux() || OperatingSystem.IsMacOS()) && Probe();

    public static double Nanoseconds
    {
        get
        {
            if (!IsProcessorTime) return WallNanoseconds;
            _ = GetTime(Id, out var time);
            return time.Seconds * 1e9 + time.Nanoseconds;
        }
    }

    public static double WallNanoseconds => Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency);

    private static bool Probe()
    {
        try
        {
            return GetTime(Id, out _) == 0;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return false;
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }

    [DllImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetTime(int clock, out TimeSpec time);
}
