using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Caching.Entries;

/// <summary>What shows that stored bytes are as they were written: a checksum finds damage, a signature also intent.</summary>
internal abstract class EntrySeal
{
    /// <summary>Finds bytes that were damaged by accident.</summary>
    public static readonly EntrySeal Checksum = new ChecksumSeal();

    /// <summary>The last byte of the magic: the format's version and the kind of the seal.</summary>
    public abstract byte Kind { get; }

    public abstract int Length { get; }

    public abstract void Write(ReadOnlySpan<byte> body, Span<byte> seal);

    public abstract bool Holds(ReadOnlySpan<byte> body, ReadOnlySpan<byte> seal);

    /// <summary>Of whatever secret: what is skipped by who does not know it.</summary>
    public static readonly EntrySeal AnySignature = new SignatureSeal("");

    public static EntrySeal Of(string? secret) => secret is null ? Checksum : new SignatureSeal(secret);

    private sealed class ChecksumSeal : EntrySeal
    {
        public override byte Kind => 2;

        public override int Length => sizeof(uint);

        public override void Write(ReadOnlySpan<byte> body, Span<byte> seal) =>
            BinaryPrimitives.WriteUInt32LittleEndian(seal, Crc32C.Of(body));

        public override bool Holds(ReadOnlySpan<byte> body, ReadOnlySpan<byte> seal) =>
            BinaryPrimitives.ReadUInt32LittleEndian(seal) == Crc32C.Of(body);
    }

    // HMAC-SHA256 cut to its first half, as RFC 2104 section 5 allows.
    private sealed class SignatureSeal(string secret) : EntrySeal
    {
        private readonly byte[] _key = Encoding.UTF8.GetBytes(secret);

        public override byte Kind => 3;

        public override int Length => HMACSHA256.HashSizeInBytes / 2;

        public override void Write(ReadOnlySpan<byte> body, Span<byte> seal)
        {
            Span<byte> whole = stackalloc byte[HMACSHA256.HashSizeInBytes];
            HMACSHA256.HashData(_key, body, whole);
            whole[..Length].CopyTo(seal);
        }

        public override bool Holds(ReadOnlySpan<byte> body, ReadOnlySpan<byte> seal)
        {
            Span<byte> wanted = stackalloc byte[Length];
            Write(body, wanted);
            return CryptographicOperations.FixedTimeEquals(wanted, seal);
        }
    }
}
