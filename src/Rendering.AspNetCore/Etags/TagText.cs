using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;

namespace Rendering.AspNetCore;

/// <summary>The opaque text of a tag for any value.</summary>
internal static class TagText
{
    private const int LongestAsIs = 64;

    // 128 bits: two versions of one page collide by chance once in 2^64 versions, and an attacker gains nothing by a pair.
    private const int DigestBytes = 16;

    /// <summary>The value itself where it fits into a tag, else its digest: 22 characters of base64url.</summary>
    public static string Of(object value)
    {
        var text = AsIs(value);
        return text is { Length: <= LongestAsIs } && EntityTag.IsWritable(text) ? text : OfBytes(Canonical.Bytes(value).Span);
    }

    /// <summary>The digest of bytes.</summary>
    public static string OfBytes(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return Base64Url.EncodeToString(hash[..DigestBytes]);
    }

    private static string? AsIs(object value) => value switch
    {
        string text => text,
        Enum => null,
        byte or sbyte or short or ushort or int or uint or long or ulong or nint or nuint or Int128 or UInt128 or BigInteger
            or float or double or decimal or Half => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        _ => null,
    };
}
