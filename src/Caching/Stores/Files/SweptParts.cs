using Caching.Coordination;
using Caching.Entries;

namespace Caching.Stores.Files;

/// <summary>
/// What a sweeper looks at, one file a call: whether it is of use is decided here. Only files that bear a name of the store's own
/// making are ever deleted.
/// </summary>
internal sealed class SweptParts(
    Disk disk, StoreFolder folder, EntryFiles entries, EpochFiles epochs, LeaseFiles leases, ProcessNode node)
{
    // No writer takes so long between making a temporary file and renaming it.
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    // Longer than the marks are apart, so that an epoch in use is marked before its time is up.
    private static readonly TimeSpan EpochUnused = EpochFiles.MarkEvery * 2;

    public IEnumerable<string> Temps => Own(folder.Temp, ".tmp");

    public IEnumerable<string> Nodes => Own(folder.Nodes, ".node");

    public IEnumerable<string> Shard(Kind kind, int shard) =>
        Files(folder.Shard(kind, shard)).Where(path => StoreFolder.IsOwn(kind, shard, path));

    /// <summary>How much room what this process has stored takes.</summary>
    public long Written => entries.Written;

    /// <summary>The right to sweep, which one process at a time has; null if it is another's, or there is nothing to sweep.</summary>
    public IDisposable? TryBegin() => TryLock(folder.SweepLock);

    /// <summary>The right to make room; the same of it.</summary>
    public IDisposable? TryMakeRoom() => TryLock(folder.RoomLock);

    public void Temp(string path, DateTimeOffset now)
    {
        if (disk.Read(path, limit: 0) is { } file ? (now - file.Written).Duration() > Abandoned : disk.IsLink(path)) disk.Delete(path);
    }

    public void Node(string path) => node.Reclaim(path);

    public void Lease(string path, int shard) => leases.Reclaim(path, shard);

    public void Epoch(string path, int shard, DateTimeOffset now) => epochs.Reclaim(path, shard, now, EpochUnused);

    public DiskFile? Look(string path) => entries.Look(path);

    public DiskFile? Measure(string path) => entries.Measure(path);

    public void Drop(string path, int shard, DiskFile? file) => entries.Reclaim(path, shard, file?.Written);

    /// <summary>The key of an entry that is whole and in its place; else null.</summary>
    public string? KeyOf(string path, DiskFile file) =>
        StoredBytes.TryReadAny(file.Bytes, out var key, out _) is null && folder.Entry(key).Path == path ? key : null;

    /// <summary>Whether the entry can be served to anybody, now or later. Its epochs are noted as in use.</summary>
    public bool IsAlive(string path, DiskFile file, DateTimeOffset now)
    {
        if (StoredBytes.TryReadAny(file.Bytes, out var key, out var entry) is not null) return false;
        if (entry!.StateAt(now.UtcTicks) == EntryState.Dead || folder.Entry(key).Path != path) return false;
        if (NamespaceOf(key) is null) return false;
        var current = true;
        // Those that only age it do not matter here, but are in use as well.
        for (var i = 0; i < entry.EpochNames.Count; i++)
            if (epochs.Find(entry.EpochNames[i]) != entry.Epochs[i] && i < entry.EpochNames.Count / 2) current = false;
        return current;
    }

    // The checksum is no secret: a whole entry may be of a key that the cache never makes.
    private static string? NamespaceOf(string key)
    {
        try
        {
            return PhysicalKey.NamespaceOf(key);
        }
        catch (Exception error) when (error is ArgumentException or FormatException or OverflowException)
        {
            return null;
        }
    }

    private IDisposable? TryLock(string path)
    {
        if (!disk.HasFolder(folder.Root)) return null;
        folder.Ensure(disk, path);
        return disk.IsLink(path) ? null : disk.TryLock(path, create: true);
    }

    private IEnumerable<string> Own(string from, string extension) => Files(from).Where(path => StoreFolder.IsOwn(extension, path));

    private IEnumerable<string> Files(string from) => folder.HasLink(disk, from) ? [] : disk.Files(from);
}
