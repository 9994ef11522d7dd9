using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace Caching.Entries;

/// <summary>
/// A text as UTF-8; one that has none, since it holds half of a surrogate pair, as its UTF-16 units, little-endian. The first byte says
/// which, and tells null from empty: 0 null, 1 UTF-8, 2 UTF-16.
/// </summary>
internal sealed class TextSerializer : ICacheSerializer<string>
{
    private const byte Null = 0;
    private const byte Utf8Text = 1;
    private const byte Utf16Text = 2;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public string Form => "text";

    public void Write(string value, IBufferWriter<byte> output)
    {
        if (value is null)
        {
            output.Write([Null]);
            return;
        }

        // One buffer for both forms: a UTF-16 unit is at most three bytes of UTF-8.
        var span = output.GetSpan(checked(1 + Encoding.UTF8.GetMaxByteCount(value.Length)));
        if (Utf8.FromUtf16(value, span[1..], out _, out var written, replaceInvalidSequences: false) == OperationStatus.Done)
        {
            span[0] = Utf8Text;
        }
        else
        {
            span[0] = Utf16Text;
            for (var i = 0; i < value.Length; i++) BinaryPrimitives.WriteUInt16LittleEndian(span[(1 + (i * sizeof(char)))..], value[i]);
            written = value.Length * sizeof(char);
        }

        output.Advance(1 + written);
    }

    public string Read(ReadOnlySpan<byte> bytes) => bytes[0] switch
    {
        Null when bytes.Length == 1 => null!,
        Utf8Text => Strict.GetString(bytes[1..]),
        Utf16Text when bytes.Length % sizeof(char) == 1 => Utf16(bytes[1..]),
        _ => throw new FormatException("These bytes are no text."),
    };

    private static string Utf16(ReadOnlySpan<byte> bytes) => string.Create(bytes.Length / sizeof(char), bytes, static (text, bytes) =>
    {
        for (var i = 0; i < text.Length; i++) text[i] = (char)BinaryPrimitives.ReadUInt16LittleEndian(bytes[(i * sizeof(char))..]);
    });
}
