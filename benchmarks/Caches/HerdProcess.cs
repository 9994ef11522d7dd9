using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

using Caching;

namespace Benchmarks.Caches;

/// <summary>What happens to the entry that a herd asks for.</summary>
internal enum HerdCase
{
    /// <summary>There is none.</summary>
    Cold,

    /// <summary>There is none, and its factory throws.</summary>
    Failing,

    /// <summary>It is past its expire and inside its stale window.</summary>
    Expired,
}

/// <param name="Calls">Of the factory.</param>
/// <param name="Slowest">Milliseconds until the last caller had its answer.</param>
internal sealed record HerdMeasure(int Calls, double Slowest);

/// <summary>One process of a herd. It does what the lines on its standard input say, and answers each with a line.</summary>
internal static class HerdProcess
{
    /// <summary>What the processes are started with, before the type and the address of the store.</summary>
    public const string Argument = "caching-herd-child";

    public static readonly TimeSpan Factory = TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(50);

    public static string Seed(string key) => $"seed {key}";

    public static string Run(HerdCase kind, int callers, string key) => string.Create(CultureInfo.InvariantCulture, $"{kind} {callers} {key}");

    public static async Task<int> RunAsync(string type, string address)
    {
        using var manager = SharedStore.All.FirstOrDefault(store => store.Type == type)?.Open(address) ?? new CacheManager();
        var cache = manager.GetCache("herd");
        foreach (var kind in Enum.GetValues<HerdCase>()) await HerdAsync(cache, kind, 8, $"warm-up {Environment.ProcessId} {kind}");
        Console.WriteLine("ready");
        while (Console.ReadLine() is { } line)
        {
            var words = line.Split(' ', 3);
            if (words[0] == "seed")
            {
                await cache.SetAsync(words[1], 0, new CacheEntryOptions { Expire = Fresh, Stale = TimeSpan.FromMinutes(1) });
                await Task.Delay(Fresh * 2);
                Console.WriteLine("seeded");
                continue;
            }

            var measure = await HerdAsync(cache, Enum.Parse<HerdCase>(words[0]), int.Parse(words[1], CultureInfo.InvariantCulture), words[2]);
            Console.WriteLine(JsonSerializer.Serialize(measure));
        }

        return 0;
    }

    private static async Task<HerdMeasure> HerdAsync(Cache cache, HerdCase kind, int callers, string key)
    {
        var calls = 0;
        var options = new CacheEntryOptions { Expire = TimeSpan.FromMinutes(10) };
        var started = Stopwatch.GetTimestamp();
        var times = await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(CallAsync)));
        // Who refreshes does so behind its callers' backs.
        if (kind == HerdCase.Expired) await Task.Delay(Factory * 3);
        return new(Volatile.Read(ref calls), times.Max().TotalMilliseconds);

        async Task<TimeSpan> CallAsync()
        {
            try
            {
                await cache.GetOrCreateAsync(key, MakeAsync, options);
            }
            catch (IOException) when (kind == HerdCase.Failing)
            {
                // As it should.
            }

            return Stopwatch.GetElapsedTime(started);
        }

        async ValueTask<int> MakeAsync(CancellationToken cancellation)
        {
            Interlocked.Increment(ref calls);
            await Task.Delay(Factory, cancellation);
            return kind == HerdCase.Failing ? throw new IOException("the origin is down") : 1;
        }
    }
}
