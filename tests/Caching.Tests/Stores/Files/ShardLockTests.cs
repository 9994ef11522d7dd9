using Caching.Stores.Files;

namespace Caching.Tests.Stores.Files;

public sealed class ShardLockTests : FileStoreFixture
{
    [Fact]
    public void A_holder_that_does_not_go_on_is_waited_for_once_and_not_by_each_caller_in_turn()
    {
        var folder = new StoreFolder(Folder.Path);
        var locks = new ShardLocks(Disk, folder, mostSpins: 100);
        Directory.CreateDirectory(Path.GetDirectoryName(folder.Lock(0))!);
        using (Disk.TryLock(folder.Lock(0), create: true))
        {
            Assert.Equal(100, Tries());
            for (var i = 0; i < 5; i++) Assert.InRange(Tries(), 1, 25);
        }

        // It goes on; and whoever holds it next is waited for again.
        locks.Enter(0).Dispose();
        using (Disk.TryLock(folder.Lock(0), create: true)) Assert.Equal(100, Tries());
        locks.Enter(0).Dispose();

        int Tries()
        {
            Disk.Calls.Clear();
            Assert.Throws<IOException>(() => locks.Enter(0));
            return Disk.Calls.Count(call => call == "lock");
        }
    }
}
