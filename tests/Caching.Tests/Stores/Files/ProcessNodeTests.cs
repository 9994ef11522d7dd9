using Caching.Stores.Files;
using Caching.Tests.Support;

namespace Caching.Tests.Stores.Files;

public sealed class ProcessNodeTests : FileStoreFixture
{
    [Fact]
    public void A_process_whose_sign_of_life_was_deleted_gives_another_one()
    {
        var folder = new StoreFolder(Folder.Path);
        using ProcessNode here = new(Disk, folder), there = new(Disk, folder);
        Assert.True(there.MayLive(here.Id));
        // Somebody empties the cache while it is in use.
        Directory.Delete(folder.Root, recursive: true);
        Assert.True(there.MayLive(here.Id));
        Assert.Single(Folder.Files(".node"), folder.Node(here.Id));
    }

    [Fact]
    public void A_sweeper_that_takes_a_new_process_for_a_dead_one_does_it_no_harm()
    {
        var folder = new StoreFolder(Folder.Path);
        using var sweeper = new ProcessNode(Disk, folder);
        _ = sweeper.Id;
        // Making a file and locking it are two steps; the other comes in between, and goes on when it is locked.
        var disk = new Interrupted();
        disk.Between = path =>
        {
            disk.Between = null;
            IDisposable? taken = null;
            Disk.Before = (call, _) =>
            {
                if (call == "delete") taken = disk.TryLock(path, create: true);
            };
            sweeper.Reclaim(path);
            Disk.Before = (_, _) => { };
            return taken;
        };
        using var here = new ProcessNode(disk, folder);
        _ = here.Id;
        Assert.Null(disk.Between);
        Assert.True(sweeper.MayLive(here.Id));
    }

    [Fact]
    public async Task Closing_a_folder_that_has_become_read_only_raises_no_error()
    {
        var manager = Open();
        await manager.GetCache("ns").GetOrCreateAsync("k", _ => new ValueTask<string>("value"));
        Disk.Before = (_, _) => throw new UnauthorizedAccessException("read-only");
        await manager.DisposeAsync();
        Disk.Before = (_, _) => { };
        Assert.NotEmpty(Folder.Files(".node"));
    }

    private sealed class Interrupted : Disk
    {
        public Func<string, IDisposable?>? Between { get; set; }

        public override IDisposable? TryLock(string path, bool create)
        {
            if (Between is null || !create) return base.TryLock(path, create);
            File.Create(path).Dispose();
            return Between(path);
        }
    }
}
