using Caching.Redis.Tests.Support;
using Caching.Stores;
using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;

namespace Caching.Redis.Tests.Faults;

public sealed class BatchTests : NodeFixture
{
    private const int Many = 600;

    [Theory]
    [InlineData("get")]
    [InlineData("set")]
    [InlineData("remove")]
    public async Task Many_keys_are_one_round_trip(string what)
    {
        var wire = NewWire();
        await using var store = new RedisStore(
            new StoreContext("redis", TimeProvider.System, NullLoggerFactory.Instance),
            RedisLink.To(ConfigurationOptions.Parse(wire.Address), TimeProvider.System), new() { Timeout = TimeSpan.FromSeconds(30) });
        var keys = Enumerable.Range(0, Many).Select(static i => $"key {i} ").ToArray();
        var entries = keys.Select(static key => new StoredWrite(key, new byte[10], Header.Of())).ToArray();
        await store.SetManyAsync(entries, default);
        await store.GetManyAsync(keys, default);
        await store.RemoveManyAsync(keys[..1], default);
        // All is sent while no answer comes: nothing waits for one.
        wire.Forget();
        wire.HoldAnswers();
        var call = what switch
        {
            "get" => store.GetManyAsync(keys, default).AsTask(),
            "set" => store.SetManyAsync(entries, default).AsTask(),
            _ => store.RemoveManyAsync(keys, default).AsTask(),
        };
        await Until.TrueAsync(() => keys.All(wire.Sent.Contains));
        Assert.False(call.IsCompleted);
        var scripts = wire.Scripts;
        wire.ReleaseAnswers();
        await call;
        Assert.Equal(scripts, wire.Scripts);
        Assert.Equal(what == "set" ? Many : 3, scripts);
    }
}
