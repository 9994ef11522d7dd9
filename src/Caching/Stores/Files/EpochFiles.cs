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
        var now = time.GetTimestamp();
        if (Known(names, now) is { } known) return known;
        var epochs = new ulong[names.Count];
        for (var i = 0; i < epochs.Length; i++) epochs[i] = Look(names[i], now, draw: true)!.Value;
        return epochs;
    }

    /// <summary>The epoch, if it is there and whole; noted as in use.</summary>
    public ulong? Find(string name) => Look(name, time.GetTimestamp(), draw: false);

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

    // A hit: all are known, and one reading of the words says so of all. What is known is looked up before that. Otherwise it might have
    // been read from its file since, and would be newer than what these words hold for the next: of a tag's epoch and that of
    // any tag, the second is never the older one (EpochNames.AnyTag).
    private ulong[]? Known(IReadOnlyList<string> names, long now)
    {
        var known = new KnownEpoch[names.Count];
        for (var i = 0; i < known.Length; i++)
        {
            if (_known.Find(names[i]) is not { } one || !_changes.IsRecent(one.ReadAt, now)) return null;
            known[i] = one;
        }

        Span<ulong> words = stackalloc ulong[EpochChanges.Words];
        if (!_changes.TryRead(words, now, create: true)) return null;
        var epochs = new ulong[known.Length];
        for (var i = 0; i < known.Length; i++)
        {
            if (words[EpochChanges.WordOf(known[i].Shard)] != known[i].Word) return null;
            epochs[i] = known[i].Value;
        }

        return epochs;
    }

    // One at a time, each with words of its own: a file takes longer to read than they do.
    private ulong? Look(string name, long now, bool draw)
    {
        Span<ulong> words = stackalloc ulong[EpochChanges.Words];
        // Read before the file: what is renewed after that changes them.
        var isTold = _changes.TryRead(words, now, draw);
        if (isTold && _known.Find(name) is { } known && words[EpochChanges.WordOf(known.Shard)] == known.Word && _changes.IsRecent(known.ReadAt, now))
            return known.Value;
        var place = folder.Epoch(name);
        var found = Look(place) ?? (draw ? Draw(place) : null);
        if (isTold && found is { } value && words[EpochChanges.WordOf(place.Shard)] is not 0 and var word)
            _known.Keep(name, new(value, place.Shard, word, now));
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
