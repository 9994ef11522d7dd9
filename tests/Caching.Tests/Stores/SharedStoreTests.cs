using Caching.Tests.Support;

namespace Caching.Tests.Stores;

/// <summary>Two managers over one store, as two processes have it.</summary>
public sealed class SharedStoreTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly SimpleSharedStore _shared = new();
    private readonly CacheManager _here;
    private readonly CacheManager _there;

    public SharedStoreTests()
    {
        _here = Open(_shared);
        _there = Open(_shared);
    }

    public void Dispose()
    {
        _here.Dispose();
        _there.Dispose();
    }

    [Fact]
    public async Task Entries_and_removals_reach_the_other()
    {
        await _here.GetCache("ns").SetAsync("k", "value");
        Assert.Equal("value", (await _there.GetCache("ns").TryGetAsync<string>("k")).Value);
        await _there.GetCache("ns").RemoveAsync("k");
        Assert.False(await _here.GetCache("ns").ContainsAsync("k"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_invalidation_reaches_the_other_though_it_never_used_the_store(bool tag)
    {
        await _here.GetCache("ns").SetAsync("k", "value", new() { Tags = ["t"] });
        await _here.GetCache("kept").SetAsync("k", "value");
        await (tag ? _there.RemoveByTagAsync("t") : _there.GetCache("ns").ClearAsync());
        Assert.False(await _here.GetCache("ns").ContainsAsync("k"));
        Assert.True(await _here.GetCache("kept").ContainsAsync("k"));
    }

    [Theory]
    [InlineData("clear")]
    [InlineData("tag known before")]
    [InlineData("tag added by the factory")]
    public async Task An_invalidation_by_the_other_while_the_factory_runs_is_not_undone(string what)
    {
        var gate = new TaskCompletionSource();
        var asked = _here.GetCache("ns").GetOrCreateAsync("k", 0, async (_, creation) =>
        {
            await gate.Task;
            if (what == "tag added by the factory") creation.Tags.Add("t");
            return "old";
        }, new() { Tags = what == "tag known before" ? ["t"] : [] }).AsTask();
        await (what == "clear" ? _there.GetCache("ns").ClearAsync() : _there.RemoveByTagAsync("t"));
        gate.SetResult();
        Assert.Equal("old", await asked);
        Assert.False((await _here.GetCache("ns").TryGetAsync<string>("k")).Found);
        Assert.False((await _there.GetCache("ns").TryGetAsync<string>("k")).Found);
    }

    // The worst instants for a tag that was not known when the factory began: between the two epochs that a tag's invalidation renews,
    // and between the epochs that the writer reads.
    [Theory]
    [InlineData("renew", 2)]
    [InlineData("epoch", 1)]
    [InlineData("epoch", 2)]
    [InlineData("epoch", 3)]
    public async Task An_invalidation_half_done_while_an_entry_with_a_late_tag_is_written_is_not_undone(string call, int times)
    {
        TaskCompletionSource adds = new(), held = new(), release = new();
        var asked = _here.GetCache("ns").GetOrCreateAsync("k", 0, async (_, creation) =>
        {
            await adds.Task;
            creation.Tags.Add("t");
            return "old";
        }).AsTask();
        _shared.Before = async name =>
        {
            if (name != call || --times != 0) return;
            held.SetResult();
            await release.Task;
        };
        if (call == "epoch") adds.SetResult();
        var invalidation = call == "epoch" ? null : _there.RemoveByTagAsync("t").AsTask();
        await held.Task;
        if (call == "epoch") await _there.RemoveByTagAsync("t");
        else adds.SetResult();
        if (call == "renew") await asked;
        release.SetResult();
        await (invalidation ?? Task.CompletedTask);
        Assert.Equal("old", await asked);
        Assert.False((await _here.GetCache("ns").TryGetAsync<string>("k")).Found);
    }

    [Fact]
    public async Task A_tag_added_by_the_factory_is_stored_and_voids()
    {
        var cache = _here.GetCache("ns");
        await cache.GetOrCreateAsync("k", 0, (_, creation) =>
        {
            creation.Tags.Add("t");
            return new ValueTask<string>("value");
        }, new() { Tags = ["u"] });
        Assert.Equal(["t", "u"], (await cache.TryGetAsync<string>("k")).Entry!.Tags.Order());
        await _there.RemoveByTagAsync("t");
        Assert.False(await cache.ContainsAsync("k"));
    }

    [Fact]
    public async Task A_clear_between_a_sliding_hit_and_its_writing_down_is_not_undone()
    {
        var cache = _here.GetCache("ns");
        await cache.SetAsync("k", "old", new() { Sliding = TimeSpan.FromSeconds(100) });
        _time.Advance(50);
        TaskCompletionSource looked = new(), cleared = new(), writing = new(), write = new();
        _shared.Before = async call =>
        {
            if (call == "got epochs" && looked.TrySetResult()) await cleared.Task;
            if (call == "set" && writing.TrySetResult()) await write.Task;
        };
        var hit = cache.TryGetAsync<string>("k").AsTask();
        await looked.Task;
        await cache.ClearAsync();
        cleared.SetResult();
        await writing.Task;
        var asked = cache.GetOrCreateAsync("k", _ => new ValueTask<string>("new")).AsTask();
        write.SetResult();
        Assert.Equal("old", (await hit).Value);
        Assert.Equal("new", await asked);
        Assert.Equal("new", (await cache.TryGetAsync<string>("k")).Value);
    }

    [Fact]
    public async Task A_tag_invalidated_while_a_caller_takes_over_what_another_made_is_not_undone()
    {
        var cache = _here.GetCache("ns");
        TaskCompletionSource looked = new(), landed = new(), rereads = new(), reread = new();
        _shared.Before = async call =>
        {
            if (call == "got" && looked.TrySetResult()) await landed.Task;
            if (call == "got epochs" && landed.Task.IsCompleted && rereads.TrySetResult()) await reread.Task;
        };
        var first = cache.GetOrCreateAsync("k", _ => new ValueTask<string>("twice")).AsTask();
        await looked.Task;
        await cache.GetOrCreateAsync("k", _ => new ValueTask<string>("old"), new() { Tags = ["t"] });
        landed.SetResult();
        await rereads.Task;
        await _here.RemoveByTagAsync("t");
        var after = cache.GetOrCreateAsync("k", _ => new ValueTask<string>("new")).AsTask();
        reread.SetResult();
        Assert.Equal(("old", "new"), (await first, await after));
    }

    [Fact]
    public async Task A_store_that_lost_its_epochs_loses_entries_and_never_an_invalidation()
    {
        var cache = _here.GetCache("ns");
        await cache.SetAsync("k", "old");
        var kept = _shared.Bytes.ToArray();
        await cache.ClearAsync();
        _shared.Epochs.Clear();
        foreach (var (key, bytes) in kept) _shared.Bytes[key] = bytes;
        Assert.False(await cache.ContainsAsync("k"));
    }

    [Fact]
    public async Task What_a_store_without_epochs_holds_is_void_to_the_next_process()
    {
        var store = new SimpleByteStore();
        await using (var first = Open(store)) await first.GetCache("ns").SetAsync("k", "old");
        await using var next = Open(store);
        Assert.NotEmpty(store.Bytes);
        Assert.False(await next.GetCache("ns").ContainsAsync("k"));
    }

    private CacheManager Open(SimpleByteStore store) =>
        new(new CacheManagerOptions { DefaultType = "shared" }.AddStore("shared", _ => store), _time);
}
