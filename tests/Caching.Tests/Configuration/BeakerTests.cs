using Caching.Configuration;
using Caching.Tests.Support;

namespace Caching.Tests.Configuration;

public sealed class BeakerTests
{
    private readonly NamedStores _memcached = new();

    [Fact]
    public async Task The_Django_example_loads_as_it_is()
    {
        using var folder = new TempFolder();
        var time = new ManualTime();
        await using var manager = new CacheManager(Beaker(Django(folder.Path)), time);
        Assert.Equal(("file", "memcached", "file"), (manager.TypeOf(null), TypeOf("short_term"), TypeOf("long_term")));
        Assert.Equal(("memcached", "127.0.0.1:11211"), Assert.Single(_memcached.Made.Select(static store => (store.Name, store.Url))));
        Assert.Equal((1200d, 86400d), (await SecondsOf("short_term"), await SecondsOf("long_term")));
        Assert.NotEmpty(folder.Files());

        string TypeOf(string region) => manager.TypeOf(new() { Region = region });

        async Task<double> SecondsOf(string region)
        {
            var options = new CacheEntryOptions { Region = region };
            await manager.GetCache("ns").SetAsync("k", region, options);
            return ((await manager.GetCache("ns").TryGetAsync<string>("k", options)).Entry!.FreshUntil!.Value - time.GetUtcNow()).TotalSeconds;
        }
    }

    [Fact]
    public async Task The_Django_example_loads_from_a_configuration_too()
    {
        using var folder = new TempFolder();
        var options = Configured.Json("{" + string.Join(',', Django(folder.Path).Select(static pair => $"\"{pair.Key}\": \"{pair.Value}\"")) + "}").Options();
        await using var manager = new CacheManager(_memcached.AddTo(options, "memcached"));
        Assert.Equal(("memcached", "file"), (manager.TypeOf(new() { Region = "short_term" }), manager.TypeOf(new() { Region = "long_term" })));
    }

    [Fact]
    public void Without_memcached_the_Django_example_is_an_error_that_says_what_adds_it()
    {
        var error = new CacheManagerOptions().ConfigureBeaker(Django("cache")).ErrorOf();
        Assert.Equal(
            "The setting 'cache.short_term.type' is 'ext:memcached'. Expected: a kind of store: file, memory. "
            + "The kind 'memcached' is added by the package Caching.Memcached (options.AddMemcachedKind()).", error);
    }

    [Fact]
    public void A_region_takes_what_it_does_not_say_from_the_defaults()
    {
        var settings = Read(
            ("cache.type", "ext:memcached"), ("cache.url", "a:1"), ("cache.expire", "10"), ("cache.enabled", "false"), ("cache.key_length", "100"),
            ("cache.regions", "plain, own,, plain"), ("cache.own.url", "b:2"), ("cache.own.expire", "20"), ("cache.own.enabled", "true"));
        Assert.Equal((CacheExpire)10, settings.Defaults.Expire);
        Assert.False(settings.Defaults.Enabled);
        Assert.Equal(new CacheRegion { Type = "memcached", Expire = 10, Enabled = false }, settings.Regions["plain"].Over(settings.Defaults));
        Assert.Equal(new CacheRegion { Type = "memcached:own", Expire = 20, Enabled = true }, settings.Regions["own"].Over(settings.Defaults));
        Assert.Equal(["a:1 100", "b:2 100"], new[] { "memcached", "memcached:own" }.Select(name => settings.Stores[name].Definition!.Settings)
            .Select(static store => $"{store["Url"].Value} {store["KeyLength"].Value}"));
    }

    [Fact]
    public void Equal_stores_are_one_and_different_ones_have_names_of_their_own()
    {
        var settings = Read(
            ("cache.regions", "a,b,c,d,e,f"), ("cache.data_dir", "one"), ("cache.lock_dir", "locks"),
            ("cache.a.type", "file"), ("cache.b.type", "file"), ("cache.b.url", "of no use to files"), ("cache.c.type", "file"), ("cache.c.data_dir", "two"),
            ("cache.d.type", "dbm"), ("cache.d.data_dir", "two"), ("cache.e.type", "memory"), ("cache.e.key_length", "40"));
        Assert.Equal(["file", "file", "file:c", "file:c", "memory", null], "abcdef".Select(name => settings.Regions[name.ToString()].Type));
        Assert.Equal(["file", "file:c", "memory"], settings.Stores.Keys.Order());
    }

