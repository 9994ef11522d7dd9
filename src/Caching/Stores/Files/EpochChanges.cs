using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Caching.Stores.Files;

/// <summary>
/// Tells all processes of the machine that an epoch has changed: a file of random words, one a shard of epochs, that everybody has open
/// and reads at each hit, in one call of the system. Whoever renews an epoch writes the epoch's file first, then changes the word, then
/// returns; whoever keeps an epoch in memory has read the word first, and trusts what it keeps while the word is the same. A word
/// that is read half written is one more change, and so is any other random word that somebody puts there.
/// </summary>
/// <remarks>
/// <para>It is read and not mapped into memory: who reads a mapped file that somebody has cut short is killed. A zero says nothing: it is what
/// a file holds that was cut short and written to beyond that, so it might come back.</para>
/// <para>Where the words cannot be relied on nothing is kept in memory: the folder is on a network's drive (whose client may answer from
/// what it remembers), the file is cut short or cannot be read, or what is written to it is not seen. It is asked once a second whether
/// the open file is still the one in the folder, which somebody may have deleted.</para>
/// </remarks>
internal sealed class EpochChanges(Disk disk, StoreFolder folder, TimeProvider time) : IDisposable
{
    internal static readonly TimeSpan CheckEvery = TimeSpan.FromSeconds(1);

    /// <summary>How many words there are. The first is no shard's: it is written anew by who opens the file, to see whether it sees that.</summary>
    public const int Words = 1 + StoreFolder.Shards;

    private readonly long _checkEvery = (long)(CheckEvery.TotalSeconds * time.TimestampFrequency);
    private readonly Lock _gate = new();
    private SafeFileHandle? _file;
    private long _checked;
    private bool _isChecked;
    private bool _disposed;

    /// <summary>Reads all <see cref="Words"/> as they are now; false: nothing may be kept in memory.</summary>
    /// <param name="words">Room for them.</param>
    /// <param name="now">A timestamp.</param>
    /// <param name="create">Whether the folder is made if need be, as it is where an epoch will be written.</param>
    public bool TryRead(Span<ulong> words, long now, bool create)
    {
        if (!Volatile.Read(ref _isChecked) || !IsRecent(Volatile.Read(ref _checked), now)) Check(now, create);
        return Volatile.Read(ref _file) is { } file && TryRead(file, words);
    }

    /// <summary>Whether what was read at that time may still be trusted, if no word says otherwise.</summary>
    public bool IsRecent(long then, long now) => (ulong)(now - then) < (ulong)_checkEvery;

    /// <summary>Where the shard's word lies.</summary>
    public static int WordOf(int shard) => 1 + shard;

    /// <summary>Says that an epoch of the shard, whose file has been written, is another.</summary>
    public void Change(int shard) => Put(WordOf(shard), 1);

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            Drop();
        }
    }

    private bool TryRead(SafeFileHandle file, Span<ulong> words)
    {
        var bytes = MemoryMarshal.AsBytes(words);
        try
        {
            return disk.ReadAt(file, bytes) == bytes.Length;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            // The last: another thread has just found that the file is not in the folder any more.
            return false;
        }
    }

    private void Check(long now, bool create)
    {
        lock (_gate)
        {
            if (_disposed || (_isChecked && IsRecent(_checked, now))) return;
            // Asked again at once: without a folder there is nothing to read either.
            if (!create && !disk.HasFolder(folder.Root)) return;
            try
            {
                if (_file is { } file && IsThere(file)) return;
                Drop();
                _file = Open();
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
            {
                // A folder that is read-only, for instance: then the epochs are read from their files.
                Drop();
            }
            finally
            {
                Volatile.Write(ref _checked, now);
                Volatile.Write(ref _isChecked, true);
            }
        }
    }

    private void Drop()
    {
        _file?.Dispose();
        _file = null;
    }

    // And whole: what is not is filled by opening it again.
    private bool IsThere(SafeFileHandle file)
    {
        Span<ulong> before = stackalloc ulong[Words], after = stackalloc ulong[Words];
        if (!TryRead(file, before) || before.Contains(0ul)) return false;
        if (disk.Read(folder.Changes, Words * sizeof(ulong)) is not { Bytes: { Length: Words * sizeof(ulong) } bytes }) return false;
        var there = MemoryMarshal.Read<ulong>(bytes);
        // Another process may have written it in between.
        return there == before[0] || (TryRead(file, after) && there == after[0]);
    }

    private SafeFileHandle? Open()
    {
        folder.Ensure(disk, folder.Changes);
        if (disk.IsRemote(folder.Root)) return null;
        DropLink();
        var file = disk.Open(folder.Changes);
        var works = false;
        try
        {
            Span<ulong> before = stackalloc ulong[Words], after = stackalloc ulong[Words];
            Put(0, TryRead(file, before) && !before.Contains(0ul) ? 1 : Words);
            works = TryRead(file, after) && after[0] != before[0];
            return works ? file : null;
        }
        finally
        {
            if (!works) file.Dispose();
        }
    }

    private void Put(int at, int count)
    {
        DropLink();
        Span<byte> words = stackalloc byte[count * sizeof(ulong)];
        RandomNumberGenerator.Fill(words);
        disk.Patch(folder.Changes, at * sizeof(ulong), words);
    }

    private void DropLink()
    {
        if (disk.IsLink(folder.Changes)) disk.Delete(folder.Changes);
    }
}
