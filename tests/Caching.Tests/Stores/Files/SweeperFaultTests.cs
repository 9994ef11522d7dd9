using Caching.Entries;
using Caching.Policies;
using Caching.Stores.Files;
using Caching.Tests.Support;

namespace Caching.Tests.Stores.Files;

/// <summary>What may not keep a sweeper from its work: files that fail it, files that are none of the cache's, clocks that were wrong.</summary>
public sealed class SweeperFaultTests : FileStoreFixture
{
    [Theory]
    [InlineData("read")]
    [InlineData("delete", "replace")]
    public async Task A_file_that_fails_the_sweeper_does_not_keep_it_from_the_others(params string[] calls)
    {
        var cache = Open().GetCache("ns");
        for (var i = 0; i < 50; i++) await cache.SetAsync(i, "value", 1);
        var theirs = Folder.Files(".entry").Order(StringComparer.Ordinal).Take(2).ToArray();
        Disk.Before = (made, path) =>
        {
            // It steps aside to a name in temp: that fails too.
            if (calls.Contains(made) && (theirs.Contains(path) || made == "replace")) throw new UnauthorizedAccessException("somebody else's");
        };
        Sweep(2);
        Assert.Equal(theirs, Folder.Files(".entry").Order(StringComparer.Ordinal));
        // Once a round, however many fail.
        Assert.InRange(Log.Count(8), 1, Log.Count(9));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_listed_does_not_keep_the_sweeper_from_the_others()
    {
        var cache = Open().GetCache("ns");
        for (var i = 0; i < 50; i++) await cache.SetAsync(i, "value", 1);
        var theirs = Path.GetDirectoryName(Folder.Files(".entry").Order(StringComparer.Ordinal).First())!;
        Disk.Before = (made, path) =>
        {
            if (made == "enumerate" && path == theirs) throw new UnauthorizedAccessException("somebody else's");
        };
        Sweep(2);
        Assert.All(Folder.Files(".entry"), file => Assert.Equal(theirs, Path.GetDirectoryName(file)));
        Assert.InRange(Log.Count(8), 1, Log.Count(9));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no key")]
    [InlineData("s:")]
    [InlineData("s99:short")]
    [InlineData("s-1:k")]
    [InlineData("s99999999999:k")]
    public async Task A_whole_file_of_a_key_that_the_cache_never_makes_is_reclaimed(string key)
    {
        var cache = Open().GetCache("ns");
        await cache.SetAsync("k", "value");
        var place = new StoreFolder(Folder.Path).Entry(key).Path;
        var entry = new StoredEntry(
            key, new Lifetime(Time.GetUtcNow().UtcTicks, Lifetime.Never, Lifetime.Never, Lifetime.Never, Lifetime.Never, 0), 0, 0, [], [1, 2, 3, 4], "form");
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        File.WriteAllBytes(place, StoredBytes.Write(entry, [1], new RawSerializers.OfArray(), EntrySeal.Checksum));
        Sweep();
        Assert.False(File.Exists(place));
        Assert.True(await cache.ContainsAsync("k"));
        Assert.Equal(0, Log.Count(8));
    }

    [Fact]
    public async Task A_step_ends_when_its_time_is_up_however_little_it_has_done()
    {
        var cache = Open().GetCache("ns");
        for (var i = 0; i < 20; i++) await cache.SetAsync(i, "value", 1);
        // Slow, as a network or a lock that another process holds can be.
        Disk.Before = (call, path) =>
        {
            if (call == "delete" && path.EndsWith(".entry", StringComparison.Ordinal)) Time.Skip(TimeSpan.FromSeconds(5));
        };
        Time.Advance(Sweeper.RoundEvery);
        for (var left = Folder.Files(".entry").Length; left > 0; left = Folder.Files(".entry").Length)
        {
            for (var step = 0; step < 5; step++) Time.Advance(Sweeper.StepEvery);
            Assert.InRange(left - Folder.Files(".entry").Length, 0, 5);
        }
    }

    [Fact]
    public async Task A_clock_that_was_ahead_does_not_stop_the_sweeper()
    {
        Time.Advance(TimeSpan.FromDays(365));
        using var store = Store();
        store.Sweep();
        Time.Skip(TimeSpan.FromDays(-365));
        await Open().GetCache("ns").SetAsync("k", "value", 1);
        Time.Skip(TimeSpan.FromMinutes(1));
        for (var step = 0; step < 20; step++) store.Sweep();
        Assert.Empty(Folder.Files(".entry"));
    }

    [Fact]
    public async Task What_a_clock_that_was_ahead_has_left_behind_goes()
    {
        var manager = Open();
        await manager.GetCache("ns").SetAsync("k", "value");
        var places = new StoreFolder(Folder.Path);
        string epoch = places.Epoch("t:unused").Path, temp = places.NewTemp();
        foreach (var file in (string[])[epoch, temp])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, "from the future");
            File.SetLastWriteTimeUtc(file, Time.GetUtcNow().UtcDateTime.AddYears(10));
        }

        Sweep(2);
        Assert.Equal((false, false), (File.Exists(epoch), File.Exists(temp)));
        Assert.True(await manager.GetCache("ns").ContainsAsync("k"));
    }

    [Fact]
    public async Task What_was_last_used_by_a_clock_that_was_ahead_makes_room_before_what_is_in_use()
    {
        var cache = Open(new() { LimitBytes = 600_000 }).GetCache("ns");
        Time.Skip(TimeSpan.FromDays(365));
        for (var i = 0; i < 40; i++) await cache.SetAsync(i, new string('x', 12_000));
        Time.Skip(TimeSpan.FromDays(-365));
        for (var i = 40; i < 80; i++) await cache.SetAsync(i, new string('x', 12_000));
        Time.Skip(Sweeper.RoundEvery);
        using var store = Store(new() { LimitBytes = 600_000 });
        for (var step = 0; step < 40; step++) store.Sweep();
        Assert.InRange(Folder.Files(".entry").Sum(file => new FileInfo(file).Length), 420_000, 600_000);
        for (var i = 40; i < 80; i++) Assert.True(await cache.ContainsAsync(i), $"{i} was in use");
    }

    private FileStore Store(FileStoreOptions? options = null) => new(new("file", Time, Log), Folder.Path, options ?? new(), Disk);
}
