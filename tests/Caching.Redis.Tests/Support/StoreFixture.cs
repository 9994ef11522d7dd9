using System.Globalization;
using Caching.Stores;
using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;

namespace Caching.Redis.Tests.Support;

/// <summary>Store objects on the shared server, under a prefix of the test's own.</summary>
public abstract class StoreFixture : IAsyncLifetime
{
    private protected string Prefix { get; } = SharedServer.NewPrefix();

    private protected IDatabase Database { get; private set; } = null!;

    private protected RedisStore Store { get; private set; } = null!;

    private protected RedisStore Other { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Database = (await SharedServer.ConnectionAsync()).GetDatabase();
        Store = await OpenAsync();
        Other = await OpenAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    private protected async Task<RedisStore> OpenAsync(RedisStoreOptions? options = null) => new(
        new StoreContext("redis", TimeProvider.System, NullLoggerFactory.Instance),
        RedisLink.Over(await SharedServer.ConnectionAsync()),
        (options ?? new()) with { KeyPrefix = Prefix, Timeout = TimeSpan.FromSeconds(30) });

    private protected async Task<string[]> KeysAsync(string pattern = "*")
    {
        var endpoint = Database.Multiplexer.GetEndPoints()[0];
        await Task.CompletedTask;
        return [.. Database.Multiplexer.GetServer(endpoint).Keys(0, pattern, 1000, CommandFlags.None).Select(static key => (string)key)];
    }

    private protected async Task<TimeSpan> LeftAsync(string key) => (await Database.KeyTimeToLiveAsync(Prefix + key)).GetValueOrDefault();

    private protected static byte[] Bytes(int number) => System.Text.Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture));
}
