using Caching.Coordination;

namespace Caching.Stores.Files;

/// <summary>
/// The epochs of namespaces and tags, a file each. They are read each time, never kept in memory, so an invalidation is seen by all
/// processes when it has returned. A renewal overwrites the file in place and flushes it: unlike a rename it survives
/// a power failure on every file system. An epoch that is missing or damaged is replaced by a new one, which voids.
/// </summary>
/// <remarks>The time of an epoch's last write says when it was last in use; the sweeper drops those that no entry uses.</remarks>
internal sealed class EpochFiles(Disk disk, StoreFolder folder, ShardLocks locks, TimeProvider time)
{
    internal static readonly TimeSpan MarkEvery = TimeSpan.FromHours(12);
    private const int Length = 16;

    private static ReadOnlySpan<byte> Magic => [(byte)'C', (byte)'A', (byte)'P', 1];

    public ulong Read(string name)
    {
        if (Find(name) is { } known) return known;
        var place = folder.Epoch(name);
        using (locks.Enter(place.Shard))
            return Find(name) ?? Write(place.Path);
    }

    /// <summary>The epoch, if it is there and whole; noted as in use.</summary>
    public ulong? Find(string name)
    {
        var path = folder.Epoch(name).Path;
        Span<ulong> value = stackalloc ulong[1];
        if (disk.Read(path, Length) is not { } file || !SmallRecord.TryRead(file.Bytes, Magic, value)) return null;
        Mark(path, file.Written);
        return value[0];
    }

    public void Renew(string name)
    {
        var place = folder.Epoch(name);
        using (locks.Enter(place.Shard)) Write(place.Path);
    }

    /// <summary>Drops an epoch that was not in use for the span before <paramref name="instant"/>, nor by a clock that was as far ahead.</summary>
    public void Reclaim(string path, int shard, DateTimeOffset instant, TimeSpan unused)
    {
        using (locks.Enter(shard))
            if (disk.Read(path, Length) is not { } file || (instant - file.Written).Duration() > unused) disk.Delete(path);
    }

    private ulong Write(string path)
    {
        folder.Ensure(disk, path);
        var value = Epoch.Draw();
        SmallRecord.Put(disk, path, SmallRecord.Write(Magic, [value]), time.GetUtcNow(), flush: true);
        return value;
    }

    private void Mark(string path, DateTimeOffset marked)
    {
        if ((time.GetUtcNow() - marked).Duration() < MarkEvery || folder.HasLink(disk, path)) return;
        try
        {
            disk.Touch(path, time.GetUtcNow());
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A folder that is read-only still answers. Unmarked, the epoch may go, which voids and never revives.
        }
    }
}
