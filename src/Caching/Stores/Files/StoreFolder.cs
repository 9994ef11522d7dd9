using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Caching.Stores.Files;

/// <summary>
/// Where things lie, all below <c>v1</c>, so that another version of the layout has its own folder and neither sweeps the other's:
/// <code>
/// entries/ab/ab….entry    one entry: StoredBytes
/// epochs/ab/ab….epoch     the epoch of one namespace or tag
/// leases/ab/ab….lease     who makes the entry of a key
/// nodes/….node            locked by a process for as long as it lives
/// locks/ab.lock           locked for the length of one change; never deleted
/// temp/….tmp              being written, or on its way out
/// epochs.changes          a word a shard of epochs: EpochChanges
/// sweep.lock              locked by the process that sweeps
/// room.lock               locked by one that makes room, while it does
/// </code>
/// A name is 40 hexadecimal digits of the SHA-256 of the key: no case, no length and no character of a key reaches the file
/// system, so none leads out of the folder.
/// </summary>
internal sealed class StoreFolder(string folder)
{
    public const int Shards = 256;
    private const int NameBytes = 20;
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    private readonly RecentPlaces _recent = new();

    /// <summary>The folder of this version of the layout.</summary>
    public string Root { get; } = Path.Combine(folder, "v1");

    public string Temp => Path.Combine(Root, "temp");

    public string Nodes => Path.Combine(Root, "nodes");

    public string Changes => Path.Combine(Root, "epochs.changes");

    public string SweepLock => Path.Combine(Root, "sweep.lock");

    public string RoomLock => Path.Combine(Root, "room.lock");

    public FilePlace Entry(string key) => _recent.Get(key, this, static (folder, key) => folder.Place(Kind.Entry, key));

    public FilePlace Epoch(string name) => Place(Kind.Epoch, name);

    public FilePlace Lease(string key) => Place(Kind.Lease, key);

    public string Lock(int shard) => Path.Combine(Root, "locks", Shard(shard) + ".lock");

    public string Node(ulong id) => Path.Combine(Nodes, id.ToString("x16", null) + ".node");

    public string NewTemp() => Path.Combine(Temp, IEpochStore.Draw().ToString("x16", null) + ".tmp");

    public string Shard(Kind kind, int shard) => Path.Combine(Root, Folder(kind), Shard(shard));

    /// <summary>Whether a file of that name in that shard can be the store's own. What is not is never deleted.</summary>
    public static bool IsOwn(Kind kind, int shard, string path)
    {
        var name = Path.GetFileName(path.AsSpan());
        var digits = Path.GetFileNameWithoutExtension(name);
        return digits.Length == NameBytes * 2 && !digits.ContainsAnyExcept(Digits) && name[digits.Length..].SequenceEqual(Extension(kind))
            && digits.StartsWith(Shard(shard), StringComparison.Ordinal);
    }

    /// <summary>The same for a file in one of the folders without shards.</summary>
    public static bool IsOwn(string extension, string path)
    {
        var name = Path.GetFileName(path.AsSpan());
        var digits = Path.GetFileNameWithoutExtension(name);
        return digits.Length == 16 && !digits.ContainsAnyExcept(Digits) && name[16..].SequenceEqual(extension);
    }

    /// <summary>Makes the folder of a file that is to be written, and sees to it that no link leads out of the store.</summary>
    public void Ensure(Disk disk, string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        if (folder.Length > Root.Length) Ensure(disk, folder);
        disk.Ensure(folder);
    }

    /// <summary>Whether a folder on the way to the path is a link, and so, what lies there is not the store's.</summary>
    public bool HasLink(Disk disk, string path)
    {
        for (var folder = Path.GetDirectoryName(path)!; folder.Length >= Root.Length; folder = Path.GetDirectoryName(folder)!)
            if (disk.IsLink(folder)) return true;
        return false;
    }

    private static string Folder(Kind kind) => kind switch { Kind.Entry => "entries", Kind.Epoch => "epochs", _ => "leases" };

    private static string Extension(Kind kind) => kind switch { Kind.Entry => ".entry", Kind.Epoch => ".epoch", _ => ".lease" };

    private static string Shard(int shard) => shard.ToString("x2", null);

    private FilePlace Place(Kind kind, string key)
    {
        Span<byte> units = key.Length <= 256 ? stackalloc byte[key.Length * sizeof(char)] : new byte[key.Length * sizeof(char)];
        for (var i = 0; i < key.Length; i++) BinaryPrimitives.WriteUInt16LittleEndian(units[(i * sizeof(char))..], key[i]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(units, hash);
        var name = Convert.ToHexStringLower(hash[..NameBytes]);
        return new(Path.Combine(Root, Folder(kind), name[..2], name + Extension(kind)), hash[0]);
    }
}

/// <summary>The kinds of files that lie in shards.</summary>
internal enum Kind
{
    Entry, Epoch, Lease,
}

/// <summary>The place of one file.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Shard">Its shard, and so the lock that guards it.</param>
internal readonly record struct FilePlace(string Path, int Shard);
