using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Caching;

namespace Rendering.Fragments;

/// <summary>
/// Renditions as bytes: every text and list with its length before it, numbers of 64 bits with the low byte first. The stores' own
/// checksum has been checked before anything is read.
/// </summary>
internal sealed class RenditionSerializer : ICacheSerializer<Rendition>
{
    public string Form => "rendition 1";

    public void Write(Rendition value, IBufferWriter<byte> output)
    {
        Number(output, value.FreshUntil.UtcTicks);
        Number(output, value.StaleUntil.UtcTicks);
        Bytes(output, value.Utf8.Span);
        Text(output, value.ETag);
        Number(output, value.Tags.Count);
        foreach (var tag in value.Tags) Text(output, tag);
        Number(output, value.Dependencies.Count);
        foreach (var (template, digest) in value.Dependencies)
        {
            Text(output, template);
            Number(output, unchecked((long)digest));
        }
        Number(output, value.Captures.Count);
        foreach (var (kind, name, utf8) in value.Captures)
        {
            Text(output, kind);
            Text(output, name);
            Bytes(output, utf8.Span);
        }
    }

    public Rendition Read(ReadOnlySpan<byte> bytes)
    {
        var freshUntil = Time(ref bytes);
        var staleUntil = Time(ref bytes);
        var utf8 = Bytes(ref bytes);
        var etag = Text(ref bytes);
        var tags = new string[Count(ref bytes)];
        for (var i = 0; i < tags.Length; i++) tags[i] = Text(ref bytes);
        var dependencies = new TemplateDependency[Count(ref bytes)];
        for (var i = 0; i < dependencies.Length; i++) dependencies[i] = new(Text(ref bytes), unchecked((ulong)Number(ref bytes)));
        var captures = new Capture[Count(ref bytes)];
        for (var i = 0; i < captures.Length; i++) captures[i] = new(Text(ref bytes), Text(ref bytes), Bytes(ref bytes));
        if (!bytes.IsEmpty) throw new FormatException("There are bytes behind the rendition.");
        return new Rendition(utf8, etag, tags, dependencies, captures, freshUntil, staleUntil);
    }

    private static void Number(IBufferWriter<byte> output, long number)
    {
        BinaryPrimitives.WriteInt64LittleEndian(output.GetSpan(sizeof(long)), number);
        output.Advance(sizeof(long));
    }

    private static void Text(IBufferWriter<byte> output, string text)
    {
        Number(output, Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, output);
    }

    private static void Bytes(IBufferWriter<byte> output, ReadOnlySpan<byte> bytes)
    {
        Number(output, bytes.Length);
        output.Write(bytes);
    }

    private static long Number(ref ReadOnlySpan<byte> bytes)
    {
        var number = BinaryPrimitives.ReadInt64LittleEndian(bytes);
        bytes = bytes[sizeof(long)..];
        return number;
    }

    // A count cannot be larger than the bytes that are left, so that a wrong one does not ask for memory.
    private static int Count(ref ReadOnlySpan<byte> bytes)
    {
        var count = Number(ref bytes);
        return count >= 0 && count <= bytes.Length ? (int)count : throw new FormatException("A length is larger than what is there.");
    }

    private static DateTimeOffset Time(ref ReadOnlySpan<byte> bytes) => new(Number(ref bytes), TimeSpan.Zero);

    private static string Text(ref ReadOnlySpan<byte> bytes)
    {
        var length = Count(ref bytes);
        var text = Encoding.UTF8.GetString(bytes[..length]);
        bytes = bytes[length..];
        return text;
    }

    private static byte[] Bytes(ref ReadOnlySpan<byte> bytes)
    {
        var length = Count(ref bytes);
        var copy = bytes[..length].ToArray();
        bytes = bytes[length..];
        return copy;
    }
}
