using Caching.Redis.Tests.Support;

namespace Caching.Redis.Tests.Stores;

/// <summary>Every store names who reclaims its dead entries: here the server does, since every key has an end.</summary>
public sealed class LifeTests : StoreFixture
{
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task An_entry_goes_when_it_can_no_longer_be_served()
    {
        await Store.SetAsync("k", Bytes(1), Header.Of(TimeSpan.FromHours(3)), default);
        Assert.InRange(await LeftAsync("e:k"), TimeSpan.FromHours(3) - Slack, TimeSpan.FromHours(3));
    }

    [Fact]
    public async Task Never_is_30_days_renewed_by_hits_and_its_epochs_with_it()
    {
        var header = Header.Of(tags: "t");
        await Store.ReadEpochsAsync(header.EpochNames, default);
        await Store.SetAsync("k", Bytes(1), header, default);
        Assert.InRange(await LeftAsync("e:k"), TimeSpan.FromDays(30) - Slack, TimeSpan.FromDays(30));
        foreach (var key in new[] { "e:k", "p:t:t", "p:n:ns" }) await Database.KeyExpireAsync(Prefix + key, TimeSpan.FromDays(28));
        await Store.GetAsync("k", default);
        Assert.InRange(await LeftAsync("e:k"), TimeSpan.FromDays(30) - Slack, TimeSpan.FromDays(30));
        foreach (var key in new[] { "p:t:t", "p:n:ns" }) Assert.True(await LeftAsync(key) > TimeSpan.FromDays(31));
        await Database.KeyExpireAsync(Prefix + "e:k", TimeSpan.FromDays(29.5));
        await Store.GetAsync("k", default);
        Assert.True(await LeftAsync("e:k") < TimeSpan.FromDays(29.6));
    }

    [Fact]
    public async Task The_epochs_of_an_entry_outlive_it()
    {
        var header = Header.Of(TimeSpan.FromDays(365), tags: "t");
        await Store.ReadEpochsAsync(header.EpochNames, default);
        await Store.SetAsync("k", Bytes(1), header, default);
        foreach (var name in header.EpochNames) Assert.True(await LeftAsync("p:" + name) > await LeftAsync("e:k"));
    }

    [Fact]
    public async Task Whatever_is_done_no_key_is_left_without_an_end()
    {
        var header = Header.Of(sliding: TimeSpan.FromDays(1), tags: "t");
        await Store.ReadEpochsAsync(header.EpochNames, default);
        await Store.SetAsync("k", Bytes(1), header, default);
        await Store.ReplaceAsync("k", Bytes(1), Bytes(2), Header.Of(), default);
        await Store.AcquireAsync("k2", 1, TimeSpan.FromSeconds(10), default);
        await Store.RemoveAsync("k3", default);
        await Store.RenewEpochsAsync(["t:t"], default);
        await Store.ReadLogAsync(default, default);
        var keys = await KeysAsync(Prefix + "*");
        Assert.Contains(Prefix + "log", keys);
        foreach (var key in keys) Assert.True(await Database.KeyTimeToLiveAsync(key) > TimeSpan.Zero, key);
    }

    [Fact]
    public async Task What_is_foreign_under_one_of_its_keys_is_a_miss_and_makes_room()
    {
        await Database.ListLeftPushAsync(Prefix + "e:k", "foreign");
        await Database.HashSetAsync(Prefix + "e:k2", "v", "foreign");
        Assert.Null((await Store.GetAsync("k", default)).Bytes);
        Assert.Null((await Store.GetAsync("k2", default)).Bytes);
        Assert.True(await Store.SetAsync("k", Bytes(1), Header.Of(), default));
        Assert.Equal(Bytes(1), (await Store.GetAsync("k", default)).Bytes!.Value.ToArray());
    }
}
