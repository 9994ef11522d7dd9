using Caching.Coordination;
using Caching.Stores.Files;
using Caching.Tests.Support;

namespace Caching.Tests.Stores.Files;

/// <summary>The file of words while it is open: what others do to it, and in what order it is read.</summary>
public sealed class EpochWordsTests : FileStoreFixture
{
    private readonly TestDisk _other = new();
    private int _done;

    [Theory]
    [InlineData("emptied")]
    [InlineData("cut short")]
    [InlineData("zeros")]
    [InlineData("other words")]
    [InlineData("another file in its place")]
    [InlineData("deleted")]
    public async Task What_somebody_does_to_the_open_file_of_words_is_neither_an_error_nor_brings_back_what_was_invalidated(string done)
    {
        var (here, there) = (Open().GetCache("ns"), Open(disk: _other).GetCache("ns"));
        var others = Open(disk: new());
        for (var i = 0; i < 3; i++)
        {
            await here.SetAsync("k", "value");
            Assert.True(await here.ContainsAsync("k"));
            Do(done);
            Assert.True(await here.ContainsAsync("k"));
            // What the file was extended by is no word.
            await others.RemoveByTagAsync($"another{i}");
            Assert.True(await here.ContainsAsync("k"));
            Time.Skip(EpochChanges.CheckEvery);
            Assert.True(await here.ContainsAsync("k"));
            Disk.Calls.Clear();
            Assert.True(await here.ContainsAsync("k"));
            Assert.Equal(["read", "words"], Disk.Calls);
            await there.ClearAsync();
            Do(done);
            Assert.False(await here.ContainsAsync("k"));
            Time.Skip(EpochChanges.CheckEvery);
        }

        Assert.Empty(Log.Lines);
    }

    [Theory]
    [InlineData("after the words are read")]
    [InlineData("before the tag's file is read")]
    public void Who_reads_the_new_epoch_of_a_tag_reads_the_new_one_of_any_tag_next(string when)
    {
        var folder = new StoreFolder(Folder.Path);
        using var epochs = new EpochFiles(Disk, folder, new(Disk, folder), Time);
        using var dying = new EpochFiles(_other, folder, new(_other, folder), Time);
        string[] names = ["t:t", EpochNames.AnyTag];
        var before = dying.Read(names);
        epochs.Read([EpochNames.AnyTag]);
        var renewed = false;
        Disk.Before = (call, _) => Renew(call == "read" && when.StartsWith("before", StringComparison.Ordinal));
        Disk.AfterRead = path => Renew(path.Length == 0 && when.StartsWith("after", StringComparison.Ordinal));
        var after = epochs.Read(names);
        Assert.True(renewed);
        Assert.NotEqual(before[0], after[0]);
        Assert.NotEqual(before[1], after[1]);

        void Renew(bool isNow)
        {
            if (!isNow || renewed) return;
            renewed = true;
            dying.Renew(EpochNames.AnyTag);
            // Of the tag's the file is written, and nobody told yet: so another thread may keep it under the old word.
            _other.Before = (call, _) =>
            {
                if (call == "patch") throw new IOException("killed");
            };
            Assert.Throws<IOException>(() => dying.Renew("t:t"));
            epochs.Read(["t:t"]);
        }
    }

    private void Do(string what)
    {
        var file = new StoreFolder(Folder.Path).Changes;
        var bytes = new byte[EpochChanges.Words * sizeof(ulong)];
        if (what == "other words") new Random(_done++).NextBytes(bytes);
        switch (what)
        {
            case "deleted":
                File.Delete(file);
                break;
            case "another file in its place":
                File.WriteAllBytes(file + "2", bytes);
                File.Move(file + "2", file, overwrite: true);
                break;
            default:
                using (var open = File.OpenHandle(file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
                {
                    RandomAccess.SetLength(open, what switch { "emptied" => 0, "cut short" => 1000, _ => bytes.Length });
                    if (what is "zeros" or "other words") RandomAccess.Write(open, bytes, 0);
                }

                break;
        }
    }
}