    [Fact]
    public void Keys_behind_beaker_or_another_prefix_are_read_and_all_others_are_not_looked_at()
    {
        var settings = Read(("beaker.cache.expire", "5"), ("beaker.session.type", "cookie"), ("debug", "true"), ("cache.url", null));
        Assert.Equal((CacheExpire)5, settings.Defaults.Expire);
        settings = CacheSettings.Of(new CacheManagerOptions().ConfigureBeaker([new("my.expire", "6"), new("cache.nothing", "7")], "my."));
        Assert.Equal((CacheExpire)6, settings.Defaults.Expire);
    }

    [Fact]
    public void A_region_s_name_may_have_a_dot_and_begin_as_another_s()
    {
        var settings = Read(("cache.regions", "a,a.b"), ("cache.a.b.expire", "1"), ("cache.a.expire", "2"));
        Assert.Equal(((CacheExpire)1, (CacheExpire)2), (settings.Regions["a.b"].Expire!.Value, settings.Regions["a"].Expire!.Value));
    }

    [Fact]
    public void A_store_that_code_has_set_up_is_meant_by_its_name()
    {
        var options = new CacheManagerOptions().AddStore("mine", _ => new SimpleByteStore()).AddStore("memcached", _ => new SimpleByteStore())
            .ConfigureBeaker([new("cache.regions", "a,b"), new("cache.a.type", "mine"), new("cache.b.type", "ext:memcached"), new("cache.data_dir", "x")]);
        Assert.Equal(("mine", "memcached", false), TypesOf(options));
        _memcached.AddTo(options, "memcached").ConfigureBeaker([new("cache.regions", "b"), new("cache.b.type", "ext:memcached"), new("cache.b.url", "x")]);
        Assert.Equal(("mine", "memcached", true), TypesOf(options));

        static (string?, string?, bool) TypesOf(CacheManagerOptions options)
        {
            var settings = CacheSettings.Of(options);
            return (settings.Regions["a"].Type, settings.Regions["b"].Type, settings.Stores["memcached"].Definition is not null);
        }
    }

    [Theory]
    [InlineData("cache.typ", "memory", "'cache.typ' is not known. Known here: data_dir, enabled, expire, key_length, lock_dir, regions, short.type and so on, type, url.")]
    [InlineData("cache.short.expires", "60", "'cache.short.expires' is not known")]
    [InlineData("cache.long.expire", "60", "'cache.long.expire' is not known")]
    [InlineData("cache.expire", "an hour", "'cache.expire' is 'an hour'. Expected: a number of seconds")]
    [InlineData("cache.short.expire", "-5", "'cache.short.expire' is '-5'. Expected: a number of seconds")]
    [InlineData("beaker.cache.short.enabled", "maybe", "'beaker.cache.short.enabled' is 'maybe'. Expected: true or false.")]
    [InlineData("cache.key_length", "many", "'cache.key_length' is 'many'. Expected: a whole number from 32")]
    [InlineData("cache.short.key_length", "5", "'cache.short.key_length' is '5'. Expected: a whole number from 32")]
    [InlineData("cache.type", "", "'cache.type' is ''. Expected: a text that is not empty.")]
    [InlineData("cache.lock_dir", "", "'cache.lock_dir' is ''. Expected: a text that is not empty.")]
    [InlineData("cache.regions", "", "'cache.regions' is ''. Expected: a text that is not empty.")]
    [InlineData("cache.short.type", "file", "'cache.short.data_dir' is missing. A store of the kind 'file' needs it: a folder")]
    [InlineData("cache.short.type", "ext:google", "'cache.short.type' is 'ext:google'. Expected: a kind of store: file, memory. The kind 'ext:google' is added by")]
    public void A_bad_value_or_an_unknown_key_is_an_error_that_names_the_key(string key, string value, string error)
    {
        var pairs = new Dictionary<string, string?> { ["cache.regions"] = "short" };
        pairs[key] = value;
        Assert.Contains(error, new CacheManagerOptions().ConfigureBeaker(pairs).ErrorOf());
    }

    private static Dictionary<string, string?> Django(string folder) => new()
    {
        ["cache.type"] = "file",
        ["cache.data_dir"] = $"{folder}/data",
        ["cache.lock_dir"] = $"{folder}/lock",
        ["cache.regions"] = "short_term, long_term",
        ["cache.short_term.type"] = "ext:memcached",
        ["cache.short_term.url"] = "127.0.0.1:11211",
        ["cache.short_term.expire"] = "1200",
        ["cache.long_term.type"] = "file",
        ["cache.long_term.expire"] = "86400",
    };

    private CacheManagerOptions Beaker(IEnumerable<KeyValuePair<string, string?>> pairs) =>
        _memcached.AddTo(new CacheManagerOptions().ConfigureBeaker(pairs), "memcached");

    private CacheSettings Read(params (string Key, string? Value)[] pairs) =>
        CacheSettings.Of(Beaker(pairs.Select(static pair => KeyValuePair.Create(pair.Key, pair.Value))));
}
