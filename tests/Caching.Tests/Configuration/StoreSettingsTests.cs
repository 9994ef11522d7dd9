using Caching.Stores;
using Caching.Tests.Support;

namespace Caching.Tests.Configuration;

public sealed class StoreSettingsTests
{
    [Fact]
    public void A_kind_reads_its_settings_by_type()
    {
        var seen = "";
        using var manager = new CacheManager(Kind(settings =>
        {
            Assert.Equal(["a:1", "b:2"], settings.List("Servers"));
            Assert.Equal(["x", "y"], settings.List("Names"));
            Assert.Empty(settings.List("None"));
            Assert.Equal((5L, 7L), (settings.Number("Count", 1), settings.Number("Other", 7)));
            Assert.Equal((TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(1.5)), (settings.Span("Wait", default), settings.Span("Pause", default)));
            Assert.Equal((true, false), (settings.Flag("Tls:On", false), settings.Flag("Quiet", false)));
            Assert.Equal(Path.GetFullPath("cache"), settings.Folder("Folder"));
            Assert.Equal(("named", 250), (settings.Kind, settings.KeyLimit(250).Bytes));
            seen = settings.Required("Url", "an address") + settings.Text("Nothing");
        },
            ("SERVERS:0", "a:1"), ("Servers:1", "b:2"), ("Names", "x, ;y"), ("Count", "5"), ("Wait", "00:02:00"), ("Pause", "1.5"), ("Tls:On", "yes"),
            ("Folder", "cache"), ("Url", "there")));
        Assert.Equal("there", seen);
    }

    [Fact]
    public void What_was_not_read_is_an_error_and_the_store_is_disposed()
    {
        var stores = new NamedStores();
        var options = stores.AddTo(Configured.Pairs(("Stores:far:Type", "named"), ("Stores:far:Url", "x"), ("Stores:far:Usr:Name", "y")).Options(), "named");
        Assert.Contains("'Stores:far:Usr:Name' is not known. Known here: Folder, KeyLength, Url.", options.ErrorOf());
        Assert.Equal(1, Assert.Single(stores.Made).Disposals);
    }

    [Fact]
    public void When_one_store_is_wrong_or_a_region_leads_nowhere_the_others_are_disposed()
    {
        var stores = new NamedStores();
        var many = Enumerable.Range(0, 20).Select(static i => ($"Stores:s{i}:Type", (string?)"named")).ToArray();
        Assert.Contains("'Stores:s7:Wrong' is not known", stores.AddTo(Configured.Pairs([.. many, ("Stores:s7:Wrong", "x")]).Options(), "named").ErrorOf());
        var options = stores.AddTo(Configured.Pairs(many).Options(), "named");
        options.Regions["code"] = new() { Type = "nowhere" };
        Assert.Contains("no cache type 'nowhere'", options.ErrorOf());
        Assert.InRange(stores.Made.Count, 21, 40);
        Assert.All(stores.Made, static store => Assert.Equal(1, store.Disposals));
    }

    [Fact]
    public void A_form_of_its_own_is_an_error_of_the_kind_s_and_does_not_show_a_secret()
    {
        Assert.Contains("'Stores:far:Url' is 'no'. Expected: an address.", Kind(settings => throw settings.Wrong("Url", "an address"), ("Url", "no")).ErrorOf());
        var error = Kind(settings => throw settings.Wrong("Password", "sixteen characters", isSecret: true), ("Password", "tea")).ErrorOf();
        Assert.Contains("'Stores:far:Password' is '(not shown)'", error);
        Assert.DoesNotContain("tea", error);
        Assert.Contains("'Stores:far:Url' is missing. A store of the kind 'named' needs it: an address.", Kind(settings => settings.Required("Url", "an address")).ErrorOf());
        Assert.Contains("'Stores:far:KeyLength' is '31'. Expected: a whole number from 32", Kind(settings => settings.KeyLimit(), ("KeyLength", "31")).ErrorOf());
        Assert.Contains("'Stores:far:Count' is '9'. Expected: a whole number from 1 to 8.", Kind(settings => settings.Number("Count", 1, 1, 8), ("Count", "9")).ErrorOf());
    }

    [Fact]
    public async Task A_kind_of_local_stores_is_a_kind()
    {
        await using var manager = new CacheManager(Configured.Pairs(("Stores:near:Type", "simple"), ("Type", "near")).Options()
            .AddStoreKind("simple", (_, _) => (ILocalStore)new SimpleLocalStore()));
        await manager.GetCache("ns").SetAsync("k", 1);
        Assert.True(await manager.GetCache("ns").ContainsAsync("k"));
    }

    private static CacheManagerOptions Kind(Action<StoreSettings> read, params (string Key, string? Value)[] settings) =>
        Configured.Pairs([("Stores:far:Type", "named"), .. settings.Select(static pair => ("Stores:far:" + pair.Key, pair.Value))]).Options()
            .AddStoreKind("named", (_, settings) =>
            {
                read(settings);
                return (IByteStore)new SimpleByteStore();
            });
}
