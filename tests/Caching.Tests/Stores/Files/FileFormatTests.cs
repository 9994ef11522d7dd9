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
        ["v1/epochs/d7/d74467d63495c513b2b48313cb061d23f3e05a0a.epoch"] = "43415001C49CA5021111111111111111",
        ["v1/epochs/82/82488b6fc95575644f8e049a46b6f7366a569143.epoch"] = "43415001E798DE942222222222222222",
        ["v1/epochs/cd/cd78610fcb3330fd99569c4bda8c466315c1f91a.epoch"] = "43415001A9B6531A3333333333333333",
        ["v1/entries/56/5674f7a77da43dda2ab50564496cfbae63af4a3e.entry"] =
            "43414501AB8B067900208C108A77DE0800664F348A77DE0800EDE2378A77DE08000000000000000000208C108A77DE08" +
            "000000000000000009000000730032003A006E007300730031003A006B00120000006A0073006F006E00200053007900" +
            "7300740065006D002E0053007400720069006E0067000100000001000000740011111111111111112222222222222222" +
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
        var written = Folder.Files().Where(file => !file.EndsWith(".lock", StringComparison.Ordinal) && !file.EndsWith(".node", StringComparison.Ordinal))
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

    private void Write(string path, string bytes)
    {
        var file = Path.Combine(Folder.Path, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, Convert.FromHexString(bytes));
        File.SetLastWriteTimeUtc(file, Time.GetUtcNow().UtcDateTime);
    }
}
