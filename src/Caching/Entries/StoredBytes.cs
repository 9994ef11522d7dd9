using System.Buffers;
using System.Buffers.Binary;
using Caching.Policies;

namespace Caching.Entries;

/// <summary>
/// The bytes of an entry, version 1, little-endian:
/// <code>
///  0  4  magic "CAE" and the format version, 1
///  4  4  CRC-32C of all that follows
///  8  8  created, UTC ticks        16  8  fresh until        24  8  stale until       (never: 2^63 - 1)
/// 32  8  sliding, ticks, 0: none   40  8  last hit           48  8  version
/// 56     key (text), form (text), count of tags (4), each tag (text), namespace's epoch (8), each tag's epoch (8),
///        length of the value (4), value. A text is its length in UTF-16 units (4) and those units (2 each).
/// </code>
/// The key is whole, so a store may hash or lose its own. UTF-16, since a key may be any text, also one that is no valid UTF-8.
/// </summary>
internal static class StoredBytes
{
    internal const int ChecksumAt = 4;
    internal const int CheckedFrom = 8;
    private const int AccessedAt = 40;
    private static ReadOnlySpan<byte> Magic => [(byte)'C', (byte)'A', (byte)'E', 1];

    public static byte[] Write<T>(string key, StoredEntry entry, T value, ICacheSerializer<T> serializer)
    {
        var output = new ArrayBufferWriter<byte>(512);
        var writer = new StoredWriter(output);
        output.Write(Magic);
        writer.Int32(0);
        writer.Int64(entry.Lifetime.Created);
        writer.Int64(entry.Lifetime.FreshUntil);
        writer.Int64(entry.Lifetime.StaleUntil);
        writer.Int64(entry.Lifetime.Sliding);
        writer.Int64(entry.Accessed);
        writer.Int64((long)entry.Version);
        writer.Text(key);
        writer.Text(entry.Form);
        writer.Int32(entry.TagArray.Length);
        foreach (var tag in entry.TagArray) writer.Text(tag);
        foreach (var epoch in entry.Epochs) writer.Int64((long)epoch);
        var lengthAt = output.WrittenCount;
        writer.Int32(0);
        serializer.Write(value, output);
        var bytes = output.WrittenSpan.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(lengthAt), bytes.Length - lengthAt - sizeof(int));
        return Sealed(bytes);
    }

    /// <summary>The same bytes with another time of the last hit.</summary>
    public static byte[] Touched(ReadOnlySpan<byte> bytes, long accessed)
    {
        var copy = bytes.ToArray();
        BinaryPrimitives.WriteInt64LittleEndian(copy.AsSpan(AccessedAt), accessed);
        return Sealed(copy);
    }

    /// <summary>The header and where the value lies, or the reason why there is neither. Raises no error, whatever the bytes.</summary>
    public static string? TryRead(ReadOnlySpan<byte> bytes, string key, out StoredEntry? entry, out Range value) =>
        TryRead(bytes, ref key!, out entry, out value);

    /// <summary>The same whatever the key, for who finds the bytes without having asked for them.</summary>
    public static string? TryReadAny(ReadOnlySpan<byte> bytes, out string key, out StoredEntry? entry)
    {
        string? found = null;
        var reason = TryRead(bytes, ref found, out entry, out _);
        key = found ?? "";
        return reason;
    }

    private static string? TryRead(ReadOnlySpan<byte> bytes, ref string? key, out StoredEntry? entry, out Range value)
    {
        entry = null;
        value = default;
        if (bytes.Length < CheckedFrom || !bytes.StartsWith(Magic)) return "foreign, or of another format version";
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[ChecksumAt..]) != Crc32C.Of(bytes[CheckedFrom..])) return "corrupt or truncated";
        var reader = new StoredReader(bytes[CheckedFrom..]);
        var lifetime = new Lifetime(reader.Int64(), reader.Int64(), reader.Int64(), reader.Int64());
        var accessed = reader.Int64();
        var version = (ulong)reader.Int64();
        if (key is null) key = reader.Text();
        else if (!reader.TextEquals(key)) return "of another key";
        var form = reader.Text();
        var tags = new string[reader.Count(atLeast: sizeof(int) + sizeof(long))];
        for (var i = 0; i < tags.Length; i++) tags[i] = reader.Text();
        var epochs = new ulong[reader.Failed ? 0 : tags.Length + 1];
        for (var i = 0; i < epochs.Length; i++) epochs[i] = (ulong)reader.Int64();
        var length = reader.Count(atLeast: 1);
        if (reader.Failed || length != reader.Left || !lifetime.IsPossible(accessed)) return "malformed";
        entry = new(lifetime, accessed, version, tags, epochs, form);
        value = ^length..;
        return null;
    }

    internal static byte[] Sealed(byte[] bytes)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(ChecksumAt), Crc32C.Of(bytes.AsSpan(CheckedFrom)));
        return bytes;
    }
}
