using Caching.Entries;
using Caching.Stores.Files;

namespace Caching.Tests.Stores.Files;

public sealed class FileListTests : FileStoreFixture
{
    [Fact]
    public async Task What_is_stored_is_listed_by_namespace_with_its_bytes()
    {
        var manager = Open();
        for (var i = 0; i < 300; i++) await manager.GetCache("ns").SetAsync(i, new string('x', i));
        await manager.GetCache("ns:1").SetAsync("k", "value");
        await manager.GetCache("ns").RemoveAsync(7);
        using var store = Store();
        var keys = await Keys(store, PhysicalKey.Prefix("ns"));
        Assert.Equal(299, keys.Length);
        Assert.Equal(299, keys.Distinct().Count());
        Assert.All(keys, key => Assert.Equal("ns", PhysicalKey.NamespaceOf(key)));
        Assert.Equal(300, (await Keys(store, "")).Length);
        Assert.Empty(await Keys(store, PhysicalKey.Prefix("other")));
    }

    [Fact]
    public async Task What_is_damaged_foreign_in_another_place_or_not_to_be_read_hides_nothing_else()
    {
        var cache = Open().GetCache("ns");
        for (var i = 0; i < 10; i++) await cache.SetAsync(i, "value");
        var files = Folder.Files(".entry");
        File.WriteAllText(files[0], "damaged");
        File.Copy(files[1], files[2], overwrite: true);
        File.WriteAllText(Path.Combine(Path.GetDirectoryName(files[3])!, "notes.txt"), "theirs");
        Disk.Before = (call, path) =>
        {
            if (call == "read" && path == files[4]) throw new UnauthorizedAccessException("somebody else's");
        };
        using var store = Store();
        Assert.Equal(7, (await Keys(store, "")).Length);
    }

    [Fact]
    public async Task A_list_reads_as_much_as_is_asked_for_and_ends_when_it_is_cancelled()
    {
        var cache = Open().GetCache("ns");
        for (var i = 0; i < 50; i++) await cache.SetAsync(i, "value");
        using var store = Store();
        using var cancellation = new CancellationTokenSource();
        Disk.Calls.Clear();
        await using var list = store.ListAsync("", cancellation.Token).GetAsyncEnumerator();
        for (var i = 1; i <= 3; i++)
        {
            Assert.True(await list.MoveNextAsync());
            Assert.Equal(i, Disk.Calls.Count(call => call == "read"));
        }

        await cancellation.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(async () => await list.MoveNextAsync());
    }

    [Fact]
    public async Task To_be_listed_is_no_use_of_an_entry()
    {
        await Open().GetCache("ns").SetAsync("k", "value");
        Time.Advance(EntryFiles.MarkEvery * 2);
        using var store = Store();
        Disk.Calls.Clear();
        Assert.Single(await Keys(store, ""));
        Assert.DoesNotContain("touch", Disk.Calls);
    }

    private FileStore Store() => new(new("file", Time, Log), Folder.Path, new(), Disk);

    private static async Task<string[]> Keys(FileStore store, string prefix)
    {
        var keys = new List<string>();
        await foreach (var read in store.ListAsync(prefix, default))
        {
            Assert.Null(StoredBytes.TryReadAny(read.Bytes!.Value.Span, out var key, out _));
            keys.Add(key);
        }

        return [.. keys];
    }
}
