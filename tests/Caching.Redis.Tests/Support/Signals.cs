using System.Diagnostics;
using System.Globalization;

namespace Caching.Redis.Tests.Support;

/// <summary>Has a process stand still, with all that it holds open, and go on.</summary>
internal static class Signals
{
    public static void Pause(int process) => Send(process, "-STOP");

    public static void Resume(int process) => Send(process, "-CONT");

    private static void Send(int process, string signal)
    {
        using var kill = Process.Start("kill", [signal, process.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }
}
