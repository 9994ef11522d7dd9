using Caching.Tests.Support;

namespace Caching.Tests.Policies;

/// <summary>What a region with a secret stores is signed.</summary>
public sealed class SecretTests : IDisposable
{
    private readonly SimpleByteStore _store = new();
    private readonly CacheManager _manager;
    private readonly RecordedLog _log = new();
    private readonly CountersOf _counters;

    public SecretTests()
    {
        var options = new CacheManagerOptions { DefaultType = "bytes" }.AddStore("bytes", _ => _store);
        options.Regions["one"] = new() { Secret = "one" };
        options.Regions["two"] = new() { Secret = "two" };
        options.Regions["open"] = new();
        _manager = new(options, new ManualTime(), _log);
        _counters = new(_manager);
    }

    public void Dispose()
    {
        _counters.Dispose();
        _manager.Dispose();
    }

    [Theory]
    [InlineData("one", "one", true)]
    [InlineData("one", "two", false)]
    [InlineData("one", "open", false)]
    [InlineData("open", "one", false)]
    public async Task What_was_signed_with_another_secret_or_not_at_all_is_a_miss(string writer, string reader, bool found)
    {
        await In(writer).SetAsync("k", "value", new() { Sliding = TimeSpan.FromHours(1) });
        var read = await In(reader).TryGetAsync<string>("k");
        Assert.Equal((found, found ? CacheMiss.None : CacheMiss.Unreadable), (read.Found, read.Miss));
        Assert.Equal(found ? 0 : 1, _counters["cache.unreadable bytes"]);
    }

    [Fact]
    public async Task Each_changed_bit_of_a_signed_entry_makes_it_a_miss()
    {
        await In("one").SetAsync("k", "value");
        var (key, bytes) = _store.Bytes.Single();
        for (var bit = 0; bit < bytes.Length * 8; bit += 7)
        {
            var changed = bytes.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            _store.Bytes[key] = changed;
            Assert.False((await In("one").TryGetAsync<string>("k")).Found, $"bit {bit}");
        }
    }

    [Fact]
    public async Task A_signed_entry_keeps_its_signature_when_it_is_counted_expired_or_hit()
    {
        var time = new ManualTime();
        var options = new CacheManagerOptions { DefaultType = "bytes" }.AddStore("bytes", _ => _store);
        options.Defaults = options.Defaults with { Secret = "one", Sliding = TimeSpan.FromSeconds(100) };
        await using var manager = new CacheManager(options, time);
        var cache = manager.GetCache("signed");
        await cache.IncrementAsync("k");
        Assert.Equal(2, await cache.IncrementAsync("k"));
        time.Advance(50);
        Assert.Equal(2, (await cache.TryGetAsync<long>("k")).Value);
        time.Advance(60);
        Assert.Equal(2, (await cache.TryGetAsync<long>("k")).Value);
        await cache.ExpireAsync("k");
        Assert.True((await cache.TryGetAsync<long>("k")).IsStale);
    }

    private Cache In(string region) => _manager.GetCache("ns", new() { Region = region });
}
