namespace Caching.Stores.Files;

/// <summary>
/// The leases, a file each: who makes the entry, of which stamp, until when. All is done under the lock of the key's shard, which
/// sets of the entry take as well. The files are not flushed: no lease is worth anything after a power failure. The clock is that of the
/// processes; where they are on several machines, a lease is as much shorter or longer as those differ.
/// </summary>
internal sealed class LeaseFiles(Disk disk, StoreFolder folder, ShardLocks locks, ProcessNode node, TimeProvider time)
{
    // A holder that is late still publishes if nobody else did. After a day it has lost that chance.
    private static readonly TimeSpan KeptAfterEnd = TimeSpan.FromDays(1);
    private const int Numbers = 5;
    private const int Length = 8 + Numbers * sizeof(ulong);

    private static ReadOnlySpan<byte> Magic => [(byte)'C', (byte)'A', (byte)'L', 1];

    public CacheLease Acquire(string key, ulong stamp, TimeSpan duration)
    {
        var me = node.Id;
        var place = folder.Lease(key);
        folder.Ensure(disk, place.Path);
        using var held = locks.Enter(place.Shard);
        var now = time.GetUtcNow().UtcTicks;
        if (Find(place.Path) is { } other && other.Stamp == stamp && other.Owner != me && other.IsHeldAt(now) && node.MayLive(other.Owner))
            return new(other.Token, IsMine: false);
        var token = IEpochStore.Draw();
        var until = duration.Ticks < long.MaxValue - now ? now + duration.Ticks : long.MaxValue;
        ulong[] numbers = [token, stamp, me, (ulong)now, (ulong)until];
        SmallRecord.Put(disk, place.Path, SmallRecord.Write(Magic, numbers), time.GetUtcNow(), flush: false);
        return new(token, IsMine: true);
    }

    public void Release(string key, CacheLease lease)
    {
        if (!lease.IsMine) return;
        using var held = locks.Enter(folder.Lease(key).Shard);
        End(key, lease);
    }

    /// <summary>Under the lock of the shard: whether the record is still the one of this token; a lease of one's own ends.</summary>
    public bool End(string key, CacheLease lease)
    {
        var path = folder.Lease(key).Path;
        if (Find(path) is not { } record || record.Token != lease.Token) return false;
        if (lease.IsMine) Delete(path);
        return true;
    }

    /// <summary>Under the lock of the shard: whoever makes the entry makes it in vain.</summary>
    public void Void(string key) => Delete(folder.Lease(key).Path);

    /// <summary>Drops the record of a lease that nobody can use any more.</summary>
    public void Reclaim(string path, int shard)
    {
        using var held = locks.Enter(shard);
        if (Find(path) is not { } record || !record.IsOfUseAt(time.GetUtcNow().UtcTicks) || !node.MayLive(record.Owner)) disk.Delete(path);
    }

    private void Delete(string path)
    {
        if (disk.Exists(path) && !folder.HasLink(disk, path)) disk.Delete(path);
    }

    private Record? Find(string path)
    {
        Span<ulong> numbers = stackalloc ulong[Numbers];
        return disk.Read(path, Length) is { } file && SmallRecord.TryRead(file.Bytes, Magic, numbers)
            ? new(numbers[0], numbers[1], numbers[2], (long)numbers[3], (long)numbers[4])
            : null;
    }

    private readonly record struct Record(ulong Token, ulong Stamp, ulong Owner, long From, long Until)
    {
        public bool IsHeldAt(long now) => now < Until && HasBegunAt(now);

        public bool IsOfUseAt(long now) => now - Until < KeptAfterEnd.Ticks && HasBegunAt(now);

        // A lease that begins in the future was written by a clock that has since been put right: its end would never come.
        private bool HasBegunAt(long now) => now >= From - TimeSpan.TicksPerMinute;
    }
}
