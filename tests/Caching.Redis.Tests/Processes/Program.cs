using Caching.Redis.Tests.History;
using Caching.Tests.History;

namespace Caching.Redis.Tests.Processes;

/// <summary>
/// What this assembly does as a process of its own: it says what it does line by line, and is told when to go on the same way.
/// </summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        if (args is ["history", var server, var scenario, var process, var seed])
            return await Worker.RunAsync(new RedisHistoryStore(server), scenario, process, seed);
        if (args is not [var role, var address, var lease]) return 2;
        await using var manager = new CacheManager(new CacheManagerOptions
        {
            DefaultType = "redis",
            LeaseDuration = TimeSpan.Parse(lease, System.Globalization.CultureInfo.InvariantCulture),
        }.AddRedisStore("redis", address, new() { Timeout = TimeSpan.FromMinutes(5) }));
        var cache = manager.GetCache("ns");
        switch (role)
        {
            case "make":
                Say("asks");
                Say(await cache.GetOrCreateAsync("k", _ =>
                {
                    Say("makes");
                    return new ValueTask<string>(Console.ReadLine() ?? "");
                }));
                break;
            case "clear":
                await cache.ClearAsync();
                Say("cleared");
                break;
            case "tag":
                await manager.RemoveByTagAsync("t");
                Say("cleared");
                break;
        }

        return 0;
    }

    private static void Say(string line)
    {
        Console.WriteLine(line);
        Console.Out.Flush();
    }
}
