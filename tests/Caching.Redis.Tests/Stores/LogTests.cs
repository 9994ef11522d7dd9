using Caching.Redis.Tests.Support;
using Caching.Stores;

namespace Caching.Redis.Tests.Stores;

public sealed class LogTests : StoreFixture
{
    [Fact]
    public async Task It_tells_what_others_voided_and_not_what_this_store_did()
    {
        var start = await BeginAsync();
        await Other.SetAsync("set", Bytes(1), Header.Of(), default);
        await Store.SetAsync("mine", Bytes(1), Header.Of(), default);
        await Other.RemoveAsync("removed", default);
        await Other.RemoveManyAsync(["many 1", "many 2"], default);
        await Other.RenewEpochsAsync(["t:t", "x"], default);
        var page = await Store.ReadLogAsync(start, default);
        Assert.True(page.IsComplete);
        Assert.Equal(["many 1", "many 2", "removed", "set"], page.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["t:t", "x"], page.Epochs.Order(StringComparer.Ordinal));
        page = await Store.ReadLogAsync(page.Position, default);
        Assert.True(page.IsComplete);
        Assert.Empty(page.Keys.Concat(page.Epochs));
    }

    [Fact]
    public async Task What_is_made_where_nothing_was_and_what_slides_needs_no_line()
    {
        var start = await BeginAsync();
        var lease = await Other.AcquireAsync("made", 1, TimeSpan.FromSeconds(10), default);
        Assert.Equal(LeasePublication.Stored, await Other.PublishAsync("made", Bytes(1), Header.Of(), lease, default));
        var slides = Header.Of(sliding: TimeSpan.FromDays(1));
        await Other.SetAsync("slides", Bytes(1), slides, default);
        await Other.ReplaceAsync("slides", Bytes(1), Bytes(2), slides, default);
        lease = await Other.AcquireAsync("made", 1, TimeSpan.FromSeconds(10), default);
        await Other.PublishAsync("made", Bytes(2), Header.Of(), lease, default);
        Assert.Equal(["made", "slides"], (await Store.ReadLogAsync(start, default)).Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Any_text_may_be_a_key_half_a_surrogate_pair_too()
    {
        string[] keys = ["a\ud800", "a\udc00", "a\ufffd", "\ud83c\udf75", "new\nline", "nul\0", "", "k v", new('x', 100_000)];
        var start = await BeginAsync();
        for (var i = 0; i < keys.Length; i++) await Other.SetAsync(keys[i], Bytes(i), Header.Of(), default);
        for (var i = 0; i < keys.Length; i++) Assert.Equal(Bytes(i), (await Store.GetAsync(keys[i], default)).Bytes!.Value.ToArray());
        Assert.Equal(keys.Order(StringComparer.Ordinal), (await Store.ReadLogAsync(start, default)).Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task It_is_bounded_and_who_was_away_for_longer_is_told_so()
    {
        var brief = await OpenAsync(new() { LogLength = 5 });
        var start = await BeginAsync();
        for (var i = 0; i < 5; i++) await brief.RemoveAsync($"{i}", default);
        Assert.True((await Store.ReadLogAsync(start, default)).IsComplete);
        await brief.RemoveAsync("one more", default);
        Assert.Equal(5, await Database.ListLengthAsync(Prefix + "log"));
        var page = await Store.ReadLogAsync(start, default);
        Assert.False(page.IsComplete);
        Assert.True((await Store.ReadLogAsync(page.Position, default)).IsComplete);
    }

    [Fact]
    public async Task One_that_was_lost_begins_anew_and_nobody_takes_it_for_the_old_one()
    {
        var start = await BeginAsync();
        await Database.KeyDeleteAsync(Prefix + "log");
        for (var i = 0; i < 5; i++) await Other.RemoveAsync($"{i}", default);
        Assert.False((await Store.ReadLogAsync(start, default)).IsComplete);
    }

    private async Task<LogPosition> BeginAsync()
    {
        var page = await Store.ReadLogAsync(default, default);
        Assert.False(page.IsComplete);
        return page.Position;
    }
}
