namespace Caching.Stores.Files;

/// <summary>The entries, a file each. All changes of one key exclude each other; readers never wait.</summary>
internal sealed class EntryFiles(Disk disk, StoreFolder folder, ShardLocks locks, TimeProvider time, FileStoreOptions options)
{
    // The order in which entries make room is exact to this: a hit writes at most so often.
    internal static readonly TimeSpan MarkEvery = TimeSpan.FromHours(1);
    private const int LargestPart = 4;
    private const int Attempts = 3;

    // What a removed entry begins with, should it be met once more: after a power failure, or by who had it open.
    private static ReadOnlySpan<byte> Gone => "gone"u8;

    private readonly long _largest = Math.Min(options.LimitBytes / LargestPart, Array.MaxLength);
    private long _written;

    /// <summary>How much room what this process has stored takes, in place of others or not.</summary>
    public long Written => Interlocked.Read(ref _written);

    public byte[]? Read(string key)
    {
        var path = folder.Entry(key).Path;
        if (disk.Read(path, _largest) is not { } file) return null;
        if (IsGone(file)) return null;
        if ((time.GetUtcNow() - file.Written).Duration() >= MarkEvery && !folder.HasLink(disk, path)) Mark(path);
        return file.Bytes;
    }

    /// <summary>For the sweeper, which is no use of the entry.</summary>
    public DiskFile? Look(string path) => disk.Read(path, _largest);

    /// <summary>Under the key's lock: whether its entry is exactly these bytes, or there is none where they are null.</summary>
    public bool Holds(string key, ReadOnlyMemory<byte>? bytes) =>
        disk.Read(folder.Entry(key).Path, _largest) is { } there && !IsGone(there)
            ? bytes is { } expected && there.Bytes.AsSpan().SequenceEqual(expected.Span)
            : bytes is null;

    /// <summary>Its length and time, without its content.</summary>
    public DiskFile? Measure(string path) => disk.Read(path, limit: 0);

    /// <summary>
    /// Stores the bytes if <paramref name="may"/>, asked under the key's lock, says so. False if they are too large: then the
    /// key has no entry.
    /// </summary>
    public LeasePublication Write<TState>(string key, ReadOnlyMemory<byte> bytes, TState state, Func<TState, bool> may)
    {
        if (bytes.Length > _largest) return Remove(key, state, may) ? LeasePublication.Refused : LeasePublication.Superseded;
        var place = folder.Entry(key);
        // Written before the lock is taken: the flush takes longer than all else.
        var temp = CreateTemp(bytes.Span);
        var stored = false;
        try
        {
            folder.Ensure(disk, place.Path);
            using var held = locks.Enter(place.Shard);
            if (may(state))
            {
                Replace(temp, place.Path);
                Interlocked.Add(ref _written, DiskFile.Taken(bytes.Length));
                stored = true;
            }
        }
        finally
        {
            if (!stored) Try(() => disk.Delete(temp));
        }

        return stored ? LeasePublication.Stored : LeasePublication.Superseded;
    }

    /// <summary>Removes the entry if <paramref name="may"/>, asked under the key's lock, says so.</summary>
    public bool Remove<TState>(string key, TState state, Func<TState, bool> may)
    {
        var place = folder.Entry(key);
        var aside = folder.NewTemp();
        folder.Ensure(disk, place.Path);
        folder.Ensure(disk, aside);
        using (locks.Enter(place.Shard))
        {
            if (!may(state)) return false;
            if (!disk.Exists(place.Path)) return true;
            disk.Replace(place.Path, aside);
        }

        // A name that is gone may be back after a power failure; the bytes, overwritten and flushed, are not.
        if (!disk.IsLink(aside)) disk.Overwrite(aside, Gone, time.GetUtcNow(), flush: true);
        Try(() => disk.Delete(aside));
        return true;
    }

    /// <summary>
    /// Drops an entry that is of no use, unless it was replaced since it was looked at. Without the flush of a removal: should it come
    /// back it is of no use still.
    /// </summary>
    public void Reclaim(string path, int shard, DateTimeOffset? written)
    {
        using var held = locks.Enter(shard);
        if (Measure(path) is { } file && file.Written != written) return;
        Delete(path);
    }

    private string CreateTemp(ReadOnlySpan<byte> bytes)
    {
        var temp = folder.NewTemp();
        folder.Ensure(disk, temp);
        try
        {
            disk.Create(temp, bytes, time.GetUtcNow(), options.FlushEntries);
            return temp;
        }
        catch
        {
            // A full disk has the more need of the room.
            Try(() => disk.Delete(temp));
            throw;
        }
    }

    private void Replace(string temp, string path) => InTheWay(path, (disk, temp, path), static call => call.disk.Replace(call.temp, call.path));

    private void Delete(string path) => InTheWay(path, (disk, path), static call => call.disk.Delete(call.path));

    // Windows does not always let a file that somebody has open be replaced or deleted, but lets it be renamed, since all readers
    // allow that. So it steps aside, to where the sweeper finds it should it not go even then. A reader in between has a miss.
    private void InTheWay<TState>(string path, TState state, Action<TState> change)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                change(state);
                return;
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException && attempt < Attempts && disk.Exists(path))
            {
                var aside = folder.NewTemp();
                folder.Ensure(disk, aside);
                disk.Replace(path, aside);
                Try(() => disk.Delete(aside));
            }
        }
    }

    private static bool IsGone(DiskFile file) => file.Bytes.AsSpan().StartsWith(Gone);

    private void Mark(string path) => Try(() => disk.Touch(path, time.GetUtcNow()));

    // Where it does not matter whether it succeeds: a read-only folder still answers, and what lies in temp is swept.
    private static void Try(Action change)
    {
        try
        {
            change();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
        }
    }
}
