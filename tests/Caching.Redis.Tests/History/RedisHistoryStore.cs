using Caching.Stores;
using Caching.Tests.History;

namespace Caching.Redis.Tests.History;

/// <summary>A server; every other process has memory before it.</summary>
internal sealed record RedisHistoryStore(string Server) : HistoryStore(Server)
{
    public override IByteStore Open(StoreContext context) =>
        new RedisStore(context, RedisLink.To(ServerAddress.TryParse($"{Server},connectTimeout=1000")!, context.Time), new());

    public override bool HasMemory(string process) => process[0] % 2 == 0;
}
