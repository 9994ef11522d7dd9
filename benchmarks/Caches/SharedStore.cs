using Caching;
using Caching.Redis;

namespace Benchmarks.Caches;

/// <summary>A store that processes share: one line in <see cref="All"/>.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Start">Makes a place for it; null, and the reason is printed, where this machine cannot.</param>
/// <param name="Add">Adds the store at a place to the options of a process.</param>
internal sealed record SharedStore(string Type, Func<IStorePlace?> Start, Action<CacheManagerOptions, string> Add)
{
    public static readonly SharedStore File = new(
        "file", static () => new TempFolder(), static (options, place) => options.AddFileStore("file", place));

    // Without the memory before it, which would answer instead.
    public static readonly SharedStore Redis = new("redis", RedisServer.Start, static (options, place) =>
    {
        options.MemoryTierLimitBytes = 0;
        options.AddRedisStore("redis", place);
    });

    public static readonly IReadOnlyList<SharedStore> All = [File, Redis];

    /// <summary>A manager of which this is the default type.</summary>
    public CacheManager Open(string place)
    {
        var options = new CacheManagerOptions { DefaultType = Type };
        Add(options, place);
        return new(options);
    }
}

/// <summary>Where a store lies while it is measured; gone when it is disposed.</summary>
internal interface IStorePlace : IDisposable
{
    /// <summary>What another process needs to find it.</summary>
    string Address { get; }
}

internal sealed class TempFolder : IStorePlace
{
    public string Address { get; } = Directory.CreateTempSubdirectory("caching-benchmark-").FullName;

    public void Dispose() => Directory.Delete(Address, recursive: true);
}
