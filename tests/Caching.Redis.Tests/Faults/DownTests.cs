using Caching.Redis.Tests.Support;

namespace Caching.Redis.Tests.Faults;

public sealed class DownTests : NodeFixture
{
    // Half a second, as the clock runs ten times faster: here calls have no answer.
    private protected override TimeSpan Timeout => TimeSpan.FromSeconds(5);

    // Each test starts the server itself.
    public override Task InitializeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_that_is_down_at_the_start_is_a_miss_and_is_found_when_it_comes_up(bool memory)
    {
        var cache = Open(memory: memory).GetCache("ns");
        Assert.Equal("made", await cache.GetOrCreateAsync("k", _ => new ValueTask<string>("made")));
        await cache.SetAsync("k2", "set");
        await Server.StartAsync();
        await TakesAsync(cache, "k3", "there");
    }

    [Fact]
    public async Task An_invalidation_of_a_server_that_is_down_is_reported_and_sent_again_until_it_arrives()
    {
        await Server.StartAsync();
        Cache here = Open().GetCache("ns"), there = Open().GetCache("ns");
        await TakesAsync(here, "k", "old");
        Server.Pause();
        await Assert.ThrowsAsync<CacheInvalidationException>(async () => await here.RemoveAsync("k"));
        Assert.False((await here.TryGetAsync<string>("k")).Found);
        Server.Resume();
        await Until.TrueAsync(async () => await there.TryGetAsync<string>("k") is { Found: false, Miss: CacheMiss.Absent });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Killed_and_restarted_in_mid_load_it_fails_nobody_and_nothing_wrong_is_served(bool memory)
    {
        await Server.StartAsync();
        Cache[] nodes = [Open(memory: memory).GetCache("ns"), Open(memory: memory).GetCache("ns")];
        using var load = new Load(nodes);
        await load.DoneAsync(200);
        for (var i = 0; i < 2; i++)
        {
            await Server.KillAsync();
            await load.DoneAsync(200);
            await Server.StartAsync();
            foreach (var node in nodes) await TakesAsync(node, "recovered", "yes");
        }

        await load.EndAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Paused_and_continued_in_mid_load_it_fails_nobody_and_nothing_wrong_is_served(bool memory)
    {
        await Server.StartAsync();
        Cache[] nodes = [Open(memory: memory).GetCache("ns"), Open(memory: memory).GetCache("ns")];
        using var load = new Load(nodes);
        await load.DoneAsync(200);
        for (var i = 0; i < 2; i++)
        {
            Server.Pause();
            await load.DoneAsync(200);
            Server.Resume();
            foreach (var node in nodes) await TakesAsync(node, "recovered", "yes");
        }

        await load.EndAsync();
    }
}
