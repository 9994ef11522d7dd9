using Caching.Stores.Files;
using Caching.Tests.Support;

namespace Caching.Tests.Stores.Files;

/// <summary>Links that somebody put into the folder: nothing outside it is written or deleted.</summary>
public sealed class FileLinkTests : FileStoreFixture
{
    private readonly StoreFolder _places;
    private readonly string _outside;

    public FileLinkTests()
    {
        _places = new(Path.Combine(Folder.Path, "store"));
        _outside = Directory.CreateDirectory(Path.Combine(Folder.Path, "outside")).FullName;
    }

    [Theory]
    [InlineData("entry")]
    [InlineData("epoch")]
    [InlineData("lease")]
    [InlineData("changes")]
    public async Task A_link_in_place_of_a_file_is_replaced_and_what_it_leads_to_is_not_touched(string what)
    {
        var manager = Open(path: Path.Combine(Folder.Path, "store"));
        var cache = manager.GetCache("ns");
        await cache.SetAsync("k", "value");
        var file = Path.Combine(_outside, "file");
        var content = File.ReadAllBytes(_places.Entry("s2:nss1:k").Path);
        File.WriteAllBytes(file, content);
        var link = what switch
        {
            "entry" => _places.Entry("s2:nss1:k").Path,
            "epoch" => _places.Epoch("n:ns").Path,
            "lease" => _places.Lease("s2:nss1:k").Path,
            _ => _places.Changes,
        };
        Link(link, file);
        Time.Advance(EpochChanges.CheckEvery);
        if (what is "entry" or "epoch") Assert.False((await cache.TryGetAsync<string>("k")).Found);
        Sweep();
        Link(link, file);
        await cache.RemoveAsync("k");
        await cache.GetOrCreateAsync("k", _ => new ValueTask<string>("new"));
        Assert.Equal("new", (await cache.TryGetAsync<string>("k")).Value);
        Link(link, file);
        await cache.SetAsync("k", "set");
        await cache.ClearAsync();
        Assert.Equal(content, File.ReadAllBytes(file));
    }

    [Theory]
    [InlineData("entries")]
    [InlineData("epochs")]
    [InlineData("leases")]
    [InlineData("temp")]
    [InlineData("nodes")]
    [InlineData("locks")]
    public async Task A_link_in_place_of_a_folder_is_not_followed(string what)
    {
        var store = Path.Combine(Folder.Path, "store");
        var first = Open(path: store);
        await first.GetCache("ns").GetOrCreateAsync("k", _ => new ValueTask<string>("value"), 1);
        await first.GetCache("ns").SetAsync("kept", "value");
        await first.DisposeAsync();
        var folder = Path.Combine(store, "v1", what);
        Directory.Delete(_outside);
        Directory.Move(folder, _outside);
        File.WriteAllText(Path.Combine(_outside, "0123456789abcdef.tmp"), "theirs");
        File.WriteAllText(Path.Combine(_outside, "0123456789abcdef.node"), "theirs");
        Directory.CreateSymbolicLink(folder, _outside);
        // What a sweeper that followed the link would delete, and a hit mark as used, is old to both.
        foreach (var file in Directory.GetFiles(_outside, "*", SearchOption.AllDirectories))
            File.SetLastWriteTimeUtc(file, Time.GetUtcNow().UtcDateTime.AddDays(-2));
        var before = Snapshot();
        var cache = Open(path: store).GetCache("ns");
        await cache.ContainsAsync("kept");
        await cache.SetAsync("k", "set");
        await cache.GetOrCreateAsync("other", _ => new ValueTask<string>("made"));
        try
        {
            await cache.RemoveAsync("k");
            await cache.ClearAsync();
        }
        catch (CacheInvalidationException)
        {
            // That is what it should say, where it could not.
        }

        Sweep(3);
        Assert.Equal(before, Snapshot());

        string[] Snapshot() =>
            [.. Directory.GetFiles(_outside, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
                .Select(file => $"{file} {Convert.ToHexString(File.ReadAllBytes(file))} {File.GetLastWriteTimeUtc(file):O}")];
    }

    private static void Link(string path, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Delete(path);
        File.CreateSymbolicLink(path, target);
    }
}
