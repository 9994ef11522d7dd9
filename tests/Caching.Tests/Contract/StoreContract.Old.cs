namespace Caching.Tests.Contract;

public abstract partial class StoreContract
{
    [Fact]
    public async Task A_factory_sees_no_old_value_where_there_is_none()
    {
        await Cache.GetOrCreateAsync("k", 0, (_, creation) =>
        {
            Assert.Null(creation.OldEntry);
            Assert.False(creation.TryGetOld<string>(out var _));
            Assert.Throws<InvalidOperationException>(creation.NotModified<string>);
            return new ValueTask<string>("made");
        });
    }

    [Theory]
    [InlineData(105)]
    [InlineData(300)]
    public async Task A_factory_sees_the_value_that_its_own_takes_the_place_of(int age)
    {
        var made = Time.GetUtcNow();
        await Cache.SetAsync("k", "old", ForErrors with { Tags = ["t"] });
        Time.Advance(age);
        (string? Value, DateTimeOffset Created, string Tag) seen = default;
        await Cache.GetOrCreateAsync("k", 0, (_, creation) =>
        {
            Assert.True(creation.TryGetOld<string>(out var old));
            seen = (old, creation.OldEntry!.Created, creation.OldEntry.Tags.Single());
            return new ValueTask<string>("new");
        }, ForErrors);
        await FlightOf("k");
        Assert.Equal(("old", made, "t"), seen);
        Assert.Equal("new", await Stored("k"));
    }

    [Fact]
    public async Task A_value_that_is_not_modified_is_stored_as_if_made_now()
    {
        await Failing();
        Assert.Equal("old", await Cache.GetOrCreateAsync("k", 0, (_, creation) => new ValueTask<string>(creation.NotModified<string>()), ForErrors));
        var found = await Cache.TryGetAsync<string>("k");
        Assert.Equal(("old", false, Time.GetUtcNow()), (found.Value, found.IsStale, found.Entry!.Created));
    }

    [Fact]
    public async Task A_value_that_was_invalidated_is_no_old_value()
    {
        await Failing();
        await Cache.ClearAsync();
        Assert.False(await Cache.GetOrCreateAsync("k", 0, (_, creation) => new ValueTask<bool>(creation.TryGetOld<bool>(out var _))));
    }

    [Fact]
    public async Task A_null_that_was_stored_is_an_old_value()
    {
        await Cache.SetAsync<string?>("k", null, ForErrors);
        Time.Advance(200);
        var seen = false;
        await Cache.GetOrCreateAsync<int, string?>("k", 0, (_, creation) =>
        {
            seen = creation.TryGetOld<string>(out var old) && old is null;
            return new("new");
        }, ForErrors);
        Assert.True(seen);
    }

    [Fact]
    public async Task What_is_not_to_be_stored_leaves_the_old_value_for_errors()
    {
        await Failing();
        Assert.Equal("new", await Cache.GetOrCreateAsync("k", 0, (_, creation) =>
        {
            creation.DoNotStore();
            return new ValueTask<string>("new");
        }, ForErrors));
        Assert.Equal("old", await Cache.GetOrCreateAsync("k", Fail, ForErrors));
    }

    [Fact]
    public async Task Switched_off_every_call_runs_its_factory_and_nothing_is_read_or_stored()
    {
        await Cache.SetAsync("k", "stored");
        var off = Manager.GetCache("contract", new() { Region = "off" });
        var runs = 0;
        for (var i = 1; i <= 3; i++) Assert.Equal(i, await off.GetOrCreateAsync("k", _ => new ValueTask<int>(++runs)));
        await off.SetAsync("k", "not this");
        Assert.False(await off.AddAsync("new", "not this"));
        Assert.Equal(6, await off.IncrementAsync("count", initial: 5));
        Assert.Equal(6, await off.IncrementAsync("count", initial: 5));
        Assert.False(await off.ContainsAsync("k"));
        Assert.Equal(CacheMiss.Disabled, (await off.TryGetAsync<string>("k")).Miss);
        Assert.Equal("stored", await Stored("k"));
        await off.RemoveAsync("k");
        Assert.Null(await Stored("k"));
    }
}
