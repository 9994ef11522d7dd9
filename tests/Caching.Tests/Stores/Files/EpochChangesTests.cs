using Caching.Coordination;
using Caching.Stores.Files;
using Caching.Tests.Support;

namespace Caching.Tests.Stores.Files;

/// <summary>What lets a process keep epochs in memory, and what forbids it.</summary>
public sealed class EpochChangesTests : FileStoreFixture
{
    // The entry and the words; the entry, and its four epochs and a tag's two.
    private static readonly string[] OneRead = ["read", "words"], AllReads = [.. Enumerable.Repeat("read", 7)];

    private readonly TestDisk _other = new();

    [Fact]
    public async Task A_hit_is_one_read_and_an_invalidation_elsewhere_holds_when_the_call_has_returned()
    {
        var manager = Open(disk: _other);
        var cache = Open().GetCache("ns");
        foreach (Func<Task> invalidate in new Func<Task>[]
        {
            () => manager.GetCache("ns").ClearAsync().AsTask(), () => manager.RemoveByTagAsync("t").AsTask(),
        })
        {
            await Set(cache);
            Assert.True(await cache.ContainsAsync("k"));
            Assert.Equal(OneRead, await CallsOfAHit(cache));
            await invalidate();
            Assert.False(await cache.ContainsAsync("k"));
        }
    }

    [Theory]
    [InlineData("n:ns")]
    [InlineData("t:t")]
    public async Task An_invalidation_while_an_epoch_is_read_is_not_kept_from_the_next_hit(string epoch)
    {
        var cache = Open().GetCache("ns");
        var manager = Open(disk: _other);
        Func<Task> invalidate = epoch == "t:t" ? () => manager.RemoveByTagAsync("t").AsTask() : () => manager.GetCache("ns").ClearAsync().AsTask();
        await Set(cache);
        Time.Skip(EpochChanges.CheckEvery);
        var cleared = false;
        Disk.AfterRead = path =>
        {
            if (cleared || path != new StoreFolder(Folder.Path).Epoch(epoch).Path) return;
            cleared = true;
            invalidate().GetAwaiter().GetResult();
        };
        // It has begun before the invalidation, so either answer is right.
        await cache.ContainsAsync("k");
        Assert.True(cleared);
        Assert.False(await cache.ContainsAsync("k"));
    }

    [Fact]
    public async Task An_invalidation_leaves_what_is_known_of_others()
    {
        var cache = Open().GetCache("ns");
        await Set(cache);
        var folder = new StoreFolder(Folder.Path);
        var used = EpochNames.Of("ns", ["t"]).Select(name => folder.Epoch(name).Shard).ToHashSet();
        var tags = Enumerable.Range(0, 1000).Select(i => $"u{i}").Where(tag => !used.Contains(folder.Epoch("t:" + tag).Shard)).Take(20);
        var manager = Open(disk: _other);
        foreach (var tag in tags) await manager.RemoveByTagAsync(tag);
        Assert.Equal(OneRead, await CallsOfAHit(cache));
    }

    [Fact]
    public async Task An_invalidation_of_a_process_that_died_before_it_had_returned_is_seen_within_a_second()
    {
        var cache = Open().GetCache("ns");
        await Set(cache);
        var dying = Open(disk: _other).GetCache("ns");
        await dying.ContainsAsync("k");
        _other.Before = (call, _) =>
        {
            if (call == "patch") throw new IOException("killed");
        };
        await Assert.ThrowsAsync<CacheInvalidationException>(async () => await dying.ClearAsync());
        Assert.True(await cache.ContainsAsync("k"));
        Time.Advance(EpochChanges.CheckEvery);
        Assert.False(await cache.ContainsAsync("k"));
    }

    [Theory]
    [InlineData("a drive of a network")]
    [InlineData("changes are not seen by who has the file open")]
    [InlineData("cannot be opened")]
    [InlineData("cannot be read")]
    [InlineData("read-only")]
    public async Task Where_a_change_could_be_missed_epochs_are_read_from_their_files(string where)
    {
        Disk.IsNetwork = where == "a drive of a network";
        Disk.ChangesAreSeen = where != "changes are not seen by who has the file open";
        Disk.Before = (call, _) =>
        {
            if (call == "open" && where == "cannot be opened") throw new NotSupportedException();
            if (call == "words" && where == "cannot be read") throw new IOException(where);
            if (call is "open" or "patch" && where == "read-only") throw new UnauthorizedAccessException();
        };
        var (here, there) = (Open().GetCache("ns"), Open(disk: _other).GetCache("ns"));
        await Set(here);
        Assert.Equal(AllReads, (await CallsOfAHit(here)).Where(call => call == "read"));
        await there.ClearAsync();
        Assert.False(await here.ContainsAsync("k"));
    }

    [Fact]
    public async Task A_folder_that_was_deleted_and_made_anew_is_followed_after_a_second()
    {
        var (here, there) = (Open().GetCache("ns"), Open(disk: _other).GetCache("ns"));
        await Set(here);
        Directory.Delete(new StoreFolder(Folder.Path).Root, recursive: true);
        await Set(there);
        Time.Advance(EpochChanges.CheckEvery);
        await Set(here);
        await CallsOfAHit(here);
        Assert.Equal(OneRead, await CallsOfAHit(here));
        await there.ClearAsync();
        Assert.False(await here.ContainsAsync("k"));
    }

    [Fact]
    public async Task Epochs_are_read_from_their_files_once_a_second()
    {
        var cache = Open().GetCache("ns");
        await Set(cache);
        Assert.Equal(OneRead, await CallsOfAHit(cache));
        // No timer fires: the sweeper reads them as well.
        Time.Skip(EpochChanges.CheckEvery);
        // And whether the file of changes is still there.
        Assert.Equal(AllReads.Append("read"), (await CallsOfAHit(cache)).Where(call => call == "read"));
        Assert.Equal(OneRead, await CallsOfAHit(cache));
    }

    [Fact]
    public void What_is_known_is_bounded_in_bytes()
    {
        var known = new KnownEpochs(limit: 10_000);
        var names = Enumerable.Range(0, 1000).Select(i => $"t:{i}").ToArray();
        var most = 0;
        foreach (var name in names)
        {
            known.Keep(name, new(1, 0, 1, 0));
            // The same once more takes no more room.
            if (known.Find(name) is not null) known.Keep(name, new(2, 0, 1, 0));
            most = Math.Max(most, names.Count(each => known.Find(each) is not null));
        }

        Assert.InRange(most, 50, 10_000 / 160);
        known.Keep(new string('n', 10_000), new(1, 0, 1, 0));
        Assert.Null(known.Find(new string('n', 10_000)));
    }

    private static ValueTask Set(Cache cache) => cache.SetAsync("k", "value", new() { Tags = ["t"] });

    private async Task<string[]> CallsOfAHit(Cache cache)
    {
        Disk.Calls.Clear();
        Assert.True((await cache.TryGetAsync<string>("k")).Found);
        return [.. Disk.Calls];
    }
}
