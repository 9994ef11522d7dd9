using System.Diagnostics;
using System.Globalization;

using Benchmarks.Harness;

using Caching;

namespace Benchmarks.Caches;

/// <summary>Clear and a tag's invalidation among few and among many entries: wall time of the call, and a look that what it voids is gone.</summary>
internal sealed class Invalidations : IBenchmark
{
    // So many namespaces, each cleared once, and so many tags, of which every other one is invalidated.
    private const int Groups = 20;
    private static readonly byte[] Value = new byte[64];

    public string Name => "caching-invalidation";

    public string Summary => "Clear and a tag's invalidation at 1e3 and 1e6 entries";

    public void Run(Report report)
    {
        Console.WriteLine("\n### invalidation: wall time of the call\n\n| store | entries | a tag, median µs | worst | Clear, median µs | worst |\n|---|---:|---:|---:|---:|---:|");
        foreach (var entries in (int[])[1_000, 1_000_000])
        {
            using var manager = new CacheManager(new() { MemoryLimitBytes = 1L << 40 });
            Show(report, "memory", entries, manager);
        }

        foreach (var store in SharedStore.All)
        {
            using var place = store.Start();
            if (place is null) continue;
            using var manager = store.Open(place.Address);
            Show(report, store.Type, 1_000, manager);
        }
    }

    private static void Show(Report report, string type, int entries, CacheManager manager)
    {
        Cache[] caches = [.. Enumerable.Range(0, Groups).Select(i => manager.GetCache($"space {i}"))];
        CacheEntryOptions[] options = [.. Enumerable.Range(0, Groups).Select(static i => new CacheEntryOptions { Tags = [$"tag {i}"] })];
        // The first calls of all are compiled as they go.
        Invalidate(manager, [.. Enumerable.Range(0, Groups).Select(i => manager.GetCache($"warm-up {i}"))], tag: "warm-up", out _, out _);
        for (var i = 0; i < entries; i++) caches[i % Groups].SetAsync(i / Groups, Value, options[i / Groups % Groups]).Wait();

        Demand(Has(caches, 0) && Has(caches, 1), "were stored");
        Invalidate(manager, caches, "tag", out var tags, out var clears, () => Demand(!Has(caches, 0) && Has(caches, 1), "have the tags that were not removed"));
        Demand(!Has(caches, 1), "are in a namespace that was not cleared");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {type} | {entries:N0} | {Median(tags):N1} | {tags.Max():N1} | {Median(clears):N1} | {clears.Max():N1} |"));
        report.Add($"{type}.tag-{entries}.us", Median(tags));
        report.Add($"{type}.clear-{entries}.us", Median(clears));
    }

    private static void Invalidate(CacheManager manager, Cache[] caches, string tag, out double[] tags, out double[] clears, Action? between = null)
    {
        tags = [.. Enumerable.Range(0, Groups / 2).Select(i => Time(manager, $"{tag} {i * 2}", static (manager, name) => manager.RemoveByTagAsync(name)))];
        between?.Invoke();
        clears = [.. caches.Select(static cache => Time(cache, 0, static (cache, _) => cache.ClearAsync()))];
    }

    private static bool Has(Cache[] caches, int key) => caches.Any(cache => cache.ContainsAsync(key).Wait());

    private static void Demand(bool holds, string what)
    {
        if (!holds) throw new InvalidOperationException($"Only those entries may be there that {what}.");
    }

    private static double Median(double[] times) => times.Order().ElementAt(times.Length / 2);

    private static double Time<TTarget, TState>(TTarget target, TState state, Func<TTarget, TState, ValueTask> call)
    {
        var started = Stopwatch.GetTimestamp();
        call(target, state).Wait();
        return Stopwatch.GetElapsedTime(started).TotalMicroseconds;
    }
}
