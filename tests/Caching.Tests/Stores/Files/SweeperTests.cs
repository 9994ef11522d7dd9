using Caching.Stores.Files;

namespace Caching.Tests.Stores.Files;

public sealed class SweeperTests : FileStoreFixture
{
    [Fact]
    public async Task Dead_entries_are_reclaimed_though_nobody_asks_for_them_and_what_never_expires_stays()
    {
        var cache = Open().GetCache("ns");
        await cache.SetAsync("dead", "value", 60);
        await cache.SetAsync("slides", "value", new() { Sliding = TimeSpan.FromSeconds(60) });
        await cache.SetAsync("stale", "value", new() { Expire = 60, Stale = TimeSpan.FromDays(1) });
        await cache.SetAsync("never", "value");
        Sweep();
        Assert.Equal(2, Folder.Files(".entry").Length);
        Assert.Equal((true, true), (await cache.ContainsAsync("stale"), await cache.ContainsAsync("never")));
        Time.Advance(TimeSpan.FromDays(10_000));
        Sweep(3);
        Assert.True(await cache.ContainsAsync("never"));
        Assert.Single(Folder.Files(".entry"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Entries_that_an_invalidation_voided_are_reclaimed_and_others_are_not(bool clear)
    {
        var manager = Open();
        var cache = manager.GetCache("ns");
        for (var i = 0; i < 20; i++) await cache.SetAsync(i, "value", new() { Tags = ["t", "u"] });
        await manager.GetCache("other").SetAsync("k", "value", new() { Tags = ["u"] });
        await (clear ? cache.ClearAsync() : manager.RemoveByTagAsync("t"));
        Sweep();
        Assert.Single(Folder.Files(".entry"));
        Assert.True(await manager.GetCache("other").ContainsAsync("k"));
    }

    [Fact]
    public async Task A_step_looks_at_so_many_files_and_no_more()
    {
        var cache = Open().GetCache("ns");
        for (var i = 0; i < Sweeper.FilesAStep * 3; i++) await cache.SetAsync(i, "value", 1);
        Time.Advance(Sweeper.RoundEvery);
        var steps = 0;
        for (; Folder.Files(".entry").Length > 0 && steps < 100; steps++)
        {
            var before = Folder.Files(".entry").Length;
            Time.Advance(Sweeper.StepEvery);
            Assert.InRange(before - Folder.Files(".entry").Length, 0, Sweeper.FilesAStep);
        }

        Assert.InRange(steps, 3, 20);
    }

    [Fact]
    public async Task A_step_reads_so_many_bytes_and_no_more()
    {
        var cache = Open().GetCache("ns");
        const int size = 1 << 20;
        for (var i = 0; i < 10; i++) await cache.SetAsync(i, new string('x', size), 1);
        Time.Advance(Sweeper.RoundEvery);
        for (var step = 0; step < 10; step++)
        {
            var before = Folder.Files(".entry").Length;
            Time.Advance(Sweeper.StepEvery);
            Assert.InRange(before - Folder.Files(".entry").Length, 0, (Sweeper.BytesAStep / size) + 1);
        }

        Assert.Empty(Folder.Files(".entry"));
    }

    [Fact]
    public async Task Between_two_rounds_the_disk_is_left_alone()
    {
        await Open().GetCache("ns").SetAsync("k", "value");
        Sweep();
        Disk.Calls.Clear();
        for (var i = 0; i < 60; i++) Time.Advance(1);
        Assert.Empty(Disk.Calls);
    }

    [Fact]
    public async Task What_is_over_the_limit_goes_least_recently_used_first()
    {
        var roomy = Open();
        for (var i = 0; i < 100; i++)
        {
            await roomy.GetCache("ns").SetAsync(i, new string('x', 12_000));
            Time.Advance(60);
        }

        await roomy.DisposeAsync();
        var cache = Open(new() { LimitBytes = 600_000 }).GetCache("ns");
        // Ten of the oldest are in use: a hit notes it when the last note is an hour old.
        for (var i = 0; i < 10; i++) Assert.True((await cache.TryGetAsync<string>(i)).Found);
        Sweep(3);
        var total = Folder.Files(".entry").Sum(file => new FileInfo(file).Length);
        Assert.InRange(total, 420_000, 600_000);
        for (var i = 0; i < 10; i++) Assert.True(await cache.ContainsAsync(i), $"{i} was in use");
        for (var i = 10; i < 30; i++) Assert.False(await cache.ContainsAsync(i), $"{i} was not");
        Assert.True(await cache.ContainsAsync(99));
    }

    [Fact]
    public async Task Entries_written_all_at_once_make_room_too()
    {
        var cache = Open(new() { LimitBytes = 600_000 }).GetCache("ns");
        for (var i = 0; i < 100; i++) await cache.SetAsync(i, new string('x', 12_000));
        Sweep(3);
        Assert.InRange(Folder.Files(".entry").Sum(file => new FileInfo(file).Length), 480_000, 600_000);
    }

    [Fact]
    public async Task Small_entries_count_as_what_they_take_on_a_disk()
    {
        var cache = Open(new() { LimitBytes = 50 * 4096 }).GetCache("ns");
        for (var i = 0; i < 100; i++) await cache.SetAsync(i, "value");
        Sweep(2);
        Assert.InRange(Folder.Files(".entry").Length, 40, 50);
    }

    [Fact]
    public async Task Abandoned_temporary_files_go_and_those_being_written_stay()
    {
        await Open().GetCache("ns").SetAsync("k", "value");
        var temp = Path.Combine(Folder.Path, "v1", "temp");
        string old = Path.Combine(temp, "00000000000000aa.tmp"), young = Path.Combine(temp, "00000000000000bb.tmp");
        File.WriteAllText(old, "half");
        File.WriteAllText(young, "half");
        File.SetLastWriteTimeUtc(old, Time.GetUtcNow().UtcDateTime - TimeSpan.FromHours(2));
        File.SetLastWriteTimeUtc(young, Time.GetUtcNow().UtcDateTime);
        Sweep();
        Assert.Equal([young], Folder.Files(".tmp"));
    }

    [Fact]
    public async Task Files_that_are_not_the_stores_own_are_left_alone()
    {
        await Open().GetCache("ns").SetAsync("k", "value", 1);
        var entry = Folder.Single(".entry");
        var shard = Path.GetDirectoryName(entry)!;
        string[] theirs =
        [
            Path.Combine(Folder.Path, "notes.txt"), Path.Combine(shard, "notes.txt"), Path.Combine(shard, "x.entry"),
            Path.Combine(shard, Path.GetFileName(entry).ToUpperInvariant()), Path.Combine(shard, Path.GetFileName(entry) + "~"),
            Path.Combine(Folder.Path, "v1", "temp", "a.tmp"), Path.Combine(Folder.Path, "v1", "notes.txt"),
        ];
        foreach (var file in theirs)
        {
            File.WriteAllText(file, "theirs");
            File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch);
        }

        Sweep(2);
        Assert.False(File.Exists(entry));
        Assert.All(theirs, file => Assert.True(File.Exists(file), file));
    }

    [Fact]
    public async Task Epochs_that_no_entry_uses_go_and_the_others_stay()
    {
        var manager = Open();
        for (var i = 0; i < 50; i++) await manager.GetCache($"ns{i}").SetAsync("k", "value", new() { Expire = 60, Tags = [$"t{i}"] });
        await manager.GetCache("kept").SetAsync("k", "value", new() { Tags = ["kept"] });
        Assert.InRange(Folder.Files(".epoch").Length, 204, 207);
        Time.Advance(TimeSpan.FromDays(3));
        Sweep(2);
        var places = new StoreFolder(Folder.Path);
        // Of each, what voids and what ages.
        string[] gone = ["n:ns7", "N:ns7", "t:t7", "T:t7"], stays = ["n:kept", "N:kept", "t:kept", "T:kept"];
        Assert.All(gone, name => Assert.False(File.Exists(places.Epoch(name).Path), name));
        Assert.All(stays, name => Assert.True(File.Exists(places.Epoch(name).Path), name));
        Assert.InRange(Folder.Files(".epoch").Length, 4, 7);
        Assert.True(await manager.GetCache("kept").ContainsAsync("k"));
    }

    [Fact]
    public async Task What_dead_processes_left_behind_goes_and_what_live_ones_need_stays()
    {
        var manager = Open();
        var gate = new TaskCompletionSource<string>();
        var making = manager.GetCache("ns").GetOrCreateAsync("k", _ => new ValueTask<string>(gate.Task)).AsTask();
        string node = Folder.Single(".node"), lease = Folder.Single(".lease");
        var dead = Path.Combine(Path.GetDirectoryName(node)!, "00000000000000aa.node");
        File.WriteAllText(dead, "");
        File.WriteAllText(lease.Replace(Path.GetFileName(lease), Path.GetFileName(lease)[..2] + new string('0', 38) + ".lease"), "nonsense");
        Sweep();
        Assert.Equal([node], Folder.Files(".node"));
        Assert.Equal([lease], Folder.Files(".lease"));
        gate.SetResult("made");
        await making;
        Assert.Empty(Folder.Files(".lease"));
        await manager.DisposeAsync();
        Assert.Empty(Folder.Files(".node"));
    }

    [Fact]
    public async Task One_process_sweeps_and_when_it_ends_another_takes_over()
    {
        var first = Open();
        await first.GetCache("ns").SetAsync("k", "value");
        Sweep();
        var other = new Support.TestDisk();
        await Open(disk: other).GetCache("ns").SetAsync("dead", "value", 1);
        Sweep();
        Assert.DoesNotContain("enumerate", other.Calls);
        await first.DisposeAsync();
        Sweep();
        Assert.Contains("enumerate", other.Calls);
    }

    [Fact]
    public void A_store_that_nobody_writes_to_makes_no_folder()
    {
        Open().TypeOf(null);
        Sweep(2);
        Assert.Empty(Directory.GetFileSystemEntries(Folder.Path));
    }

    [Fact]
    public async Task A_sweep_that_fails_is_a_log_line_and_the_next_round_tries_again()
    {
        await Open().GetCache("ns").SetAsync("k", "value", 1);
        Disk.Before = (call, _) =>
        {
            if (call == "enumerate") throw new IOException("no");
        };
        Sweep();
        Assert.InRange(Log.Count(8), 1, 2);
        Disk.Before = (call, path) =>
        {
            if (call == "lock" && path.EndsWith("sweep.lock", StringComparison.Ordinal)) throw new UnauthorizedAccessException("read-only");
        };
        Sweep();
        Assert.InRange(Log.Count(8), 1, 3);
        Disk.Before = (_, _) => { };
        Sweep();
        Assert.Empty(Folder.Files(".entry"));
    }

    [Fact]
    public async Task An_entry_that_is_replaced_while_it_is_judged_dead_stays()
    {
        Cache cache = Open().GetCache("ns"), other = Open(disk: new()).GetCache("ns");
        await cache.SetAsync("k", "old", 1);
        Time.Advance(60);
        var entry = Folder.Single(".entry");
        var replaced = false;
        Disk.Before = (call, path) =>
        {
            // The sweeper is about to take the lock of the shard, having judged.
            if (replaced || call != "lock" || !path.EndsWith($"{Path.GetFileName(entry)[..2]}.lock", StringComparison.Ordinal)) return;
            replaced = true;
            other.SetAsync("k", "new").AsTask().GetAwaiter().GetResult();
        };
        Sweep();
        Assert.True(replaced);
        Assert.Equal("new", (await cache.TryGetAsync<string>("k")).Value);
    }
}
