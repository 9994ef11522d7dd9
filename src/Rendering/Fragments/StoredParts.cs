using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Rendering.Fragments;

/// <summary>The parts of what is stored of a rendition: numbers of 64 bits with the low byte first, texts and bytes with their length before them.</summary>
internal static class StoredParts
{
    public static void Number(IBufferWriter<byte> output, long number)
    {
        BinaryPrimitives.WriteInt64LittleEndian(output.GetSpan(sizeof(long)), number);
        output.Advance(sizeof(long));
    }

    public static void Text(IBufferWriter<byte> output, string text)
    {
        Number(output, Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, output);
    }

    public static void Bytes(IBufferWriter<byte> output, ReadOnlySpan<byte> bytes)
    {
        Number(output, bytes.Length);
        output.Write(bytes);
    }

    public static long Number(ref ReadOnlySpan<byte> bytes)
    {
        var number = BinaryPrimitives.ReadInt64LittleEndian(bytes);
        bytes = bytes[sizeof(long)..];
        return number;
    }

    // A count cannot be larger than the bytes that are left, so that a wrong one does not ask for memory.
    public static int Count(ref ReadOnlySpan<byte> bytes)
    {
        var count = Number(ref bytes);
        return count >= 0 && count <= bytes.Length ? (int)count : throw new FormatException("A length is larger than what is there.");
    }

    public static DateTimeOffset Time(ref ReadOnlySpan<byte> bytes) => new(Number(ref bytes), TimeSpan.Zero);

    public static string Text(ref ReadOnlySpan<byte> bytes)
    {
        var length = Count(ref bytes);
        var text = Encoding.UTF8.GetString(bytes[..length]);
        bytes = bytes[length..];
        return text;
    }

    public static byte[] Bytes(ref ReadOnlySpan<byte> bytes)
    {
        var length = Count(ref bytes);
        var copy = bytes[..length].ToArray();
        bytes = bytes[length..];
        return copy;
    }
}
