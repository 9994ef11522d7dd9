using System.Buffers.Binary;
using Caching.Coordination;

namespace Caching.Stores.Files;

/// <summary>
/// Tells all processes of the machine that an epoch has changed, without a call to the system on their side: a file of random words, one a
/// shard of epochs, that everybody has mapped. Whoever renews an epoch writes the epoch's file first, then changes the word, then
/// returns; whoever keeps an epoch in memory has read the word first, and trusts what it keeps while the word is the same. A word
/// that is read half written is one more change.
/// </summary>
/// <remarks>
/// Where that cannot be relied on nothing is kept in memory: the folder is on a network's drive, or the file cannot be mapped, or what is
/// written to it is not seen. It is asked once a second whether the mapped file is still the one in the folder, which
/// somebody may have deleted.
/// </remarks>
internal sealed class EpochChanges(Disk disk, StoreFolder folder, TimeProvider time) : IDisposable
{
    internal static readonly TimeSpan CheckEvery = TimeSpan.FromSeconds(1);

    // The first word is no shard's. It differs from file to file, and is written anew by who maps it, to see whether it sees that.
    private const int Words = 1 + StoreFolder.Shards;

    private readonly long _checkEvery = (long)(CheckEvery.TotalSeconds * time.TimestampFrequency);
    private readonly Lock _gate = new();
    private MappedWords? _words;
    private long _checked;
    private bool _isChecked;
    private bool _disposed;

    /// <summary>The words, kept until <see cref="MappedWords.Exit"/>; null: nothing may be kept in memory.</summary>
    /// <param name="now">A timestamp.</param>
    /// <param name="create">Whether the folder is made if need be, as it is where an epoch will be written.</param>
    public MappedWords? Enter(long now, bool create)
    {
        if (!Volatile.Read(ref _isChecked) || !IsRecent(Volatile.Read(ref _checked), now)) Check(now, create);
        return Volatile.Read(ref _words) is { } words && words.TryEnter() ? words : null;
    }

    /// <summary>Whether what was read at that time may still be trusted, if no word says otherwise.</summary>
    public bool IsRecent(long then, long now) => (ulong)(now - then) < (ulong)_checkEvery;

    /// <summary>Where the shard's word lies.</summary>
    public static int WordOf(int shard) => 1 + shard;

    /// <summary>Says that an epoch of the shard, whose file has been written, is another.</summary>
    public void Change(int shard) => Put(WordOf(shard));

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            Drop();
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
                if (_words is { } words && IsThere(words)) return;
                Drop();
                _words = Map();
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
            {
                // A folder that is read-only, or a file system that maps nothing: then the epochs are read from their files.
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
        _words?.Dispose();
        _words = null;
    }

    private bool IsThere(MappedWords words)
    {
        var before = First(words);
        if (disk.Read(folder.Changes, Words * sizeof(ulong)) is not { } file || file.Bytes.Length < Words * sizeof(ulong)) return false;
        var there = BinaryPrimitives.ReadUInt64LittleEndian(file.Bytes);
        // Another process may have written it in between.
        return there == before || there == First(words);
    }

    private MappedWords? Map()
    {
        folder.Ensure(disk, folder.Changes);
        if (disk.IsRemote(folder.Root)) return null;
        DropLink();
        var words = disk.Map(folder.Changes, Words);
        var before = First(words);
        Put(0);
        if (First(words) != before) return words;
        words.Dispose();
        return null;
    }

    private void Put(int at)
    {
        DropLink();
        Span<byte> word = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(word, Epoch.Draw());
        disk.Patch(folder.Changes, at * sizeof(ulong), word);
    }

    private void DropLink()
    {
        if (disk.IsLink(folder.Changes)) disk.Delete(folder.Changes);
    }

    private static ulong First(MappedWords words)
    {
        if (!words.TryEnter()) return 0;
        var first = words[0];
        words.Exit();
        return first;
    }
}
