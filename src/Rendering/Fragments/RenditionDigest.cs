using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using Rendering.Output;

namespace Rendering.Fragments;

/// <summary>Digests of what was rendered, as opaque parts of strong ETags: 22 characters of base64url, 128 bits of a SHA-256.</summary>
internal static class RenditionDigest
{
    private const int Bytes = 16;

    /// <summary>Of the bytes, and of all that the content of the holes depends on beside the request.</summary>
    public static string Of(Segments content)
    {
        if (!content.HasHoles) return Of(content.Utf8.Span);
        var whole = new ArrayBufferWriter<byte>();
        SegmentsForm.Write(whole, content);
        return Of(whole.WrittenSpan);
    }

    public static string Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return Base64Url.EncodeToString(hash[..Bytes]);
    }
}
