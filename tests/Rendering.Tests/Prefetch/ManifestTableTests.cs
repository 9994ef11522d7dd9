using Caching;
using Rendering.Fragments;

namespace Rendering.Tests.Prefetch;

/// <summary>The manifests of a process are bounded, each and together.</summary>
public sealed class ManifestTableTests
{
    [Fact]
    public void The_least_recently_used_go_first()
    {
        var one = Of(1);
        var table = new ManifestTable(3 * (one.Size + 220));
        foreach (var page in new[] { "a", "b", "c" }) table.Change(page, _ => new(one, null));
        Assert.NotNull(table.Find("a"));
        table.Change("d", _ => new(one, null));
        Assert.Equal((true, false, true, true), (Has("a"), Has("b"), Has("c"), Has("d")));
        table.Change("e", _ => new(Of(100), null));
        Assert.Equal((1, true), (table.Count, Has("e")));

        bool Has(string page) => table.Find(page) is not null;
    }

    [Fact]
    public void A_page_that_changes_is_counted_once()
    {
        var table = new ManifestTable(10 * (Of(1).Size + 220));
        for (var i = 0; i < 100; i++) table.Change(i % 2 == 0 ? "a" : "b", known => new(Of(1), known.Stored ?? new(Of(1), default)));
        for (var i = 0; i < 6; i++) table.Change($"{i}", _ => new(Of(1), null));
        Assert.Equal(8, table.Count);
    }

    [Fact]
    public void A_manifest_has_so_many_keys_and_so_much_text()
    {
        Assert.Equal(PageManifest.MostKeys, Of(2 * PageManifest.MostKeys).Keys.Count);
        var large = new CacheLookup("ns", new string('k', PageManifest.MostText / 2));
        CacheLookup[] used = [large, large with { Namespace = "too much" }, new("ns", 1), large with { Namespace = "too much as well" }, new("ns", 2)];
        Assert.Equal([used[0], used[2], used[4]], PageManifest.Empty.After(used, PageManifest.Empty).Keys.Select(use => use.Lookup));
    }

    [Fact]
    public void A_key_comes_back_from_its_text_as_it_was()
    {
        CacheLookup[] lookups = [new("a b", 1, "t", "r"), new("", CacheKey.Of("x", null, 1.5m)), new("\ud800", "\0", null, "r")];
        var back = PageManifest.FromTexts(PageManifest.Empty.After(lookups, PageManifest.Empty).ToTexts());
        Assert.Equal(lookups, back.Keys.Select(use => use.Lookup));
        Assert.Empty(PageManifest.FromTexts(["ns", "i1;", null]).Keys);
    }

    private static PageManifest Of(int count) =>
        PageManifest.Empty.After([.. Enumerable.Range(0, count).Select(i => new CacheLookup("ns", i))], PageManifest.Empty);
}
