using System.Text.RegularExpressions;
using Caching.Stores.Files;

namespace Caching.Tests.Stores.Files;

public sealed partial class FileEntryTests : FileStoreFixture
{
    [Theory]
    [InlineData("../../../outside")]
    [InlineData("..\\..\\outside")]
    [InlineData("/etc/passwd")]
    [InlineData("CON")]
    [InlineData("a\0b")]
    [InlineData("ends with a dot.")]
    [InlineData("\ud800")]
    public async Task No_key_leads_out_of_the_folder_whatever_its_characters(string key)
    {
        var folder = Path.Combine(Folder.Path, "below", "store");
        var cache = Open(path: folder).GetCache(key);
        await cache.SetAsync(key, "value", new() { Tags = [key] });
        Assert.Equal("value", (await cache.TryGetAsync<string>(key)).Value);
        Assert.All(Folder.Files(), file => Assert.Matches(Layout(), Path.GetRelativePath(folder, file).Replace('\\', '/')));
    }

    [Fact]
    public async Task A_key_of_any_length_has_a_short_name()
    {
        await Open().GetCache(new string('n', 70_000)).SetAsync(new string('k', 70_000), "value");
        Assert.InRange(Path.GetFileName(Folder.Single(".entry")).Length, 1, 60);
    }

    [Fact]
    public async Task What_a_hit_costs_does_not_depend_on_how_many_keys_there_are()
    {
        var cache = Open().GetCache("ns");
        await cache.SetAsync(0, "value");
        var one = await CallsOfAHit();
        for (var i = 1; i < 600; i++) await cache.SetAsync(i, "value");
        var many = await CallsOfAHit();
        Assert.Equal(one, many);
        // The entry, and whether its epochs have changed.
        Assert.Equal(["read", "words"], many);

        async Task<string[]> CallsOfAHit()
        {
            Disk.Calls.Clear();
            Assert.True((await cache.TryGetAsync<string>(0)).Found);
            return [.. Disk.Calls];
        }
    }

    [Fact]
    public async Task Clear_costs_the_same_however_many_entries_it_voids()
    {
        var cache = Open().GetCache("ns");
        await cache.SetAsync(0, "value");
        var one = await CallsOfAClear();
        for (var i = 1; i < 300; i++) await cache.SetAsync(i, "value");
        Assert.Equal(one, await CallsOfAClear());
        Assert.False(await cache.ContainsAsync(7));

        async Task<string[]> CallsOfAClear()
        {
            Disk.Calls.Clear();
            await cache.ClearAsync();
            return [.. Disk.Calls];
        }
    }

    [Fact]
    public async Task Entries_outlive_the_process()
    {
        var first = Open();
        await first.GetCache("ns").SetAsync("k", "value", new() { Tags = ["t"] });
        first.Dispose();
        Assert.Equal("value", (await Open().GetCache("ns").TryGetAsync<string>("k")).Value);
    }

    [Fact]
    public async Task A_missing_or_damaged_epoch_is_replaced_by_a_new_one_and_voids()
    {
        var cache = Open().GetCache("ns");
        foreach (Action<string> damage in new Action<string>[] { File.Delete, Shorten, Lengthen, Flip })
        {
            await cache.SetAsync("k", "old");
            damage(new StoreFolder(Folder.Path).Epoch("n:ns").Path);
            Time.Advance(EpochChanges.CheckEvery);
            Assert.False(await cache.ContainsAsync("k"));
            await cache.SetAsync("k", "new");
            Assert.True(await cache.ContainsAsync("k"));
        }

        static void Shorten(string file) => File.WriteAllBytes(file, File.ReadAllBytes(file)[..7]);
        static void Lengthen(string file) => File.AppendAllText(file, "more");
        static void Flip(string file) => File.WriteAllBytes(file, [.. File.ReadAllBytes(file)[..15], (byte)(File.ReadAllBytes(file)[15] ^ 1)]);
    }

