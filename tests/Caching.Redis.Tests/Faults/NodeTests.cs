using Caching.Redis.Tests.Support;
using Caching.Tests.Support;

namespace Caching.Redis.Tests.Faults;

public sealed class NodeTests : NodeFixture
{
    [Fact]
    public async Task Another_application_and_another_prefix_on_the_same_server_are_untouched()
    {
        using var client = await StackExchange.Redis.ConnectionMultiplexer.ConnectAsync(Server.Address, null);
        var database = client.GetDatabase();
        string[] foreign = ["mine", "{cache}", "{cache}x", "cache:e:s2:nss1:k", "{cache2}:e:s2:nss1:k"];
        foreach (var key in foreign) await database.StringSetAsync(key, "theirs");
        var node = Open();
        var ours = node.GetCache("ns");
        var neighbour = Open(store: new() { KeyPrefix = "{other}:", Timeout = Timeout }).GetCache("ns");
        foreach (var cache in new[] { ours, neighbour, node.GetCache("ns:1") }) await cache.SetAsync("k", "there", new() { Tags = ["t"] });
        await ours.RemoveAsync("k");
        await ours.ClearAsync();
        Assert.True(await node.GetCache("ns:1").ContainsAsync("k"));
        await node.RemoveByTagAsync("t");
        await node.RemoveByTagAsync("*");
        Assert.False(await node.GetCache("ns:1").ContainsAsync("k"));
        Assert.True(await neighbour.ContainsAsync("k"));
        foreach (var key in foreign) Assert.Equal("theirs", (string)await database.StringGetAsync(key));
    }

    [Fact]
    public async Task Remaining_life_is_read_on_the_stores_clock_where_those_of_the_nodes_are_minutes_apart()
    {
        var ahead = new QuickTime(pace: 1, ahead: TimeSpan.FromMinutes(10));
        var behind = new QuickTime(pace: 1, ahead: TimeSpan.FromMinutes(-10));
        Cache fast = Open(time: ahead).GetCache("ns"), slow = Open(time: behind).GetCache("ns");
        await fast.SetAsync("of the fast", "there", 60);
        await slow.SetAsync("of the slow", "there", 60);
        await Check(fast, ahead, "of the slow");
        await Check(slow, behind, "of the fast");

        static async Task Check(Cache cache, TimeProvider time, string key)
        {
            var found = await cache.TryGetAsync<string>(key);
            Assert.Equal(("there", false), (found.Value, found.IsStale));
            Assert.InRange(found.Entry!.FreshUntil!.Value, time.GetUtcNow().AddSeconds(30), time.GetUtcNow().AddSeconds(60));
        }
    }

    [Fact]
    public async Task An_entry_ends_for_all_nodes_at_one_instant_whatever_their_clocks_say()
    {
        ManualTime server = new(), ahead = new(), behind = new();
        ahead.Advance(TimeSpan.FromMinutes(10));
        server.Advance(TimeSpan.FromMinutes(5));
        Cache[] nodes = [On(ahead), On(server), On(behind)];
        var options = new CacheEntryOptions { Expire = 60, Stale = TimeSpan.Zero };
        foreach (var node in nodes)
        {
            await node.SetAsync("k", "there", options);
            Pass(59.9);
            foreach (var other in nodes) Assert.True(await other.ContainsAsync("k"));
            Pass(0.2);
            foreach (var other in nodes) Assert.False(await other.ContainsAsync("k"));
        }

        void Pass(double seconds)
        {
            foreach (var clock in new[] { server, ahead, behind }) clock.Advance(seconds);
        }

        Cache On(ManualTime time)
        {
            var options = new CacheManagerOptions { DefaultType = "redis" }.AddStore("redis", context => new RedisStore(
                context, RedisLink.To(StackExchange.Redis.ConfigurationOptions.Parse(Server.Address), TimeProvider.System), new() { Timeout = Timeout }, serverTime: server));
            return new CacheManager(options, time).GetCache("ns");
        }
    }

    [Fact]
    public async Task A_connection_that_is_there_already_is_used_and_left_open()
    {
        using var client = await StackExchange.Redis.ConnectionMultiplexer.ConnectAsync(Server.Address, null);
        await using (var manager = new CacheManager(new CacheManagerOptions { DefaultType = "redis" }.AddRedisStore("redis", client)))
        {
            await manager.GetCache("ns").SetAsync("k", 1);
            Assert.True(await manager.GetCache("ns").ContainsAsync("k"));
        }

        Assert.True(client.IsConnected);
    }

    [Fact]
    public async Task A_server_with_a_password_is_opened_by_it_and_one_without_it_is_a_miss()
    {
        Assert.Equal("+OK", await Server.AskAsync("CONFIG SET requirepass open-sesame"));
        var cache = Open(Server.Address + ",password=open-sesame").GetCache("ns");
        await cache.SetAsync("k", "there");
        Assert.True(await cache.ContainsAsync("k"));
        Assert.Equal("made", await Open(Server.Address + ",password=wrong").GetCache("ns").GetOrCreateAsync("k", _ => new ValueTask<string>("made")));
    }
}
