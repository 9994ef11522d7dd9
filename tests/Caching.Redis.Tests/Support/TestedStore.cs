using System.Runtime.CompilerServices;
using Caching.Stores;

namespace Caching.Redis.Tests.Support;

/// <summary>Stores on the shared server whose clock is the test's.</summary>
internal static class TestedStore
{
    // Of a machine that does other things besides.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    public static RedisStore Open(StoreContext context, string prefix)
    {
        var connection = Task.Run(SharedServer.ConnectionAsync).GetAwaiter().GetResult();
        return new(context, RedisLink.Over(connection), new() { KeyPrefix = prefix, Timeout = Timeout }, serverTime: context.Time);
    }

    // Callers that block each keep a thread, and what they wait for wants one too.
    [ModuleInitializer]
    internal static void MoreThreads() => ThreadPool.SetMinThreads(1_000, 100);
}
