using Caching.Tests.Support;

namespace Caching.Tests.Contract;

public abstract partial class StoreContract
{
    [Fact]
    public async Task What_was_made_once_is_served_after()
    {
        Assert.Equal("one", await Cache.GetOrCreateAsync("k", Make("one")));
        Assert.Equal("one", await Cache.GetOrCreateAsync("k", Make("two")));
        Assert.Equal("one", await Stored("k"));
    }

    [Fact]
    public async Task Nothing_is_found_where_nothing_was_stored()
    {
        Assert.False((await Cache.TryGetAsync<string>("k")).Found);
        Assert.False(await Cache.ContainsAsync("k"));
        await Cache.RemoveAsync("k");
    }

    [Fact]
    public async Task Set_replaces_and_remove_removes()
    {
        await Cache.SetAsync("k", "one");
        await Cache.SetAsync("k", "two");
        Assert.Equal("two", await Stored("k"));
        Assert.True(await Cache.ContainsAsync("k"));
        await Cache.RemoveAsync("k");
        Assert.Null(await Stored("k"));
        Assert.False(await Cache.ContainsAsync("k"));
    }

    [Fact]
    public async Task Add_stores_only_where_nothing_is()
    {
        Assert.True(await Cache.AddAsync("k", "one"));
        Assert.False(await Cache.AddAsync("k", "two"));
        Assert.Equal("one", await Stored("k"));
        await Cache.RemoveAsync("k");
        Assert.True(await Cache.AddAsync("k", "three"));
        Assert.Equal("three", await Stored("k"));
    }

    [Fact]
    public async Task Of_many_adds_at_once_one_stores()
    {
        var added = await Task.WhenAll(Enumerable.Range(0, 32).Select(i => Task.Run(async () => await Cache.AddAsync("k", $"{i}"))));
        Assert.Equal(Array.IndexOf(added, true).ToString(), await Stored("k"));
        Assert.Single(added, one => one);
    }

    [Fact]
    public async Task Null_is_a_value()
    {
        await Cache.SetAsync<string?>("k", null);
        var found = await Cache.TryGetAsync<string?>("k");
        Assert.True(found.Found);
        Assert.Null(found.Value);
        Assert.Null(await Cache.GetOrCreateAsync("k", Make<string?>("made")));
    }

    [Fact]
    public async Task Values_of_many_types_come_back_as_they_were()
    {
        await Check(42);
        await Check(long.MinValue);
        await Check(1.5m);
        await Check("");
        await Check("漢字 \u0000 \"quoted\"");
        await Check(new Point(1, "a"));
        await Check(new List<int> { 1, 2, 3 });
        await Check(new byte[] { 0, 255, 7 });
        await Check(new Dictionary<string, int> { ["a"] = 1 });

        async Task Check<T>(T value)
        {
            await Cache.SetAsync("k", value);
            Assert.Equal(value, (await Cache.TryGetAsync<T>("k")).Value);
        }
    }

    [Fact]
    public async Task A_value_of_another_type_is_a_miss_and_is_replaced()
    {
        await Cache.SetAsync("k", "text");
        Assert.False((await Cache.TryGetAsync<int>("k")).Found);
        Assert.Equal(7, await Cache.GetOrCreateAsync("k", Make(7)));
        Assert.Equal(7, (await Cache.TryGetAsync<int>("k")).Value);
    }

    [Fact]
    public async Task An_entry_of_another_version_is_a_miss_and_is_replaced()
    {
        CacheEntryOptions one = new() { Version = 1 }, two = new() { Version = 2 };
        await Cache.SetAsync("k", "one", one);
        Assert.False((await Cache.TryGetAsync<string>("k", two)).Found);
        Assert.Equal("two", await Cache.GetOrCreateAsync("k", Make("two"), two));
        Assert.False((await Cache.TryGetAsync<string>("k", one)).Found);
        Assert.Equal("two", (await Cache.TryGetAsync<string>("k", two)).Value);
    }

    [Fact]
    public async Task A_stored_value_that_is_not_accepted_is_a_miss_and_is_replaced()
    {
        var picky = new CacheEntryOptions { Accept = value => value is "two" };
        await Cache.SetAsync("k", "one");
        Assert.False((await Cache.TryGetAsync<string>("k", picky)).Found);
        Assert.Equal("two", await Cache.GetOrCreateAsync("k", Make("two"), picky));
        Assert.Equal("two", await Stored("k"));
    }

    [Fact]
    public async Task What_is_found_says_when_it_was_made_and_how_it_is_tagged()
    {
        var made = Time.GetUtcNow();
        await Cache.SetAsync("k", "one", new() { Expire = 100, Version = 5, Tags = ["a", "b"] });
        Time.Advance(4);
        var entry = (await Cache.TryGetAsync<string>("k", new() { Version = 5 })).Entry!;
        Assert.Equal((made, made.AddSeconds(100), made.AddSeconds(110)), (entry.Created, entry.FreshUntil!.Value, entry.StaleUntil!.Value));
        Assert.Equal(5ul, entry.Version);
        Assert.Equal(["a", "b"], entry.Tags.Order());
    }

    [Fact]
    public async Task A_value_of_another_type_of_the_same_shape_is_a_miss()
    {
        await Cache.SetAsync("k", new Point(1, "a"));
        Assert.False((await Cache.TryGetAsync<Place>("k")).Found);
    }

    public sealed record Point(int X, string Y);

    public sealed record Place(int X, string Y);
}
