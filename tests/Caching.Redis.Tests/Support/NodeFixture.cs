using Caching.Tests.Support;

namespace Caching.Redis.Tests.Support;

/// <summary>A server of the test's own and any number of managers on it, each as a process of its own has it.</summary>
public abstract class NodeFixture : IAsyncLifetime
{
    private readonly List<CacheManager> _managers = [];
    private readonly List<IDisposable> _wires = [];
    private CacheManager? _plain;

    private protected NodeFixture(params string[] settings) => Server = new(settings);

    /// <summary>How long a call may take, on a clock that runs ten times faster: here six seconds, so that a busy machine is no fault.</summary>
    private protected virtual TimeSpan Timeout => TimeSpan.FromSeconds(60);

    private protected RedisServer Server { get; }

    private protected RecordedLog Log { get; } = new();

    public virtual Task InitializeAsync() => Server.StartAsync();

    public async Task DisposeAsync()
    {
        foreach (var manager in _managers) await manager.DisposeAsync();
        foreach (var wire in _wires) wire.Dispose();
        await Server.DisposeAsync();
    }

    private protected Wire NewWire()
    {
        var wire = new Wire(Server);
        _wires.Add(wire);
        return wire;
    }

    private protected CacheManager Open(
        string? address = null, bool memory = false, RedisStoreOptions? store = null, TimeProvider? time = null, TimeSpan? lease = null)
    {
        var options = new CacheManagerOptions
        {
            DefaultType = "redis",
            MemoryTierLimitBytes = memory ? 1 << 20 : 0,
            LeaseDuration = lease ?? TimeSpan.FromSeconds(10),
        }.AddRedisStore("redis", (address ?? Server.Address) + ",connectTimeout=1000", store ?? new() { Timeout = Timeout });
        var manager = new CacheManager(options, time ?? new QuickTime(), Log);
        _managers.Add(manager);
        return manager;
    }

    /// <summary>Once a store that was left alone has been tried again, it takes what it is given, and a node without memory finds it there.</summary>
    private protected async Task TakesAsync(Cache cache, string key, string value)
    {
        var other = (_plain ??= Open()).GetCache(cache.Namespace);
        await Until.TrueAsync(async () =>
        {
            await cache.SetAsync(key, value);
            return (await other.TryGetAsync<string>(key)).Value == value;
        });
    }
}
