using Caching.Configuration;
using Caching.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace Caching.Tests.Configuration;

public sealed class SchemaTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public async Task Stores_regions_and_defaults_come_from_a_section()
    {
        using var folder = new TempFolder();
        var root = Configured.Json($$"""
            {
              "Other": { "Type": "nowhere" },
              "Caching": {
                "Type": "memory", "Expire": 300, "Stale": "00:00:07", "MemoryLimitBytes": 1000000, "LeaseDuration": 3.5,
                "Stores": {
                  "pages": { "Type": "file", "Folder": "{{folder.Path}}", "LimitBytes": 5000000, "FlushEntries": false },
                  "small": { "Type": "memory", "LimitBytes": 100000 }
                },
                "Regions": {
                  "short_term": { "Type": "pages", "Expire": 60, "Stale": 0, "Sliding": "00:01:30" },
                  "long_term": { "expire": "never" },
                  "plain": {}
                }
              }
            }
            """);
        await using var manager = new CacheManager(root.GetSection("Caching").Options(), _time);
        var cache = manager.GetCache("ns");
        Assert.Equal(("memory", "pages", "memory", "memory", "small"),
            (manager.TypeOf(null), TypeOf("short_term"), TypeOf("long_term"), TypeOf("plain"), manager.TypeOf(new() { Type = "small" })));

        var now = _time.GetUtcNow();
        Assert.Equal((now.AddSeconds(300), now.AddSeconds(307), null), await TimesOf(null));
        Assert.Equal((now.AddSeconds(300), now.AddSeconds(307), null), await TimesOf("plain"));
        Assert.Equal((now.AddSeconds(60), now.AddSeconds(60), TimeSpan.FromSeconds(90)), await TimesOf("short_term"));
        Assert.Equal((null, null, null), await TimesOf("long_term"));
        Assert.NotEmpty(folder.Files(".entry").Concat(folder.Files()));

        string TypeOf(string region) => manager.TypeOf(new() { Region = region });

        async Task<(DateTimeOffset?, DateTimeOffset?, TimeSpan?)> TimesOf(string? region)
        {
            var options = new CacheEntryOptions { Region = region };
            await cache.SetAsync("k", 1, options);
            var entry = (await cache.TryGetAsync<int>("k", options)).Entry!;
            return (entry.FreshUntil, entry.StaleUntil, entry.Sliding);
        }
    }

    [Fact]
    public void Every_field_of_a_region_has_a_setting() =>
        Assert.Equal(typeof(CacheRegion).GetProperties().Select(static field => field.Name).Order(), RegionFields.Names.Order());

    [Fact]
    public void Every_setting_sets_its_field()
    {
        var settings = CacheSettings.Of(Configured.Pairs(
            ("Regions:all:Type", "memory"), ("Regions:all:Enabled", "no"), ("Regions:all:Expire", "1.00:00:00"), ("Regions:all:Sliding", "never"),
            ("Regions:all:Jitter", "0.1"), ("Regions:all:Stale", "0.5"), ("Regions:all:StaleIfError", "3600"), ("Regions:all:RetryAfter", "0"),
            ("Regions:all:RefreshAfter", "0.8"), ("Regions:all:SoftTimeout", "0.2"), ("Regions:all:HardTimeout", "00:00:05"),
            ("Regions:all:FailureExpire", "2"), ("Regions:all:Secret", "s3cret"), ("MemoryLimitBytes", "77"), ("LeaseDuration", "5")).Options());
        Assert.Equal(
            new CacheRegion
            {
                Type = "memory",
                Enabled = false,
                Expire = TimeSpan.FromDays(1),
                Sliding = TimeSpan.MaxValue,
                Jitter = 0.1,
                Stale = TimeSpan.FromSeconds(0.5),
                StaleIfError = TimeSpan.FromHours(1),
                RetryAfter = TimeSpan.Zero,
                RefreshAfter = 0.8,
                SoftTimeout = TimeSpan.FromSeconds(0.2),
                HardTimeout = TimeSpan.FromSeconds(5),
                FailureExpire = TimeSpan.FromSeconds(2),
                Secret = "s3cret",
            },
            settings.Regions["ALL"]);
        Assert.Equal((77L, TimeSpan.FromSeconds(5)), (settings.MemoryLimitBytes, settings.LeaseDuration));
    }

    [Theory]
    [InlineData("Expires", "60", "'Caching:Expires' is not known. Known here: Enabled, Expire, FailureExpire,")]
    [InlineData("Regions:short:Expires", "60", "'Caching:Regions:short:Expires' is not known. Known here: Enabled, Expire, FailureExpire,")]
    [InlineData("Stores:pages:Folders", "x", "'Caching:Stores:pages:Folders' is not known. Known here: FlushEntries, Folder, LimitBytes.")]
    [InlineData("Expire:Seconds", "60", "'Caching:Expire:Seconds' is not known: 'Caching:Expire' is one value")]
    [InlineData("Regions:short:Type:Name", "x", "'Caching:Regions:short:Type:Name' is not known")]
    [InlineData("Stores:pages:Folder:0", "x", "'Caching:Stores:pages:Folder:0' is not known")]
    public void An_unknown_key_is_an_error_that_names_it(string key, string value, string error) =>
        Assert.Contains(error, WithPages((key, value)).ErrorOf());

    [Theory]
    [InlineData("Expire", "soon", "number of seconds")]
    [InlineData("Expire", "-1", "never")]
    [InlineData("Expire", "", "number of seconds")]
    [InlineData("Expire", "-00:01:00", "never")]
    [InlineData("Regions:short:Stale", "never", "number of seconds")]
    [InlineData("Regions:short:Sliding", "0", "more than none")]
    [InlineData("Regions:short:HardTimeout", "0", "more than none")]
    [InlineData("Regions:short:Jitter", "2", "from 0 to 1")]
    [InlineData("Regions:short:Enabled", "maybe", "true or false")]
    [InlineData("Regions:short", "60", "settings below it")]
    [InlineData("Regions", "short", "settings below it")]
    [InlineData("Stores", "file", "settings below it")]
    [InlineData("MemoryLimitBytes", "0", "whole number from 1")]
    [InlineData("LeaseDuration", "0", "more than none")]
    [InlineData("Stores:pages:LimitBytes", "1MB", "whole number from 1")]
    [InlineData("Stores:pages:FlushEntries", "2", "true or false")]
    [InlineData("Stores:pages:Folder", "", "not empty")]
    [InlineData("Stores:pages:Folder", "a\0b", "a folder")]
    [InlineData("Stores:pages:Type", "fiel", "a kind of store: file, memory. The kind 'fiel' is added by CacheManagerOptions.AddStoreKind")]
    public void A_bad_value_is_an_error_that_names_key_value_and_what_is_expected(string key, string value, string expected)
    {
        var error = WithPages((key, value)).ErrorOf();
        Assert.Contains($"'Caching:{key}' is '{value}'. Expected: ", error);
        Assert.Contains(expected, error);
    }

    [Theory]
    [InlineData("redis", "Caching.Redis", "AddRedisKind")]
    [InlineData("ext:redis", "Caching.Redis", "AddRedisKind")]
    [InlineData("ext:memcached", "Caching.Memcached", "AddMemcachedKind")]
    [InlineData("ext:database", "Caching.Sql", "AddSqlKind")]
    public void A_kind_that_is_not_there_is_an_error_that_says_what_adds_it(string type, string package, string call)
    {
        var options = Configured.Pairs(("Stores:far:Type", type)).Options();
        var error = options.ErrorOf();
        Assert.Contains($"'Stores:far:Type' is '{type}'", error);
        Assert.Contains($"the package {package} (options.{call}())", error);
    }

    [Fact]
    public void What_a_store_needs_and_a_type_that_is_left_out_are_errors_that_name_them()
    {
        Assert.Contains("'Stores:pages:Folder' is missing. A store of the kind 'file' needs it: a folder", Configured.Pairs(("Stores:pages:Type", "file")).Options().ErrorOf());
        Assert.Contains("'Stores:pages:Type' is missing. Expected: a kind of store: file, memory.", Configured.Pairs(("Stores:pages:Folder", "x")).Options().ErrorOf());
        Assert.Contains("'Stores:redis:Type' is 'redis'", Configured.Pairs(("Stores:redis:Url", "x")).Options().ErrorOf());
        Assert.Contains("'Regions:a:Type' is 'nowhere'. Expected: a store: memory. Another is added", Configured.Pairs(("Regions:a:Type", "nowhere")).Options().ErrorOf());
        Assert.Contains("'Type' is 'nowhere'. Expected: a store: memory. Another is added", Configured.Pairs(("Type", "nowhere")).Options().ErrorOf());
    }

    [Fact]
    public async Task A_store_named_as_a_kind_is_of_that_kind_and_aliases_are_types_everywhere()
    {
        var stores = new NamedStores();
        var options = stores.AddTo(Configured.Pairs(
            ("Stores:memcached:Url", "here"), ("Stores:table:Type", "ext:database"), ("Regions:a:Type", "ext:memcached")).Options(), "memcached");
        stores.AddTo(options, "sql");
        await using var manager = new CacheManager(options);
        Assert.Equal(["memcached here", "table "], stores.Made.Select(static store => $"{store.Name} {store.Url}").Order());
        Assert.Equal(("memcached", "memcached"), (manager.TypeOf(new() { Region = "a" }), manager.TypeOf(new() { Type = "ext:memcached" })));
    }

    [Fact]
    public async Task A_dbm_is_SQL_or_else_files()
    {
        using var folder = new TempFolder();
        CacheManagerOptions Options() => Configured.Pairs(("Stores:table:Type", "dbm"), ("Stores:table:Folder", folder.Path), ("Type", "table")).Options();
        await using (var files = new CacheManager(Options())) await files.GetCache("ns").SetAsync("k", 1);
        await using (var beaker = new CacheManager(new CacheManagerOptions().ConfigureBeaker([new("cache.type", "dbm"), new("cache.data_dir", folder.Path)])))
            Assert.Equal(("file", "file"), (beaker.TypeOf(null), beaker.TypeOf(new() { Type = "dbm" })));
        Assert.NotEmpty(folder.Files());
        var stores = new NamedStores();
        await using var sql = new CacheManager(stores.AddTo(Options(), "sql"));
        Assert.Equal(folder.Path, Assert.Single(stores.Made).Folder);
    }

    [Fact]
    public async Task What_the_configuration_says_wins_over_code_and_what_it_leaves_out_stays()
    {
        var options = new CacheManagerOptions { DefaultExpire = 10 }.AddStore("mine", _ => new SimpleByteStore())
            .Configure(Configured.Pairs(("Expire", "20"), ("Regions:Short:Expire", "30"), ("Regions:short:Stale", null)));
        options.DefaultExpire = 11;
        options.Regions["short"] = new() { Expire = 5, Type = "mine" };
        options.Regions["other"] = new() { Type = "MINE" };
        await using var manager = new CacheManager(options, _time);
        options.Regions.Clear();
        Assert.Equal(("memory", 20d), await SecondsOf(new()));
        Assert.Equal(("mine", 30d), await SecondsOf(new() { Region = "short" }));
        Assert.Equal(("mine", 20d), await SecondsOf(new() { Region = "OTHER" }));

        async Task<(string, double)> SecondsOf(CacheEntryOptions call)
        {
            await manager.GetCache("ns").SetAsync("k", 1, call);
            var entry = (await manager.GetCache("ns").TryGetAsync<int>("k", call)).Entry!;
            return (manager.TypeOf(call), (entry.FreshUntil!.Value - entry.Created).TotalSeconds);
        }
    }

    private static CacheManagerOptions WithPages((string Key, string? Value) more) => Configured.Pairs(
        ("Caching:Stores:pages:Type", "file"), ("Caching:Stores:pages:Folder", "nowhere"), ("Caching:" + more.Key, more.Value)).GetSection("Caching").Options();
}
