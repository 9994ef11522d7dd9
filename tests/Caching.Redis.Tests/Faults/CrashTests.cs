using Caching.Redis.Tests.Support;

namespace Caching.Redis.Tests.Faults;

public sealed class CrashTests : NodeFixture
{
    [Theory]
    [InlineData("remove")]
    [InlineData("clear")]
    [InlineData("tag")]
    [InlineData("nothing")]
    public async Task A_server_that_lost_data_loses_entries_never_invalidations(string what)
    {
        var node = Open();
        var cache = node.GetCache("ns");
        await cache.SetAsync("k", "old", new() { Tags = ["t"] });
        Assert.Equal("+OK", await Server.AskAsync("SAVE"));
        await (what switch
        {
            "remove" => cache.RemoveAsync("k"),
            "clear" => cache.ClearAsync(),
            "tag" => node.RemoveByTagAsync("t"),
            _ => default,
        });
        await Server.KillAsync();
        await Server.StartAsync();
        Assert.NotEqual(":0", await Server.AskAsync("DBSIZE"));
        await TakesAsync(cache, "recovered", "yes");
        Assert.False((await cache.TryGetAsync<string>("k")).Found);
    }

    [Fact]
    public async Task A_server_that_is_said_to_lose_nothing_keeps_its_entries()
    {
        var cache = Open(store: new() { IsDurable = true, Timeout = Timeout }).GetCache("ns");
        await cache.SetAsync("k", "kept");
        Assert.Equal("+OK", await Server.AskAsync("SAVE"));
        await Server.KillAsync();
        await Server.StartAsync();
        await Until.TrueAsync(async () => (await cache.TryGetAsync<string>("k")).Value == "kept");
    }

    [Fact]
    public async Task What_is_in_memory_goes_with_the_server_that_it_came_from()
    {
        var cache = Open(memory: true).GetCache("ns");
        await TakesAsync(cache, "k", "old");
        await Server.KillAsync();
        await Server.StartAsync();
        await Until.TrueAsync(async () => !(await cache.TryGetAsync<string>("k")).Found);
    }

    [Fact]
    public async Task A_write_that_its_caller_has_given_up_is_not_done_later()
    {
        var cache = Open(store: new() { Timeout = TimeSpan.FromSeconds(5) }).GetCache("ns");
        await TakesAsync(cache, "before", "there");
        Server.Pause();
        await cache.SetAsync("k", "late");
        Server.Resume();
        // On one connection: what was sent before has been answered before.
        await Until.TrueAsync(async () => (await cache.TryGetAsync<string>("before")).Found);
        Assert.Equal(CacheMiss.Absent, (await cache.TryGetAsync<string>("k")).Miss);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_without_memory_is_read_and_obeys_invalidations_and_takes_entries_when_it_has_some(bool memory)
    {
        Cache here = Open(memory: memory).GetCache("ns"), there = Open().GetCache("ns");
        foreach (var key in new[] { "a", "b", "c" }) await TakesAsync(here, key, "old");
        Assert.Equal("+OK", await Server.AskAsync("CONFIG SET maxmemory 1000"));
        Assert.Equal("old", (await there.TryGetAsync<string>("a")).Value);
        await here.SetAsync("a", "refused");
        Assert.Equal("made", await here.GetOrCreateAsync("d", _ => new ValueTask<string>("made")));
        Assert.Equal(CacheMiss.Absent, (await there.TryGetAsync<string>("d")).Miss);
        await here.RemoveAsync("b");
        Assert.Equal(CacheMiss.Absent, (await there.TryGetAsync<string>("b")).Miss);
        await here.ClearAsync();
        Assert.Equal(CacheMiss.Invalidated, (await there.TryGetAsync<string>("c")).Miss);
        Assert.Equal("+OK", await Server.AskAsync("CONFIG SET maxmemory 0"));
        await TakesAsync(here, "a", "new");
    }

    [Fact]
    public async Task A_server_that_forgot_the_scripts_is_given_them_again()
    {
        var cache = Open().GetCache("ns");
        await cache.SetAsync("k", "one");
        Assert.Equal("+OK", await Server.AskAsync("SCRIPT FLUSH"));
        Assert.Equal("one", (await cache.TryGetAsync<string>("k")).Value);
        await cache.RemoveAsync("k");
        Assert.False(await cache.ContainsAsync("k"));
        Assert.Empty(Log.Lines);
    }
}
