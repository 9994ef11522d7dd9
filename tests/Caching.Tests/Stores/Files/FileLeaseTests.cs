using Caching.Stores.Files;
using Caching.Tests.Support;

namespace Caching.Tests.Stores.Files;

/// <summary>What leases as files have of their own; what all leases must keep is <see cref="Contract.LeaseContract"/>.</summary>
public sealed class FileLeaseTests : FileStoreFixture
{
    [Fact]
    public async Task A_process_that_ended_without_a_word_holds_nobody_up()
    {
        var (holder, making, gate) = await Hold(new());
        Assert.Single(Folder.Files(".lease"));
        await holder.DisposeAsync();
        Assert.Equal("made", await Open().GetCache("ns").GetOrCreateAsync("k", _ => new ValueTask<string>("made")));
        gate.SetResult("late");
        await making;
    }

    [Fact]
    public async Task Where_locks_do_not_work_leases_end_by_their_time_alone()
    {
        var (_, making, gate) = await Hold(new() { LocksWork = false });
        var waiting = Open(disk: new() { LocksWork = false }).GetCache("ns").GetOrCreateAsync("k", _ => new ValueTask<string>("made")).AsTask();
        await Task.Run(() => Time.Advance(5));
        Assert.False(waiting.IsCompleted);
        await Task.Run(() => Time.Advance(6));
        Assert.Equal("made", await waiting);
        gate.SetResult("late");
        await making;
    }

    [Fact]
    public async Task A_lease_from_a_clock_that_was_ahead_is_not_waited_for()
    {
        Time.Advance(TimeSpan.FromDays(1));
        var (_, making, gate) = await Hold(new());
        var here = new ManualTime();
        var folder = new StoreFolder(Folder.Path);
        var locks = new ShardLocks(Disk, folder);
        using var node = new ProcessNode(Disk, folder);
        Assert.True(new LeaseFiles(Disk, folder, locks, node, here).Acquire("s2:nss1:k", 0, TimeSpan.FromSeconds(10)).IsMine);
        gate.SetResult("made");
        await making;
    }

    [Fact]
    public async Task Where_a_value_could_not_be_stored_a_caller_that_came_after_another_process_invalidated_does_not_have_it()
    {
        var disk = new TestDisk();
        var here = Open(disk: disk).GetCache("ns");
        var gate = new TaskCompletionSource<string>();
        var made = 0;
        var making = here.GetOrCreateAsync("k", _ => new ValueTask<string>(gate.Task)).AsTask();
        await Open().GetCache("ns").ClearAsync();
        var after = Enumerable.Range(0, 20)
            .Select(_ => here.GetOrCreateAsync("k", async _ =>
            {
                await Task.Yield();
                return $"new {Interlocked.Increment(ref made)}";
            }).AsTask()).ToArray();
        disk.Before = (_, _) => throw new IOException("down");
        gate.SetResult("old");
        Assert.Equal("old", await making);
        Assert.All(await Task.WhenAll(after), value => Assert.StartsWith("new", value, StringComparison.Ordinal));
        // Who comes too late to join it has one of its own.
        Assert.InRange(made, 1, after.Length / 2);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("nonsense that is longer than any lease is, and is there before one is taken")]
    [InlineData("")]
    public async Task A_lease_file_that_was_damaged_before_does_not_keep_its_key_from_being_cached(string damage)
    {
        var lease = new StoreFolder(Folder.Path).Lease("s2:nss1:k").Path;
        Directory.CreateDirectory(Path.GetDirectoryName(lease)!);
        File.WriteAllText(lease, damage);
        var (_, making, gate) = await Hold(new());
        var waiting = Open().GetCache("ns").GetOrCreateAsync("k", _ => new ValueTask<string>("made twice")).AsTask();
        Assert.False(waiting.IsCompleted);
        gate.SetResult("made");
        await making;
        await Task.Run(() => Time.Advance(1));
        Assert.Equal("made", await waiting);
        Assert.True(await Open().GetCache("ns").ContainsAsync("k"));
    }

    [Fact]
    public void A_lease_may_last_as_long_as_a_span_can_be()
    {
        var folder = new StoreFolder(Folder.Path);
        using ProcessNode here = new(Disk, folder), there = new(Disk, folder);
        LeaseFiles Leases(ProcessNode node) => new(Disk, folder, new(Disk, folder), node, Time);
        Assert.True(Leases(here).Acquire("s2:nss1:k", 0, TimeSpan.MaxValue).IsMine);
        Assert.False(Leases(there).Acquire("s2:nss1:k", 0, TimeSpan.MaxValue).IsMine);
    }

    [Fact]
    public async Task Sixteen_threads_of_two_processes_that_write_one_key_at_once_leave_one_whole_value()
    {
        Cache here = Open().GetCache("ns"), there = Open(disk: new()).GetCache("ns");
        await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(async () =>
        {
            for (var n = 0; n < 20; n++) await (i % 2 == 0 ? here : there).SetAsync("k", new string((char)('a' + i), 1000 * (i + 1)));
        })));
        var value = (await here.TryGetAsync<string>("k")).Value!;
        Assert.Equal(new string(value[0], 1000 * (value[0] - 'a' + 1)), value);
        Assert.Empty(Folder.Files(".tmp"));
        Assert.Empty(Log.Lines);
    }

    private async Task<(CacheManager Holder, Task<string> Making, TaskCompletionSource<string> Gate)> Hold(TestDisk disk)
    {
        var manager = Open(disk: disk);
        var gate = new TaskCompletionSource<string>();
        var running = new TaskCompletionSource();
        var making = manager.GetCache("ns").GetOrCreateAsync("k", _ =>
        {
            running.SetResult();
            return new ValueTask<string>(gate.Task);
        }).AsTask();
        await running.Task;
        return (manager, making, gate);
    }
}
