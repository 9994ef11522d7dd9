using System.Buffers.Binary;
using Caching.Entries;

namespace Caching.Stores.Files;

/// <summary>
/// A file of a few numbers, little-endian: magic (4 bytes, the last is the version), CRC-32C of what follows (4), numbers (8 each).
/// It is written in place, within one sector of any disk, under the lock of its shard. Who reads without that lock may see
/// half of it, and the checksum says so.
/// </summary>
internal static class SmallRecord
{
    private const int ChecksumAt = 4;
    private const int NumbersFrom = 8;

    /// <summary>Puts the record in place of what is there. What is no such file (a link, something longer) makes room; the link goes, not what it leads to.</summary>
    public static void Put(Disk disk, string path, byte[] record, DateTimeOffset written, bool flush)
    {
        // Longer, it would stay so when its beginning is written over, and never be read.
        if (disk.IsLink(path) || (disk.Read(path, limit: 0) is { } there && there.Length > record.Length)) disk.Delete(path);
        disk.Overwrite(path, record, written, flush);
    }

    public static byte[] Write(ReadOnlySpan<byte> magic, ReadOnlySpan<ulong> numbers)
    {
        var bytes = new byte[NumbersFrom + numbers.Length * sizeof(ulong)];
        magic.CopyTo(bytes);
        for (var i = 0; i < numbers.Length; i++)
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(NumbersFrom + i * sizeof(ulong)), numbers[i]);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(ChecksumAt), Crc32C.Of(bytes.AsSpan(NumbersFrom)));
        return bytes;
    }

    public static bool TryRead(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> magic, Span<ulong> numbers)
    {
        if (bytes.Length != NumbersFrom + numbers.Length * sizeof(ulong) || !bytes.StartsWith(magic)) return false;
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[ChecksumAt..]) != Crc32C.Of(bytes[NumbersFrom..])) return false;
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = BinaryPrimitives.ReadUInt64LittleEndian(bytes[(NumbersFrom + i * sizeof(ulong))..]);
        return true;
    }
}
