using Caching.Coordination;

namespace Caching.Stores.Files;

/// <summary>
/// The epochs of namespaces and tags, a file each. What is read is kept in memory for as long as <see cref="EpochChanges"/> says that it is
/// the same, so an invalidation is seen by all processes when it has returned; and for a second at most, should a process have died
/// between the two steps of a renewal. A renewal overwrites the file in place and flushes it: unlike a rename it survives
/// a power failure on every file system. An epoch that is missing or damaged is replaced by a new one, which voids.
/// </summary>
/// <remarks>The time of an epoch's last write says when it was last in use; the sweeper drops those that no entry uses.</remarks>
internal sealed class EpochFiles(Disk disk, StoreFolder folder, ShardLocks locks, TimeProvider time) : IDisposable
{
    internal static readonly TimeSpan MarkEvery = TimeSpan.FromHours(12);
    private const int Length = 16;

    private readonly EpochChanges _changes = new(disk, folder, time);
    private readonly KnownEpochs _known = new();

    private static ReadOnlySpan<byte> Magic => [(byte)'C', (byte)'A', (byte)'P', 1];

    /// <summary>The epochs of these names, one after another; those that are not there are drawn.</summary>
    public ulong[] Read(IReadOnlyList<string> names)
    {
        var epochs = new ulong[names.Count];
        var now = time.GetTimestamp();
        var words = _changes.Enter(now, create: true);
        try
        {
            for (var i = 0; i < epochs.Length; i++) epochs[i] = Look(names[i], words, now, draw: true)!.Value;
            return epochs;
        }
        finally
        {
            words?.Exit();
        }
    }

    /// <summary>The epoch, if it is there and whole; noted as in use.</summary>
    public ulong? Find(string name)
    {
        var now = time.GetTimestamp();
        var words = _changes.Enter(now, create: false);
        try
        {
            return Look(name, words, now, draw: false);
        }
        finally
        {
            words?.Exit();
        }
    }

    public void Renew(string name)
    {
        var place = folder.Epoch(name);
        using var held = locks.Enter(place.Shard);
        try
        {
            Write(place.Path);
        }
        finally
        {
            // Also where it failed: it may have been written.
            _changes.Change(place.Shard);
        }
    }

    /// <summary>Drops an epoch that was not in use for the span before <paramref name="instant"/>, nor by a clock that was as far ahead.</summary>
    public void Reclaim(string path, int shard, DateTimeOffset instant, TimeSpan unused)
    {
        using (locks.Enter(shard))
            if (disk.Read(path, Length) is not { } file || (instant - file.Written).Duration() > unused) disk.Delete(path);
    }

    public void Dispose() => _changes.Dispose();

    private ulong? Look(string name, MappedWords? words, long now, bool draw)
    {
        if (words is not null && _known.Find(name) is { } known && known.Words == words
            && words[EpochChanges.WordOf(known.Shard)] == known.Word && _changes.IsRecent(known.ReadAt, now))
        {
            return known.Value;
        }

        var place = folder.Epoch(name);
        // Read before the file: what is renewed after that changes it.
        var word = words?[EpochChanges.WordOf(place.Shard)] ?? 0;
        var found = Look(place) ?? (draw ? Draw(place) : null);
        if (words is not null && found is { } value) _known.Keep(name, new(value, place.Shard, words, word, now));
        return found;
    }

    private ulong? Look(FilePlace place)
    {
        Span<ulong> value = stackalloc ulong[1];
        if (disk.Read(place.Path, Length) is not { } file || !SmallRecord.TryRead(file.Bytes, Magic, value)) return null;
        Mark(place.Path, file.Written);
        return value[0];
    }

    // Nobody needs be told: who knows the one that was lost serves what it covered for a second more, as if it had been lost then.
    private ulong Draw(FilePlace place)
    {
        using (locks.Enter(place.Shard))
            return Look(place) ?? Write(place.Path);
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