    [Fact]
    public async Task Files_that_are_foreign_truncated_or_corrupt_are_misses_and_get_reclaimed()
    {
        var random = new Random(7);
        var cache = Open().GetCache("ns");
        await cache.SetAsync("other", "other");
        var theirs = File.ReadAllBytes(Folder.Single(".entry"));
        for (var i = 0; i < 60; i++)
        {
            await cache.SetAsync("k", "value");
            var path = new StoreFolder(Folder.Path).Entry("s2:nss1:k").Path;
            var bytes = File.ReadAllBytes(path);
            File.WriteAllBytes(path, (i % 5) switch
            {
                0 => bytes[..random.Next(bytes.Length)],
                1 => theirs,
                2 => [.. bytes, .. theirs],
                3 => Flipped(bytes),
                _ => Random(),
            });
            Assert.False((await cache.TryGetAsync<string>("k")).Found);
            Sweep();
            Assert.False(File.Exists(path), $"damage {i % 5}");
            Assert.Equal("new", await cache.GetOrCreateAsync("k", _ => new ValueTask<string>("new")));
        }

        byte[] Flipped(byte[] bytes)
        {
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            return bytes;
        }

        byte[] Random()
        {
            var bytes = new byte[random.Next(500)];
            random.NextBytes(bytes);
            return bytes;
        }
    }

    // As a power failure can leave it, or a reader finds it that opened the file before it was removed.
    [Fact]
    public async Task An_entry_that_was_removed_and_is_back_is_a_miss_and_no_log_line()
    {
        var cache = Open().GetCache("ns");
        await cache.SetAsync("k", "value");
        var entry = Folder.Single(".entry");
        byte[]? removed = null;
        Disk.Before = (call, path) =>
        {
            if (call == "delete" && path.EndsWith(".tmp", StringComparison.Ordinal)) removed = File.ReadAllBytes(path);
        };
        await cache.RemoveAsync("k");
        Disk.Before = (_, _) => { };
        File.WriteAllBytes(entry, removed!);
        Assert.False((await cache.TryGetAsync<string>("k")).Found);
        Assert.Empty(Log.Lines);
        Sweep();
        Assert.Empty(Folder.Files(".entry"));
    }

    [Fact]
    public async Task A_lease_file_that_is_damaged_is_no_lease()
    {
        Cache here = Open().GetCache("ns"), there = Open().GetCache("ns");
        var gate = new TaskCompletionSource<string>();
        var making = here.GetOrCreateAsync("k", _ => new ValueTask<string>(gate.Task)).AsTask();
        File.WriteAllText(Folder.Single(".lease"), "nonsense");
        Assert.Equal("there", await there.GetOrCreateAsync("k", _ => new ValueTask<string>("there")));
        gate.SetResult("here");
        await making;
        Assert.Equal("there", (await here.TryGetAsync<string>("k")).Value);
    }

    [Fact]
    public async Task An_entry_larger_than_a_quarter_of_the_limit_is_refused_and_leaves_no_older_one()
    {
        var cache = Open(new() { LimitBytes = 4_000 }).GetCache("ns");
        await cache.SetAsync("k", "small");
        await cache.SetAsync("k", new string('x', 2_000));
        await cache.GetOrCreateAsync("l", _ => new ValueTask<string>(new string('x', 2_000)));
        Assert.Equal(2, Log.Count(5));
        Assert.Empty(Folder.Files(".entry"));
        Assert.Empty(Folder.Files(".tmp"));
    }

    [Fact]
    public async Task Entries_are_flushed_unless_that_is_switched_off_and_invalidations_always()
    {
        var cache = Open().GetCache("ns");
        await cache.ContainsAsync("k");
        await Flushes(cache, "k", 1);
        await Flushes(Open(new() { FlushEntries = false }).GetCache("ns"), "k", 0);
        var flushes = Disk.Flushes;
        await cache.RemoveAsync("k");
        await cache.ClearAsync();
        Assert.Equal(2, Disk.Flushes - flushes);

        async Task Flushes(Cache cache, string key, int expected)
        {
            var before = Disk.Flushes;
            await cache.SetAsync(key, "warm");
            before = Disk.Flushes;
            await cache.SetAsync(key, "value");
            Assert.Equal(expected, Disk.Flushes - before);
        }
    }

    [GeneratedRegex("^v1/((entries|epochs|leases)/[0-9a-f]{2}/[0-9a-f]{40}\\.(entry|epoch|lease)|locks/[0-9a-f]{2}\\.lock|nodes/[0-9a-f]{16}\\.node|(sweep|room)\\.lock|epochs\\.changes)$")]
    private static partial Regex Layout();
}
