namespace Caching.Redis.Tests.Processes;

internal static class Program
{
    public static int Main() => 0;
}
