using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Caching.Tests.History;

namespace Caching.Tests.Processes;

/// <summary>
/// What this assembly does as a process of its own, for tests that need one: it says what it does line by line, and is told when to
/// go on the same way, so that nobody waits by the clock.
/// </summary>
internal static class Program
{
    private const int Keys = 12;

    public static async Task<int> Main(string[] args)
    {
        if (args is not [var role, var folder, .. var rest]) return 2;
        if (role == "history") return await Worker.RunAsync(new FileHistoryStore(folder), rest[0], rest[1], rest[2]);
        await using var manager = Open(folder, flush: rest is not ["unflushed", ..]);
        var cache = manager.GetCache("ns");
        switch (role)
        {
            case "write":
                await WriteAsync(manager, int.Parse(rest[1], CultureInfo.InvariantCulture));
                break;
            case "read":
                await ReadAsync(cache, rest[1]);
                break;
            case "make":
                Say("asks");
                Say(await cache.GetOrCreateAsync("k", _ =>
                {
                    Say("makes");
                    return new ValueTask<string>(Hear());
                }));
                break;
            case "count":
                Say("counts");
                Hear();
                for (var left = int.Parse(rest[1], CultureInfo.InvariantCulture); left > 0; left--) await cache.IncrementAsync("n");
                break;
            case "clear":
                await cache.ClearAsync();
                Say("cleared");
                break;
            case "tag":
                await manager.RemoveByTagAsync("t");
                Say("cleared");
                break;
            case "remove":
                await cache.RemoveAsync("k");
                Say("removed");
                break;
        }

        return 0;
    }

    public static CacheManager Open(string folder, bool flush = true, Microsoft.Extensions.Logging.ILoggerFactory? log = null) => new(
        // A lease that outlasts the test: what ends sooner was ended by something else.
        new CacheManagerOptions { DefaultType = "file", LeaseDuration = TimeSpan.FromHours(1) }.AddFileStore("file", folder, new() { FlushEntries = flush }), loggers: log);

    /// <summary>Whether nothing in the folder is torn: each key has a value that was once written for it, or none.</summary>
    public static async Task<int> CountAsync(CacheManager manager)
    {
        var found = 0;
        for (var key = 0; key < Keys; key++)
        {
            var read = await manager.GetCache("ns").TryGetAsync<string>(key);
            if (!read.Found) continue;
            found++;
            Assert.Equal(Seal(key, read.Value!.AsSpan(0, read.Value!.IndexOf('|', StringComparison.Ordinal)).ToString()), read.Value);
        }

        return found;
    }

    private static async Task WriteAsync(CacheManager manager, int seed)
    {
        var random = new Random(seed);
        var cache = manager.GetCache("ns");
        while (true)
        {
            var key = random.Next(Keys);
            var value = Seal(key, new string((char)random.Next('a', 'z'), 1 << random.Next(17)));
            switch (random.Next(20))
            {
                case 0:
                    await cache.ClearAsync();
                    break;
                case 1 or 2:
                    await cache.RemoveAsync(key);
                    break;
                case < 10:
                    await cache.GetOrCreateAsync(key, _ => new ValueTask<string>(value), new() { Tags = ["t"] });
                    break;
                default:
                    await cache.SetAsync(key, value);
                    break;
            }

            Say(".");
        }
    }

    /// <summary>Has the value made and served, again and again, by several threads, and says whether one was older than it may be.</summary>
    private static async Task ReadAsync(Cache cache, string file)
    {
        using var truth = new Truth(file);
        var served = 0;
        Say("reads");
        var wrong = await Task.WhenAll(Enumerable.Range(0, 3).Select(thread => Task.Run(async () =>
        {
            while (truth.Least is var least and not Truth.Ended)
            {
                var value = thread == 0 && await cache.TryGetAsync<long>("k") is { Found: true } found
                    ? found.Value
                    : await cache.GetOrCreateAsync("k", _ => new ValueTask<long>(truth.Now), new() { Tags = ["t"] });
                if (value < least) return $"{value} served where {least} is the least";
                Interlocked.Increment(ref served);
            }

            return null;
        })));
        Say(wrong.FirstOrDefault(text => text is not null) ?? $"well, {served} times");
    }

    private static string Seal(int key, string text) =>
        $"{text}|{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{key} {text}")))}";

    private static void Say(string line)
    {
        Console.WriteLine(line);
        Console.Out.Flush();
    }

    private static string Hear() => Console.ReadLine() ?? throw new EndOfStreamException();
}
