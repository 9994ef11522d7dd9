using Caching.Tests.Support;

namespace Caching.Tests.Processes;

/// <summary>Real processes on one folder.</summary>
public sealed class SharedFolderTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly CacheManager _manager;

    public SharedFolderTests() => _manager = Program.Open(_folder.Path);

    public void Dispose()
    {
        _manager.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Four_processes_one_cold_key_one_creation()
    {
        var children = Enumerable.Range(0, 4).Select(_ => new Child("make", _folder.Path)).ToArray();
        try
        {
            foreach (var child in children) await child.ExpectAsync("asks");
            // Of the four next lines one comes at once, from the process that makes the value, and the others when it has.
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
    public async Task Processes_that_count_at_once_lose_nothing()
    {
        const int each = 100;
        var children = Enumerable.Range(0, 3).Select(_ => new Child("count", _folder.Path, "unflushed", $"{each}")).ToArray();
        try
        {
            foreach (var child in children) await child.ExpectAsync("counts");
            foreach (var child in children) child.Say("go");
            foreach (var child in children) await child.EndAsync();
            Assert.Equal(children.Length * each, (await _manager.GetCache("ns").TryGetAsync<long>("n")).Value);
        }
        finally
        {
            foreach (var child in children) child.Dispose();
        }
    }

    [Fact]
    public async Task A_process_killed_while_it_makes_a_value_holds_nobody_up()
    {
        using var child = new Child("make", _folder.Path);
        await child.ExpectAsync("asks");
        await child.ExpectAsync("makes");
        var made = _manager.GetCache("ns").GetOrCreateAsync("k", _ => new ValueTask<string>("after all")).AsTask();
        Assert.False(made.IsCompleted);
        await child.KillAsync();
        Assert.Equal("after all", await made.WaitAsync(TimeSpan.FromSeconds(60)));
    }

    [Theory]
    [InlineData("clear", "cleared")]
    [InlineData("tag", "cleared")]
    [InlineData("remove", "removed")]
    public async Task An_invalidation_in_one_process_is_seen_by_another_when_it_has_returned(string how, string said)
    {
        Cache cache = _manager.GetCache("ns"), other = _manager.GetCache("ns:1");
        await cache.SetAsync("k", "old", new() { Tags = ["t"] });
        await other.SetAsync("k", "kept");
        Assert.True(await cache.ContainsAsync("k"));
        using var child = new Child(how, _folder.Path);
        await child.ExpectAsync(said);
        Assert.False(await cache.ContainsAsync("k"));
        Assert.True(await other.ContainsAsync("k"));
        await child.EndAsync();
    }

    [Theory]
    [InlineData("clear", "cleared")]
    [InlineData("tag", "cleared")]
    [InlineData("remove", "removed")]
    public async Task An_invalidation_in_one_process_while_another_makes_the_value_is_not_undone(string how, string said)
    {
        var cache = _manager.GetCache("ns");
        var old = cache.GetOrCreateAsync("k", async _ =>
        {
            using var child = new Child(how, _folder.Path);
            await child.ExpectAsync(said);
            return "old";
        }, new() { Tags = ["t"] });
        Assert.Equal("old", await old);
        Assert.False(await cache.ContainsAsync("k"));
    }
}
