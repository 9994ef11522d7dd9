using System.Buffers;

namespace Caching.Entries;

/// <summary>The serializers of what is bytes already.</summary>
internal static class RawSerializers
{
    /// <summary>Bytes; the first tells null from empty.</summary>
    public sealed class OfArray : ICacheSerializer<byte[]>
    {
        public string Form => "raw";

        public void Write(byte[] value, IBufferWriter<byte> output)
        {
            output.Write([value is null ? (byte)0 : (byte)1]);
            output.Write(value);
        }

        public byte[] Read(ReadOnlySpan<byte> bytes) => bytes[0] == 0 ? null! : bytes[1..].ToArray();
    }

    /// <summary>Bytes and nothing else: a memory is never null.</summary>
    public sealed class OfReadOnlyMemory : ICacheSerializer<ReadOnlyMemory<byte>>
    {
        public string Form => "raw ReadOnlyMemory";

        public void Write(ReadOnlyMemory<byte> value, IBufferWriter<byte> output) => output.Write(value.Span);

        public ReadOnlyMemory<byte> Read(ReadOnlySpan<byte> bytes) => bytes.ToArray();
    }

    /// <summary>The same.</summary>
    public sealed class OfMemory : ICacheSerializer<Memory<byte>>
    {
        public string Form => "raw Memory";

        public void Write(Memory<byte> value, IBufferWriter<byte> output) => output.Write(value.Span);

        public Memory<byte> Read(ReadOnlySpan<byte> bytes) => bytes.ToArray();
    }
}
