using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Caching.Stores;

/// <summary>
/// Keeps the keys short that a store sends to its server: a longer one is hashed. It is for the store to apply it, to keys and to names of
/// epochs, where they go on the wire and nowhere else: what its callers see are whole keys. The stored bytes hold the whole key too, so two
/// keys of one hash would be misses and never each other's value.
/// </summary>
public sealed class KeyLimit
{
    /// <summary>The least limit, which is the length of a hash: 192 bits, so that no two keys ever meet, in characters that every server takes.</summary>
    public const int Least = 32;
    private const int HashBytes = 24;

    /// <summary>A limit of that many bytes of UTF-8.</summary>
    public KeyLimit(int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytes, Least);
        Bytes = bytes;
    }

    /// <summary>The longest key that stays as it is, in bytes of UTF-8.</summary>
    public int Bytes { get; }

    /// <summary>The key itself, or its hash if it is longer.</summary>
    public string Apply(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key.Length <= Bytes && Encoding.UTF8.GetByteCount(key) <= Bytes) return key;
        // The characters and not their UTF-8, in which all unpaired surrogates are one.
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(key.AsSpan()), hash);
        return Base64Url.EncodeToString(hash[..HashBytes]);
    }
}
