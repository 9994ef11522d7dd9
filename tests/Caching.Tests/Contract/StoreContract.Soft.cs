namespace Caching.Tests.Contract;

public abstract partial class StoreContract
{
    private static readonly CacheEntryOptions Windows = new() { Expire = 100, Stale = TimeSpan.FromSeconds(50), Tags = ["t"] };

    [Theory]
    [InlineData("key")]
    [InlineData("all")]
    [InlineData("tag")]
    [InlineData("everything")]
    public async Task What_is_expired_is_served_stale_while_it_is_made_anew(string what)
    {
        await Cache.SetAsync("k", "old", Windows);
        await Expire(what);
        Assert.True((await Cache.TryGetAsync<string>("k")).IsStale);
        var gate = new TaskCompletionSource<string>();
        Assert.Equal("old", await Cache.GetOrCreateAsync("k", _ => new ValueTask<string>(gate.Task), Windows));
        var flight = FlightOf("k");
        gate.SetResult("new");
        await flight;
        var found = await Cache.TryGetAsync<string>("k");
        Assert.Equal(("new", false), (found.Value, found.IsStale));
    }

    [Theory]
    [InlineData("key")]
    [InlineData("all")]
    [InlineData("tag")]
    [InlineData("everything")]
    public async Task What_is_expired_and_never_ended_is_stale_too(string what)
    {
        await Cache.SetAsync("k", "old", new() { Tags = ["t"] });
        await Expire(what);
        Assert.True((await Cache.TryGetAsync<string>("k")).IsStale);
    }

    [Theory]
    [InlineData("key")]
    [InlineData("all")]
    [InlineData("tag")]
    [InlineData("everything")]
    public async Task An_expire_does_not_prolong_what_is_past_its_windows(string what)
    {
        await Cache.SetAsync("k", "old", Windows);
        Time.Advance(149);
        await Expire(what);
        Assert.True((await Cache.TryGetAsync<string>("k")).IsStale);
        Time.Advance(1);
        Assert.False((await Cache.TryGetAsync<string>("k")).Found);
    }

    [Theory]
    [InlineData("key")]
    [InlineData("all")]
    [InlineData("tag")]
    [InlineData("everything")]
    [InlineData("late tag")]
    public async Task What_a_factory_makes_that_began_before_an_expire_is_not_fresh(string what)
    {
        var gate = new TaskCompletionSource<string>();
        var asked = Cache.GetOrCreateAsync("k", 0, async (_, creation) =>
        {
            var value = await gate.Task;
            creation.Tags.Add("t");
            return value;
        }, Windows with { Tags = what == "late tag" ? [] : ["t"] }).AsTask();
        await Expire(what);
        gate.SetResult("old");
        Assert.Equal("old", await asked);
        var found = await Cache.TryGetAsync<string>("k");
        Assert.True(!found.Found || found.IsStale);
    }

    [Fact]
    public async Task An_expire_of_one_key_namespace_or_tag_ages_no_other()
    {
        var other = Manager.GetCache("other");
        await Cache.SetAsync("a", "a", Windows);
        await Cache.SetAsync("b", "b", Windows with { Tags = ["u"] });
        await other.SetAsync("a", "c", Windows with { Tags = [] });
        await Cache.ExpireAsync("a");
        await Manager.ExpireByTagAsync("t");
        Assert.Equal((true, false), ((await Cache.TryGetAsync<string>("a")).IsStale, (await Cache.TryGetAsync<string>("b")).IsStale));
        await Cache.ExpireAllAsync();
        Assert.Equal((true, false), ((await Cache.TryGetAsync<string>("b")).IsStale, (await other.TryGetAsync<string>("a")).IsStale));
    }

    [Fact]
    public async Task A_removal_after_an_expire_removes_and_an_expire_after_a_removal_revives_nothing()
    {
        await Cache.SetAsync("k", "old", Windows);
        await Cache.ExpireAsync("k");
        await Manager.RemoveByTagAsync("t");
        await Manager.ExpireByTagAsync("t");
        await Cache.ExpireAsync("k");
        Assert.False((await Cache.TryGetAsync<string>("k")).Found);
    }

    [Fact]
    public async Task The_tag_star_voids_everything()
    {
        var other = Manager.GetCache("other");
        await Cache.SetAsync("a", "a", new() { Tags = ["t"] });
        await Cache.SetAsync("b", "b");
        await other.SetAsync("c", "c");
        await Manager.RemoveByTagAsync("*");
        Assert.Equal((null, null, null), (await Stored("a"), await Stored("b"), await Stored("c", other)));
        await Cache.SetAsync("a", "new");
        Assert.Equal("new", await Stored("a"));
    }

    [Fact]
    public async Task Several_tags_are_invalidated_in_one_call()
    {
        foreach (var tag in new[] { "a", "b", "c" }) await Cache.SetAsync(tag, tag, new() { Tags = [tag], Expire = 100 });
        await Manager.RemoveByTagAsync(["a", "b"]);
        Assert.Equal((null, null, "c"), (await Stored("a"), await Stored("b"), await Stored("c")));
        await Manager.ExpireByTagAsync(["x", "c"]);
        Assert.True((await Cache.TryGetAsync<string>("c")).IsStale);
    }

    private ValueTask Expire(string what) => what switch
    {
        "key" => Cache.ExpireAsync("k"),
        "all" => Cache.ExpireAllAsync(),
        "everything" => Manager.ExpireByTagAsync("*"),
        _ => Manager.ExpireByTagAsync("t"),
    };

    [Theory]
    [InlineData("key")]
    [InlineData("namespace")]
    [InlineData("tag")]
    public async Task Who_allows_no_stale_value_has_none_after_an_expiry_either(string what)
    {
        await Cache.SetAsync("k", "old", new() { Expire = 100, Stale = TimeSpan.Zero, Tags = ["t"] });
        await (what switch
        {
            "key" => Cache.ExpireAsync("k"),
            "namespace" => Cache.ExpireAllAsync(),
            _ => Manager.ExpireByTagAsync("t"),
        });
        Assert.Null(await Stored("k"));
        Assert.Equal("new", await Cache.GetOrCreateAsync("k", Make("new")));
    }
}
