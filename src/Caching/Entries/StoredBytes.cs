using System.Buffers;
using System.Buffers.Binary;
using Caching.Policies;

namespace Caching.Entries;

/// <summary>
/// The bytes of an entry, little-endian:
/// <code>
/// magic "CAE" and the kind of the seal (4), seal of all that follows (4 or 16); see <see cref="EntrySeal"/>
/// created, refresh from, fresh until, stale until, error until: UTC ticks (8 each), 2^63 - 1: never
/// sliding in ticks, 0: none (8), last hit (8), version (8)
/// key (text), form (text), count of tags (4), each tag (text), epochs (8 each, twice the tags and four), length of the value (4), value
/// </code>
/// A text is its length in UTF-16 units (4) and those units (2 each). The key is whole, so a store may hash or lose its own. UTF-16,
/// since a key may be any text, also one that is no valid UTF-8.
/// </summary>
internal static class StoredBytes
{
    private const int MagicLength = 4;
    private const int FixedLength = 8 * sizeof(long);
    private static ReadOnlySpan<byte> Magic => "CAE"u8;

    public static byte[] Write<T>(StoredEntry entry, T value, ICacheSerializer<T> serializer, EntrySeal seal)
    {
        var output = new ArrayBufferWriter<byte>(512);
        var writer = new StoredWriter(output);
        output.Write(Magic);
        output.Write([seal.Kind]);
        output.GetSpan(seal.Length)[..seal.Length].Clear();
        output.Advance(seal.Length);
        Span<byte> times = stackalloc byte[FixedLength];
        WriteFixed(times, entry);
        output.Write(times);
        writer.Text(entry.Key);
        writer.Text(entry.Form);
        writer.Int32(entry.TagArray.Length);
        foreach (var tag in entry.TagArray) writer.Text(tag);
        foreach (var epoch in entry.Epochs) writer.Int64((long)epoch);
        var lengthAt = output.WrittenCount;
        writer.Int32(0);
        serializer.Write(value, output);
        var bytes = output.WrittenSpan.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(lengthAt), bytes.Length - lengthAt - sizeof(int));
        return Sealed(bytes, seal);
    }

    /// <summary>The same value with the times of <paramref name="entry"/>.</summary>
    public static byte[] Retimed(ReadOnlySpan<byte> bytes, StoredEntry entry, EntrySeal seal)
    {
        var copy = bytes.ToArray();
        WriteFixed(copy.AsSpan(MagicLength + seal.Length), entry);
        return Sealed(copy, seal);
    }

    /// <summary>The header and where the value lies, or the reason why there is neither. Raises no error, whatever the bytes.</summary>
    public static string? TryRead(ReadOnlySpan<byte> bytes, string key, EntrySeal seal, out StoredEntry? entry, out Range value) =>
        TryRead(bytes, ref key!, seal, out entry, out value);

    /// <summary>
    /// The same whatever the key, for who finds the bytes without having asked for them. It may not know their secret, and then does not
    /// ask for their signature.
    /// </summary>
    public static string? TryReadAny(ReadOnlySpan<byte> bytes, out string key, out StoredEntry? entry)
    {
        string? found = null;
        var reason = TryRead(bytes, ref found, seal: null, out entry, out _);
        key = found ?? "";
        return reason;
    }

    internal static byte[] Sealed(byte[] bytes, EntrySeal seal)
    {
        seal.Write(bytes.AsSpan(MagicLength + seal.Length), bytes.AsSpan(MagicLength, seal.Length));
        return bytes;
    }

    private static string? TryRead(
        ReadOnlySpan<byte> bytes, ref string? key, EntrySeal? seal, out StoredEntry? entry, out Range value)
    {
        entry = null;
        value = default;
        if (bytes.Length < MagicLength || !bytes.StartsWith(Magic)) return "foreign";
        if (Body(bytes, seal, out var broken) is not { IsEmpty: false } body) return broken;
        var reader = new StoredReader(body);
        var lifetime = new Lifetime(reader.Int64(), reader.Int64(), reader.Int64(), reader.Int64(), reader.Int64(), reader.Int64());
        var accessed = reader.Int64();
        var version = (ulong)reader.Int64();
        if (key is null) key = reader.Text();
        else if (!reader.TextEquals(key)) return "of another key";
        var form = reader.Text();
        var tags = new string[reader.Count(atLeast: sizeof(int) + (2 * sizeof(long)))];
        for (var i = 0; i < tags.Length; i++) tags[i] = reader.Text();
        var epochs = new ulong[reader.Failed ? 0 : 2 * (tags.Length + 2)];
        for (var i = 0; i < epochs.Length; i++) epochs[i] = (ulong)reader.Int64();
        var length = reader.Count(atLeast: 1);
        if (reader.Failed || length != reader.Left || !lifetime.IsPossible(accessed)) return "malformed";
        entry = new(key, lifetime, accessed, version, tags, epochs, form);
        value = ^length..;
        return null;
    }

    /// <summary>What the seal covers, if it holds.</summary>
    private static ReadOnlySpan<byte> Body(ReadOnlySpan<byte> bytes, EntrySeal? seal, out string? broken)
    {
        broken = null;
        var kind = bytes[MagicLength - 1];
        if (seal is null && kind == EntrySeal.AnySignature.Kind)
        {
            var skipped = MagicLength + EntrySeal.AnySignature.Length;
            if (bytes.Length > skipped) return bytes[skipped..];
            broken = "corrupt or truncated";
            return default;
        }

        seal ??= EntrySeal.Checksum;
        if (kind != seal.Kind)
        {
            broken = "of another format version, or signed where it should not be or not where it should";
            return default;
        }

        var start = MagicLength + seal.Length;
        if (bytes.Length > start && seal.Holds(bytes[start..], bytes[MagicLength..start])) return bytes[start..];
        broken = "corrupt, truncated or signed with another secret";
        return default;
    }

    private static void WriteFixed(Span<byte> into, StoredEntry entry)
    {
        var times = entry.Lifetime;
        ReadOnlySpan<long> values =
        [
            times.Created, times.RefreshFrom, times.FreshUntil, times.StaleUntil, times.ErrorUntil, times.Sliding,
            entry.Accessed, (long)entry.Version,
        ];
        for (var i = 0; i < values.Length; i++) BinaryPrimitives.WriteInt64LittleEndian(into[(i * sizeof(long))..], values[i]);
    }
}
