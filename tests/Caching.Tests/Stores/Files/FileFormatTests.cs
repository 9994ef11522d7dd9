using System.Text.Json;
using Caching.Entries;

namespace Caching.Tests.Stores.Files;

/// <summary>
/// A folder of version 1 as it was first written: names and bytes. It must be read for ever, or the folder's name must change, so that old
/// and new processes leave each other's alone.
/// </summary>
public sealed class FileFormatTests : FileStoreFixture
{
    // The form in which the value of this entry was written. What the value's bytes mean is the serializer's, and not of the folder.
    private static readonly JsonCacheSerializer<string> Json = new(JsonSerializerOptions.Default);

    private static readonly Dictionary<string, string> Version1 = new()
    {
        // a
        ["v1/epochs/ff/ffe9aaeaa2a2d5048174df0b80599ef0197ec024.epoch"] = "43415001C49CA5021111111111111111",
        // n:ns
        ["v1/epochs/d7/d74467d63495c513b2b48313cb061d23f3e05a0a.epoch"] = "43415001E798DE942222222222222222",
        // t:t
        ["v1/epochs/82/82488b6fc95575644f8e049a46b6f7366a569143.epoch"] = "43415001A9B6531A3333333333333333",
        // A
        ["v1/epochs/e6/e61c21ca716b3b1aefb7d1198f83679c4ca4d596.epoch"] = "4341500150E6C4BD4444444444444444",
        // N:ns
        ["v1/epochs/bf/bf0f3ae12847c6d65de835a22f730964c5240a40.epoch"] = "434150011EC849335555555555555555",
        // T:t
        ["v1/epochs/d5/d5b008e47c96221dfe35db7939361a802228a47e.epoch"] = "434150013DCC32A56666666666666666",
        // x
        ["v1/epochs/14/14f825b2bbc32dd8d196367fa8776873069c12a8.epoch"] = "4341500173E2BF2B7777777777777777",
        ["v1/entries/56/5674f7a77da43dda2ab50564496cfbae63af4a3e.entry"] =
            "434145025ADA8EFA00208C108A77DE0800664F348A77DE0800664F348A77DE0800EDE2378A77DE0800EDE2378A77DE08" +
            "000000000000000000208C108A77DE08000000000000000009000000730032003A006E007300730031003A006B001200" +
            "00006A0073006F006E002000530079007300740065006D002E0053007400720069006E00670001000000010000007400" +
            "111111111111111122222222222222223333333333333333444444444444444455555555555555556666666666666666" +
            "070000002276616C756522",
    };

    [Fact]
    public async Task A_folder_of_version_1_is_read()
    {
        foreach (var (path, bytes) in Version1) Write(path, bytes);
        var cache = Open(texts: Json).GetCache("ns");
        Assert.Equal("value", (await cache.TryGetAsync<string>("k")).Value);
        await cache.ClearAsync();
        Assert.False(await cache.ContainsAsync("k"));
    }

    [Fact]
    public async Task A_folder_of_version_1_is_written()
    {
        foreach (var (path, bytes) in Version1.Where(file => file.Key.EndsWith(".epoch", StringComparison.Ordinal))) Write(path, bytes);
        await Open(texts: Json).GetCache("ns").SetAsync("k", "value", new() { Expire = 60, Tags = ["t"] });
        // The others hold nothing, or random words.
        var written = Folder.Files().Where(file => Path.GetExtension(file) is ".epoch" or ".entry")
            .ToDictionary(file => Path.GetRelativePath(Folder.Path, file).Replace('\\', '/'), file => Convert.ToHexString(File.ReadAllBytes(file)));
        Assert.Equal(Version1.OrderBy(file => file.Key), written.OrderBy(file => file.Key));
    }

    [Fact]
    public async Task A_value_of_another_form_is_a_miss_and_is_replaced()
    {
        foreach (var (path, bytes) in Version1) Write(path, bytes);
        var cache = Open().GetCache("ns");
        Assert.False((await cache.TryGetAsync<string>("k")).Found);
        Assert.Equal("new", await cache.GetOrCreateAsync("k", static _ => new ValueTask<string>("new")));
        Assert.Equal("new", (await cache.TryGetAsync<string>("k")).Value);
    }

    // Before version 2 of its bytes, an entry had half of the epochs. There may be such a folder on somebody's desk.
    [Fact]
    public async Task An_entry_of_the_bytes_before_is_a_miss_and_is_replaced()
    {
        var (path, bytes) = Version1.Single(file => file.Key.EndsWith(".entry", StringComparison.Ordinal));
        Write(path, string.Concat("43414501", bytes.AsSpan(8)));
        var cache = Open().GetCache("ns");
        Assert.False((await cache.TryGetAsync<string>("k")).Found);
        Assert.Equal("new", await cache.GetOrCreateAsync("k", static _ => new ValueTask<string>("new")));
        Assert.Equal("new", (await cache.TryGetAsync<string>("k")).Value);
    }

    private void Write(string path, string bytes)
    {
        var file = Path.Combine(Folder.Path, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, Convert.FromHexString(bytes));
        File.SetLastWriteTimeUtc(file, Time.GetUtcNow().UtcDateTime);
    }
}
