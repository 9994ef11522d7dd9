using Caching.Stores;
using Caching.Tests.Contract;
using Caching.Tests.Support;

namespace Caching.Tests.Configuration;

public sealed class KeyLengthTests
{
    [Fact]
    public async Task A_key_longer_than_key_length_is_hashed_before_it_reaches_the_store()
    {
        var stores = new NamedStores();
        var options = Configured.Pairs(("Stores:far:Type", "named"), ("Stores:far:KeyLength", "40"), ("Type", "far")).Options();
        await using var manager = new CacheManager(stores.AddTo(options, "named"));
        var cache = manager.GetCache("ns");
        var (same, longer, accented) = (new string('k', 40), new string('k', 41), new string('ü', 20));
        string[] keys = ["short", same, longer, accented, longer + "\ud800", longer + "\ud801"];
        foreach (var (i, key) in keys.Index()) await cache.SetAsync(key, i);
        var seen = Assert.Single(stores.Made).Bytes.Keys.ToArray();
        Assert.Equal((6, 1), (seen.Length, seen.Count(static key => key.Contains("short", StringComparison.Ordinal))));
        Assert.All(seen, static key => Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(key), 1, 40));
        foreach (var (i, key) in keys.Index()) Assert.Equal(i, (await cache.TryGetAsync<int>(key)).Value);
        await cache.RemoveAsync(longer);
        Assert.Equal((false, true), (await cache.ContainsAsync(longer), await cache.ContainsAsync(same)));
    }

    [Fact]
    public async Task Two_keys_of_one_hash_are_misses_and_never_each_other_s_value()
    {
        var stores = new NamedStores();
        var options = Configured.Pairs(("Stores:far:Type", "named"), ("Stores:far:KeyLength", "32"), ("Type", "far")).Options();
        await using var manager = new CacheManager(stores.AddTo(options, "named"));
        var cache = manager.GetCache("ns");
        var (one, two) = (new string('1', 99), new string('2', 99));
        await cache.SetAsync(one, 1);
        await cache.SetAsync(two, 2);
        var bytes = stores.Made.Single().Bytes;
        var keys = bytes.Keys.ToArray();
        (bytes[keys[0]], bytes[keys[1]]) = (bytes[keys[1]], bytes[keys[0]]);
        Assert.Equal((false, false), ((await cache.TryGetAsync<int>(one)).Found, (await cache.TryGetAsync<int>(two)).Found));
    }

    [Fact]
    public void A_limited_store_has_the_optional_interfaces_that_the_store_has()
    {
        Assert.Equal((false, false), Of(new SimpleByteStore()));
        Assert.Equal((true, false), Of(new SimpleSharedStore()));
        using var folder = new TempFolder();
        using var files = new Caching.Stores.Files.FileStore(new("file", TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance), folder.Path, new());
        Assert.Equal((true, true), Of(files));

        static (bool, bool) Of(IByteStore store)
        {
            Assert.Same(store, KeyLimit.Wrap(store, int.MaxValue));
            var limited = KeyLimit.Wrap(store, 40);
            return (limited is IEpochStore, limited is ILeaseStore);
        }
    }
}

public sealed class LimitedSharedStoreContractTests : StoreContract
{
    protected override void Add(CacheManagerOptions options) => options.AddStore("tested", _ => KeyLimit.Wrap(new SimpleSharedStore(), KeyLimit.Least));
}
