using System.Globalization;
using Caching.Redis.Tests.Support;
using Caching.Tests.Processes;
using StackExchange.Redis;

namespace Caching.Redis.Tests.Processes;

/// <summary>Real processes on one server.</summary>
public sealed class ProcessTests : NodeFixture
{
    private const string Long = "01:00:00";
    private const string Short = "00:00:00.3";

    [Fact]
    public async Task Four_processes_one_cold_key_one_creation()
    {
        var children = Enumerable.Range(0, 4).Select(_ => new Child("make", Server.Address, Long)).ToArray();
        try
        {
            foreach (var child in children) await child.ExpectAsync("asks");
            var next = children.Select(child => child.HearAsync()).ToArray();
            var maker = Array.IndexOf(next, await Task.WhenAny(next));
            Assert.Equal("makes", await next[maker]);
            children[maker].Say("made once");
            Assert.Equal("made once", await children[maker].HearAsync());
            for (var i = 0; i < next.Length; i++)
                if (i != maker) Assert.Equal("made once", await next[i]);
            foreach (var child in children) await child.EndAsync();
        }
        finally
        {
            foreach (var child in children) child.Dispose();
        }
    }

    [Fact]
    public async Task A_process_killed_while_it_makes_a_value_holds_nobody_up_for_longer_than_its_lease()
    {
        using var child = await MakerAsync(Short);
        await child.KillAsync();
        Assert.Equal("after all", await Node().GetOrCreateAsync("k", _ => new ValueTask<string>("after all")));
    }

    [Fact]
    public async Task A_process_paused_past_its_lease_does_not_publish_over_the_next_one()
    {
        using var child = await MakerAsync(Short);
        Signals.Pause(child.Id);
        var cache = Node();
        Assert.Equal("next", await cache.GetOrCreateAsync("k", _ => new ValueTask<string>("next")));
        Signals.Resume(child.Id);
        child.Say("late");
        await child.ExpectAsync("late");
        await child.EndAsync();
        Assert.Equal("next", (await cache.TryGetAsync<string>("k")).Value);
    }

    [Fact]
    public async Task A_process_paused_past_its_lease_publishes_if_nobody_else_did()
    {
        using var child = await MakerAsync(Short);
        Signals.Pause(child.Id);
        using (var client = await ConnectionMultiplexer.ConnectAsync(Server.Address, null))
        {
            await Until.TrueAsync(async () =>
            {
                var end = (string)await client.GetDatabase().HashGetAsync("{cache}:l:s2:nss1:k", "u");
                var now = await client.GetServer(Server.Address).TimeAsync();
                return now > DateTime.UnixEpoch.AddMicroseconds(long.Parse(end, CultureInfo.InvariantCulture));
            });
        }

        Signals.Resume(child.Id);
        child.Say("late");
        await child.ExpectAsync("late");
        await child.EndAsync();
        Assert.Equal("late", (await Node().TryGetAsync<string>("k")).Value);
    }

    [Theory]
    [InlineData("clear", false)]
    [InlineData("tag", false)]
    [InlineData("clear", true)]
    [InlineData("tag", true)]
    public async Task An_invalidation_in_one_process_reaches_another_at_once_or_within_the_bound_of_its_memory(string how, bool memory)
    {
        var cache = Node(memory);
        await cache.SetAsync("k", "old", new() { Tags = ["t"] });
        Assert.True(await cache.ContainsAsync("k"));
        using var child = new Child(how, Server.Address, Long);
        await child.ExpectAsync("cleared");
        if (memory) await Until.TrueAsync(async () => !await cache.ContainsAsync("k"));
        else Assert.False(await cache.ContainsAsync("k"));
        await child.EndAsync();
    }

    [Fact]
    public async Task An_invalidation_in_one_process_while_another_makes_the_value_is_not_undone()
    {
        var cache = Node();
        Assert.Equal("old", await cache.GetOrCreateAsync("k", async _ =>
        {
            using var child = new Child("clear", Server.Address, Long);
            await child.ExpectAsync("cleared");
            return "old";
        }));
        Assert.False(await cache.ContainsAsync("k"));
    }

    private async Task<Child> MakerAsync(string lease)
    {
        var child = new Child("make", Server.Address, lease);
        await child.ExpectAsync("asks");
        await child.ExpectAsync("makes");
        return child;
    }

    private Cache Node(bool memory = false) => Open(memory: memory, time: TimeProvider.System, store: new() { Timeout = TimeSpan.FromMinutes(5) }).GetCache("ns");
}
