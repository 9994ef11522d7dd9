namespace Caching.Tests.Contract;

public abstract partial class StoreContract
{
    public static readonly TheoryData<string, CacheKey, CacheKey> Alike = new()
    {
        { "parts keep apart", CacheKey.Of("a:", "b"), CacheKey.Of("a", ":b") },
        { "parts keep apart where others join by ||", CacheKey.Of("a||b", "c"), CacheKey.Of("a", "b||c") },
        { "parts keep apart where others join by /", CacheKey.Of("a/b", "c"), CacheKey.Of("a", "b/c") },
        { "null is not \"null\"", default, "null" },
        { "null is not empty", default, "" },
        { "1 is not \"1\"", 1, "1" },
        { "true is not \"true\"", true, "true" },
        { "1 is not 1.0", 1, 1.0 },
        { "1.0 is not 1.0m", 1.0, 1.0m },
        { "case counts", "a", "A" },
        { "an empty part counts", CacheKey.Of("a"), CacheKey.Of("a", "") },
        { "a key that looks encoded", CacheKey.Of("a", "b"), "s1:as1:b" },
        { "nesting counts", CacheKey.Of(CacheKey.Of("a", "b"), "c"), CacheKey.Of("a", CacheKey.Of("b", "c")) },
        { "invalid characters are characters", "\ud800", "\ud801" },
        { "control characters are characters", "a\u0000", "a\u0001" },
        { "length counts", new string('x', 5000), new string('x', 5001) },
        { "the end counts", new string('x', 5000) + "a", new string('x', 5000) + "b" },
    };

    [Theory]
    [MemberData(nameof(Alike))]
    public async Task A_key_is_injective_and_typed(string why, CacheKey one, CacheKey other)
    {
        await Cache.SetAsync(one, "one");
        Assert.True(await Stored(other) is null, why);
        await Cache.SetAsync(other, "other");
        Assert.Equal(("one", "other"), (await Stored(one), await Stored(other)));
        await Cache.RemoveAsync(one);
        Assert.Equal((null, "other"), (await Stored(one), await Stored(other)));
    }

    [Fact]
    public async Task Namespaces_never_share_a_key()
    {
        Cache left = Manager.GetCache("ns"), right = Manager.GetCache("ns:1"), joined = Manager.GetCache("ns:1k");
        await left.SetAsync("1k", "left");
        await right.SetAsync("k", "right");
        Assert.Equal(("left", "right"), (await Stored("1k", left), await Stored("k", right)));
        Assert.Null(await Stored("", joined));
    }

    [Fact]
    public async Task A_leading_slash_of_a_namespace_means_nothing()
    {
        await Manager.GetCache("/page").SetAsync("k", "one");
        Assert.Equal("one", await Stored("k", Manager.GetCache("page")));
        Assert.Same(Manager.GetCache("page"), Manager.GetCache("/page"));
    }
}
