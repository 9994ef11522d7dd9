using Caching.Entries;
using Caching.Tests.Support;

namespace Caching.Tests.Contract;

/// <summary>
/// What every store must keep, seen through the cache. A new store's test is a class of three lines that adds the store under
/// the name <c>tested</c>:
/// <code>
/// public sealed class MyStoreTests : StoreContract
/// {
///     protected override void Add(CacheManagerOptions options) => options.AddStore("tested", context => new MyStore(context));
/// }
/// </code>
/// </summary>
public abstract partial class StoreContract : IDisposable
{
    private readonly Lazy<CacheManager> _manager;

    protected StoreContract() => _manager = new(() =>
    {
        var options = new CacheManagerOptions { DefaultType = "tested" };
        options.Regions["off"] = new() { Enabled = false };
        Add(options);
        return new(options, Time);
    });

    protected ManualTime Time { get; } = new();

    protected CacheManager Manager => _manager.Value;

    protected Cache Cache => Manager.GetCache("contract");

    public void Dispose()
    {
        if (_manager.IsValueCreated) _manager.Value.Dispose();
        Closed();
        GC.SuppressFinalize(this);
    }

    protected abstract void Add(CacheManagerOptions options);

    /// <summary>After each test, when the store is closed: what a store leaves behind may go.</summary>
    protected virtual void Closed()
    {
    }

    protected static Func<CancellationToken, ValueTask<T>> Make<T>(T value) => _ => new(value);

    /// <summary>The end of what is being made for the key just now.</summary>
    protected Task FlightOf(CacheKey key) =>
        Manager.Stores.Get(null).Flights.Find(key.After(PhysicalKey.Prefix(Cache.Namespace)))?.Over ?? Task.CompletedTask;

    /// <summary>Whether the key has an entry, and which.</summary>
    protected async Task<string?> Stored(CacheKey key, Cache? cache = null)
    {
        var found = await (cache ?? Cache).TryGetAsync<string>(key);
        return found.Found ? found.Value : null;
    }
}
