using Caching.Redis.Tests.Support;
using Caching.Stores;

namespace Caching.Redis.Tests.Stores;

public sealed class EntryTests : StoreFixture
{
    [Fact]
    public async Task An_entry_comes_with_its_present_epochs_and_the_servers_clock()
    {
        var header = Header.Of(tags: ["t", "u"]);
        var before = await Store.ReadEpochsAsync(header.EpochNames, default);
        await Store.SetAsync("k", Bytes(1), header, default);
        var read = await Other.GetAsync("k", default);
        Assert.Equal(before.Values, read.Epochs);
        Assert.True((read.Now - TimeProvider.System.GetUtcNow()) < TimeSpan.FromSeconds(30));
        await Other.RenewEpochsAsync(["t:t"], default);
        read = await Store.GetAsync("k", default);
        Assert.Equal([2], Enumerable.Range(0, before.Values.Length).Where(i => before.Values[i] != read.Epochs![i]));
        Assert.NotEqual(before.Values[2], (await Store.ReadEpochsAsync(["t:t"], default)).Values[0]);
    }

    [Fact]
    public async Task A_missing_epoch_is_replaced_by_a_new_one_and_two_readers_see_the_same()
    {
        string[] names = ["a", "n:ns", "t:t"];
        var read = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => (i % 2 == 0 ? Store : Other).ReadEpochsAsync(names, default).AsTask()));
        Assert.Single(read.Select(static epochs => string.Join(' ', epochs.Values)).Distinct());
        Assert.Equal(3, read[0].Values.Distinct().Count());
    }

    [Fact]
    public async Task A_replacement_is_done_where_what_is_there_is_byte_by_byte_what_was_expected()
    {
        var header = Header.Of();
        Assert.False(await Store.ReplaceAsync("k", Bytes(1), Bytes(2), header, default));
        Assert.True(await Store.ReplaceAsync("k", null, Bytes(1), header, default));
        Assert.False(await Store.ReplaceAsync("k", null, Bytes(2), header, default));
        Assert.False(await Store.ReplaceAsync("k", Bytes(3), Bytes(2), header, default));
        Assert.True(await Store.ReplaceAsync("k", Bytes(1), Bytes(2), header, default));
        Assert.Equal(Bytes(2), (await Store.GetAsync("k", default)).Bytes!.Value.ToArray());
    }

    [Fact]
    public async Task Counters_of_several_nodes_lose_no_count()
    {
        await using var here = await ManagerAsync();
        await using var there = await ManagerAsync();
        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => (i % 2 == 0 ? here : there).GetCache("ns").IncrementAsync("n").AsTask()));
        Assert.Equal(101, await here.GetCache("ns").IncrementAsync("n"));
    }

    [Theory]
    [InlineData("set")]
    [InlineData("remove")]
    [InlineData("replace")]
    [InlineData("another takes it")]
    [InlineData("nothing")]
    public async Task A_lease_record_goes_with_what_voids_it(string what)
    {
        var lease = await Store.AcquireAsync("k", 1, TimeSpan.FromTicks(10), default);
        Assert.True(lease.IsMine);
        await (what switch
        {
            "set" => Other.SetAsync("k", Bytes(2), Header.Of(), default).AsTask(),
            "remove" => Other.RemoveAsync("k", default).AsTask(),
            "replace" => Other.ReplaceAsync("k", null, Bytes(2), Header.Of(), default).AsTask(),
            "another takes it" => Other.AcquireAsync("k", 2, TimeSpan.FromSeconds(10), default).AsTask(),
            _ => Task.CompletedTask,
        });
        var expected = what == "nothing" ? LeasePublication.Stored : LeasePublication.Superseded;
        Assert.Equal(expected, await Store.PublishAsync("k", Bytes(1), Header.Of(), lease, default));
        Assert.Equal(LeasePublication.Superseded, await Store.PublishAsync("k", Bytes(1), Header.Of(), lease, default));
    }

    [Fact]
    public async Task A_lease_is_held_for_others_and_for_what_they_want_only()
    {
        var lease = await Store.AcquireAsync("k", 1, TimeSpan.FromMinutes(1), default);
        Assert.Equal(lease with { IsMine = false }, await Other.AcquireAsync("k", 1, TimeSpan.FromMinutes(1), default));
        Assert.True((await Store.AcquireAsync("k", 1, TimeSpan.FromMinutes(1), default)).IsMine);
        Assert.True((await Other.AcquireAsync("k", 2, TimeSpan.FromMinutes(1), default)).IsMine);
        await Store.ReleaseAsync("k", lease, default);
        Assert.False((await Store.AcquireAsync("k", 2, TimeSpan.FromMinutes(1), default)).IsMine);
    }

    [Fact]
    public async Task Many_are_got_set_and_removed_each_as_one_alone()
    {
        var keys = Enumerable.Range(0, 600).Select(static i => $"{i}").ToArray();
        await Store.SetManyAsync([.. keys.Select((key, i) => new StoredWrite(key, Bytes(i), Header.Of()))], default);
        await Store.RemoveManyAsync([.. keys.Where((_, i) => i % 2 == 1)], default);
        var read = await Other.GetManyAsync(keys, default);
        for (var i = 0; i < keys.Length; i++) Assert.Equal(i % 2 == 0 ? Bytes(i) : null, read[i].Bytes?.ToArray());
    }

    [Fact]
    public async Task A_listing_is_of_the_keys_that_begin_so_and_of_no_others()
    {
        string[] inside = [.. Enumerable.Range(0, 500).Select(static i => $"a*[1]?{i}")];
        await Store.SetManyAsync([.. inside.Concat(["a", "b", "axx1xx", "a*[1]"]).Select(static (key, i) => new StoredWrite(key, Bytes(i), Header.Of()))], default);
        var found = new HashSet<string>();
        await foreach (var entry in Other.ListAsync("a*[1]?", default)) found.Add(System.Text.Encoding.UTF8.GetString(entry.Bytes!.Value.Span));
        Assert.Equal(500, found.Count);
    }

    private async Task<CacheManager> ManagerAsync()
    {
        var store = await OpenAsync();
        return new(new CacheManagerOptions { DefaultType = "redis" }.AddStore("redis", _ => store));
    }
}
