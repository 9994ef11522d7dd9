using Caching.Redis.Tests.Support;

namespace Caching.Redis.Tests.Faults;

/// <summary>What docs/caching.md shows.</summary>
public sealed class DocumentedTests : NodeFixture
{
    [Fact]
    public async Task Two_nodes_on_one_server()
    {
        var address = Server.Address;
        var options = new CacheManagerOptions { DefaultType = "redis" }.AddRedisStore("redis", address);

        await using CacheManager first = new(options), second = new(options);   // two processes, in life
        var tea = await first.GetCache("stock").GetOrCreateAsync("tea", _ => new ValueTask<int>(12), 60);
        var same = await second.GetCache("stock").GetOrCreateAsync("tea", _ => new ValueTask<int>(13), 60);
        await second.GetCache("stock").RemoveAsync("tea");      // there, at once; here, when it has been heard of

        Assert.Equal((12, 12), (tea, same));
        await Until.TrueAsync(async () => !await first.GetCache("stock").ContainsAsync("tea"));
    }
}
