using System.Buffers;
using System.Buffers.Binary;

namespace Caching.Entries;

/// <summary>Writes the primitives of <see cref="StoredBytes"/>.</summary>
internal readonly struct StoredWriter(IBufferWriter<byte> output)
{
    public void Int32(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(output.GetSpan(sizeof(int)), value);
        output.Advance(sizeof(int));
    }

    public void Int64(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(output.GetSpan(sizeof(long)), value);
        output.Advance(sizeof(long));
    }

    public void Text(string text)
    {
        Int32(text.Length);
        var span = output.GetSpan(text.Length * sizeof(char));
        for (var i = 0; i < text.Length; i++) BinaryPrimitives.WriteUInt16LittleEndian(span[(i * sizeof(char))..], text[i]);
        output.Advance(text.Length * sizeof(char));
    }
}
