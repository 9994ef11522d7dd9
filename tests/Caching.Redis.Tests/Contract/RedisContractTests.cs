using Caching.Redis.Tests.Support;
using Caching.Tests.Contract;

namespace Caching.Redis.Tests.Contract;

public sealed class RedisStoreContractTests : StoreContract
{
    private readonly string _prefix = SharedServer.NewPrefix();

    protected override void Add(CacheManagerOptions options) =>
        options.AddStore("tested", context => new Blocking(TestedStore.Open(context, _prefix)));
}

public sealed class RedisBehindMemoryContractTests : StoreContract
{
    private readonly string _prefix = SharedServer.NewPrefix();

    protected override void Add(CacheManagerOptions options) =>
        options.AddStore("tested", context => new BlockingWithLog(TestedStore.Open(context, _prefix)));
}

public sealed class RedisStoreLeaseTests : LeaseContract
{
    private readonly string _prefix = SharedServer.NewPrefix();

    protected override void Add(CacheManagerOptions options) =>
        options.AddStore("tested", context => new Blocking(TestedStore.Open(context, _prefix)));

    protected override void Closed()
    {
    }
}
