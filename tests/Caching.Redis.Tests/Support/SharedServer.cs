using StackExchange.Redis;

namespace Caching.Redis.Tests.Support;

/// <summary>
/// One server and one connection for all tests that do nothing to it; each takes a prefix of its own. Started when the first needs it, and
/// ended with the process.
/// </summary>
internal static class SharedServer
{
    private static readonly Lazy<Task<RedisServer>> One = new(async () =>
    {
        var server = await RedisServer.StartAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.Dispose();
        return server;
    });

    private static readonly Lazy<Task<IConnectionMultiplexer>> Connected = new(async () =>
        await ConnectionMultiplexer.ConnectAsync((await One.Value).Address, null));

    private static int _prefixes;

    public static Task<RedisServer> GetAsync() => One.Value;

    public static Task<IConnectionMultiplexer> ConnectionAsync() => Connected.Value;

    public static string NewPrefix() => $"{{test{Interlocked.Increment(ref _prefixes)}}}:";
}
