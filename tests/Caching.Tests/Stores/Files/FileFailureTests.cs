using Caching.Stores.Files;

namespace Caching.Tests.Stores.Files;

/// <summary>Disks that are full, read-only, in the way, or lead elsewhere.</summary>
public sealed class FileFailureTests : FileStoreFixture
{
    [Fact]
    public async Task A_folder_that_cannot_be_is_a_miss_and_a_log_line_and_the_body_is_rendered_once()
    {
        var file = Path.Combine(Folder.Path, "file");
        File.WriteAllText(file, "not a folder");
        var cache = Open(path: Path.Combine(file, "store")).GetCache("ns");
        await RendersOnce(cache);
        await cache.SetAsync("k", "value");
        Assert.False((await cache.TryGetAsync<string>("k")).Found);
        Assert.All(Log.Lines, line => Assert.InRange(line.Id, 1, 3));
        Assert.NotEmpty(Log.Lines);
        await Assert.ThrowsAsync<CacheInvalidationException>(async () => await cache.ClearAsync());
        Assert.Equal("not a folder", File.ReadAllText(file));
    }

    [Fact]
    public async Task A_full_disk_is_a_miss_and_a_log_line_and_leaves_nothing_half_written()
    {
        var cache = Open().GetCache("ns");
        await cache.SetAsync("k", "before");
        Disk.Before = (call, path) =>
        {
            if (call != "create") return;
            File.WriteAllText(path, "half of");
            throw new IOException("No space left on device");
        };
        await RendersOnce(cache);
        await cache.SetAsync("k", "after");
        // What was set in vain still took the place of what was there.
        Assert.Null((await cache.TryGetAsync<string>("k")).Value);
        Assert.Equal(2, Log.Count(2));
        Assert.Empty(Folder.Files(".tmp"));
    }

    [Fact]
    public async Task A_read_only_folder_answers_with_what_it_has_and_all_else_is_a_miss_and_a_log_line()
    {
        var cache = Open().GetCache("ns");
        await cache.SetAsync("k", "value");
        Time.Advance(TimeSpan.FromDays(2));
        Disk.Before = (call, _) =>
        {
            if (call is not "read" and not "enumerate") throw new UnauthorizedAccessException("read-only");
        };
        Assert.Equal("value", (await cache.TryGetAsync<string>("k")).Value);
        await RendersOnce(cache);
        Assert.True(Log.Count(1) + Log.Count(2) > 0);
    }

    // The test above says what the file system answers; this one asks a real one, where it can (nothing is read-only to root).
    [Fact]
    public async Task A_folder_made_read_only_is_a_miss_and_a_log_line()
    {
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess) return;
        File.SetUnixFileMode(Folder.Path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        await RendersOnce(Open().GetCache("ns"));
        Assert.True(Log.Count(1) + Log.Count(2) > 0);
        File.SetUnixFileMode(Folder.Path, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
    }

    // As Windows does it.
    [Theory]
    [InlineData("replace")]
    [InlineData("delete")]
    public async Task A_file_that_is_open_elsewhere_and_cannot_be_replaced_or_deleted_steps_aside(string refused)
    {
        var cache = Open().GetCache("ns");
        await cache.SetAsync("k", "one", 10);
        Disk.Before = (call, path) =>
        {
            if (call == refused && path.EndsWith(".entry", StringComparison.Ordinal) && File.Exists(path))
                throw new UnauthorizedAccessException("open");
        };
        if (refused == "replace")
        {
            await cache.SetAsync("k", "two");
            Assert.Equal("two", (await cache.TryGetAsync<string>("k")).Value);
        }
        else
        {
            Sweep();
            Assert.Empty(Folder.Files(".entry"));
        }

        Assert.Empty(Folder.Files(".tmp"));
        Assert.DoesNotContain(Log.Lines, line => line.Id != 9);
    }

    [Fact]
    public async Task A_file_that_will_not_step_aside_is_a_log_line_and_the_old_value_is_not_served()
    {
        var cache = Open().GetCache("ns");
        await cache.SetAsync("k", "one");
        await cache.SetAsync("other", "kept");
        Disk.Before = (call, _) =>
        {
            if (call == "replace") throw new UnauthorizedAccessException("open");
        };
        await cache.SetAsync("k", "two");
        Assert.Equal((null, "kept", 1),
            ((await cache.TryGetAsync<string>("k")).Value, (await cache.TryGetAsync<string>("other")).Value, Log.Count(2)));
        await Assert.ThrowsAsync<CacheInvalidationException>(async () => await cache.RemoveAsync("k"));
    }

    [Fact]
    public async Task A_file_removed_while_it_is_looked_for_is_a_miss()
    {
        var cache = Open().GetCache("ns");
        await cache.SetAsync("k", "one");
        var folder = Path.Combine(Folder.Path, "v1");
        Directory.Delete(folder, recursive: true);
        Assert.False((await cache.TryGetAsync<string>("k")).Found);
        await cache.SetAsync("k", "two");
        Assert.Equal("two", (await cache.TryGetAsync<string>("k")).Value);
        Assert.Empty(Log.Lines);
    }

    private static async Task RendersOnce(Cache cache)
    {
        var runs = 0;
        Assert.Equal("made", await cache.GetOrCreateAsync("fresh", _ => new ValueTask<string>(runs++ == 0 ? "made" : "twice")));
        Assert.Equal(1, runs);
    }
}
