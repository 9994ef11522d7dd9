using Microsoft.Extensions.Configuration;
using StackExchange.Redis;

namespace Caching.Redis.Tests.Configuration;

public sealed class ServerAddressTests
{
    [Theory]
    [InlineData("localhost:6379,password=secret,noSuchOption=1")]
    [InlineData("localhost:6379,connectTimeout=soon,password=secret")]
    [InlineData("abortConnect=false,password=secret")]
    [InlineData("redis://:secret@localhost/first")]
    [InlineData("redis://ada:secret@localhost")]
    [InlineData("http://:secret@localhost")]
    public void What_cannot_be_read_is_an_error_at_once_that_does_not_tell_the_password(string configuration)
    {
        var error = Assert.Throws<CacheConfigurationException>(() => new CacheManagerOptions().AddRedisStore("far", configuration));
        Assert.Contains("'far'", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<CacheConfigurationException>(() => Configured(("Url", configuration)));
        Assert.Contains("Stores:far:Url", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_says_server_password_database_and_TLS()
    {
        var options = ServerAddress.TryParse("rediss://:p%40ss@example.org:7000/3")!;
        Assert.Equal(("p@ss", 3, true), (options.Password, options.DefaultDatabase, options.Ssl));
        Assert.Equal("example.org:7000", Assert.IsType<System.Net.DnsEndPoint>(options.EndPoints[0]) is { } end ? $"{end.Host}:{end.Port}" : "");
        Assert.EndsWith(":6379", ServerAddress.TryParse("redis://127.0.0.1")!.EndPoints[0].ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Timeout", "0")]
    [InlineData("Timeout", "2.00:00:00")]
    [InlineData("LogLength", "0")]
    [InlineData("IsDurable", "perhaps")]
    [InlineData("Prefix", "{x}:")]
    public void A_bad_setting_or_an_unknown_one_is_an_error_that_names_its_key(string key, string value)
    {
        var error = Assert.Throws<CacheConfigurationException>(() => Configured(("Url", "localhost:6379"), (key, value)));
        Assert.Contains($"Stores:far:{key}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_of_the_configuration_is_one_of_this_kind()
    {
        await using var server = await Support.RedisServer.StartAsync();
        await using var manager = Configured(("Url", $"redis://{server.Address}/1"), ("KeyPrefix", "{shop}:"), ("Timeout", "30"));
        await manager.GetCache("ns", new() { Type = "far" }).SetAsync("k", 1);
        using var client = await ConnectionMultiplexer.ConnectAsync(server.Address, null);
        Assert.True(await client.GetDatabase(1).KeyExistsAsync("{shop}:e:s2:nss1:k"));
    }

    [Fact]
    public async Task A_region_as_Beaker_has_it_is_one_too()
    {
        await using var server = await Support.RedisServer.StartAsync();
        await using var manager = new CacheManager(new CacheManagerOptions().AddRedisKind().ConfigureBeaker(new Dictionary<string, string?>
        {
            ["cache.regions"] = "short_term",
            ["cache.short_term.type"] = "ext:redis",
            ["cache.short_term.url"] = server.Address,
            ["cache.short_term.expire"] = "1200",
        }));
        var cache = manager.GetCache("ns", new() { Region = "short_term" });
        await Support.Until.TrueAsync(async () =>
        {
            await cache.SetAsync("k", 1);
            return await server.AskAsync("EXISTS {cache}:e:s2:nss1:k") == ":1";
        });
    }

    private static CacheManager Configured(params (string Key, string Value)[] settings)
    {
        var pairs = settings.Append(("Type", "redis")).Select(static pair => KeyValuePair.Create($"Caching:Stores:far:{pair.Item1}", (string?)pair.Item2));
        return new(new CacheManagerOptions().AddRedisKind().Configure(
            new ConfigurationBuilder().AddInMemoryCollection(pairs).Build().GetSection("Caching")));
    }
}
