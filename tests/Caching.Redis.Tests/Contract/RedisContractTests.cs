using Caching.Redis.Tests.Support;
using Caching.Stores;
using Caching.Tests.Contract;

namespace Caching.Redis.Tests.Contract;

public sealed class RedisStoreContractTests : StoreContract
{
    private readonly string _prefix = SharedServer.NewPrefix();

    protected override void Add(CacheManagerOptions options) => options.AddStore("tested", context => TestedStore.Blocking(context, _prefix));
}

public sealed class RedisStoreLeaseTests : LeaseContract
{
    private readonly string _prefix = SharedServer.NewPrefix();

    protected override void Add(CacheManagerOptions options) => options.AddStore("tested", context => TestedStore.Blocking(context, _prefix));

    protected override void Closed()
    {
    }
}
