namespace Caching.Tests.Contract;

public abstract partial class StoreContract
{
    public static readonly TheoryData<string> AheadVoids = ["remove", "set", "clear", "tag", "everything", "expire", "expire all", "expire tag"];

    private static readonly CacheEntryOptions AheadTagged = new() { Expire = 1_000, Stale = TimeSpan.FromSeconds(100), Tags = ["t"] };

    [Fact]
    public async Task What_was_read_ahead_is_found_by_the_calls_that_have_it()
    {
        var other = Manager.GetCache("/other");
        await Cache.SetAsync("k", "here");
        await other.SetAsync("k", 7);
        await other.SetManyAsync(new Dictionary<int, string> { [1] = "one", [2] = "two" });
        var ahead = await Ahead(new("contract", "k"), new("other", "k"), new("/other", 1), new("other", 3), new("contract", "k"));
        var options = new CacheEntryOptions { Ahead = ahead };
        Assert.Equal("here", await Cache.GetOrCreateAsync("k", Make("not this"), options));
        Assert.Equal(7, (await other.TryGetAsync<int>("k", options)).Value);
        Assert.Equal(["one", "two", "made 3"], await other.GetOrCreateManyAsync(
            [1, 2, 3], (missing, _) => new ValueTask<string[]>([.. missing.Select(key => $"made {key}")]), options));
        Assert.Equal("made 3", (await other.GetManyAsync<string>([3], options))[0].Value);
        Assert.Equal(0, ahead.Count);
    }

    [Fact]
    public async Task A_miss_that_was_read_ahead_is_a_miss_for_its_own_reason()
    {
        await Cache.SetAsync("version", "v", new() { Version = 1 });
        await Cache.SetAsync("type", 7);
        await Cache.SetAsync("expired", "v", new() { Expire = 1, Stale = TimeSpan.Zero });
        var options = new CacheEntryOptions { Version = 2, Ahead = await Ahead(new("contract", "version"), new("contract", "absent")) };
        Assert.Equal(CacheMiss.OtherVersion, (await Cache.TryGetAsync<string>("version", options)).Miss);
        Assert.Equal(CacheMiss.Absent, (await Cache.TryGetAsync<string>("absent", options)).Miss);
        options = new() { Ahead = await Ahead(new("contract", "type"), new("contract", "expired")) };
        Assert.Equal(CacheMiss.OtherType, (await Cache.TryGetAsync<string>("type", options)).Miss);
        Time.Advance(1.5);
        Assert.False((await Cache.TryGetAsync<string>("expired", options)).Found);
        Assert.Equal("made", await Cache.GetOrCreateAsync("absent", Make("made"), options));
    }

    [Theory]
    [MemberData(nameof(AheadVoids))]
    public async Task An_invalidation_between_the_reading_ahead_and_the_use_is_seen(string what)
    {
        await Cache.SetAsync("k", "old", AheadTagged);
        var ahead = await Ahead(new CacheLookup("contract", "k"));
        await (what switch
        {
            "remove" => Cache.RemoveAsync("k"),
            "set" => Cache.SetAsync("k", "set", AheadTagged),
            "clear" => Cache.ClearAsync(),
            "tag" => Manager.RemoveByTagAsync("t"),
            "everything" => Manager.RemoveByTagAsync("*"),
            "expire" => Cache.ExpireAsync("k"),
            "expire all" => Cache.ExpireAllAsync(),
            "expire tag" => Manager.ExpireByTagAsync("t"),
            _ => throw new ArgumentOutOfRangeException(nameof(what)),
        });
        var found = await Cache.TryGetAsync<string>("k", new() { Ahead = ahead });
        if (what.StartsWith("expire", StringComparison.Ordinal)) Assert.True(found.IsStale, "fresh after it was expired");
        else Assert.Equal(what == "set" ? "set" : null, found.Value);
    }

    [Fact]
    public async Task An_update_between_the_reading_ahead_and_the_use_is_seen()
    {
        await Cache.IncrementAsync("n");
        var ahead = await Ahead(new CacheLookup("contract", "n"));
        await Cache.IncrementAsync("n");
        Assert.Equal(2, (await Cache.TryGetAsync<long>("n", new() { Ahead = ahead })).Value);
    }

    [Fact]
    public async Task What_was_made_since_it_was_read_ahead_in_vain_is_not_made_again()
    {
        var ahead = await Ahead(new("contract", "k"), new("contract", 1));
        await Cache.GetOrCreateAsync("k", Make("made"));
        await Cache.SetManyAsync(new Dictionary<int, string> { [1] = "set" });
        Assert.Equal("made", await Cache.GetOrCreateAsync("k", Make("not this"), new() { Ahead = ahead }));
        Assert.Equal("set", await Cache.GetOrCreateAsync(1, Make("not this"), new() { Ahead = ahead }));
    }

    [Fact]
    public async Task What_was_read_ahead_is_used_once()
    {
        await Cache.SetAsync("k", "first");
        var options = new CacheEntryOptions { Ahead = await Ahead(new CacheLookup("contract", "k")) };
        Assert.Equal("first", (await Cache.TryGetAsync<string>("k", options)).Value);
        await Cache.SetAsync("k", "second");
        Assert.Equal("second", (await Cache.TryGetAsync<string>("k", options)).Value);
    }

    [Fact]
    public async Task What_leads_to_no_store_is_not_read_ahead_and_no_error()
    {
        var ahead = await Ahead(
            new("contract", "k", Type: "none"), new("contract", "k", Region: "none"), new("contract", "k", Region: "off"), new("contract", "k", "tested", "off"));
        Assert.Equal(0, ahead.Count);
        Assert.False(Manager.IsBatched("none"));
        Assert.False(Manager.IsBatched(null, "none"));
        Assert.False(Manager.IsBatched(null, "off"));
    }

    private async Task<CacheReadAhead> Ahead(params CacheLookup[] lookups)
    {
        var ahead = new CacheReadAhead(Manager);
        await ahead.ReadAsync(lookups);
        return ahead;
    }
}
