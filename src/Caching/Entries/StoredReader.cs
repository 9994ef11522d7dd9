using System.Buffers.Binary;

namespace Caching.Entries;

/// <summary>
/// Reads the primitives of <see cref="StoredBytes"/>. Past the end, or where a length cannot be, it fails once and from then on
/// gives zeros and empty texts: it neither raises an error nor allocates what the bytes only claim to hold.
/// </summary>
internal ref struct StoredReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public bool Failed { get; private set; }

    public readonly int Left => _rest.Length;

    public int Int32() => Take(sizeof(int)) is { Length: > 0 } taken ? BinaryPrimitives.ReadInt32LittleEndian(taken) : 0;

    public long Int64() => Take(sizeof(long)) is { Length: > 0 } taken ? BinaryPrimitives.ReadInt64LittleEndian(taken) : 0;

    /// <summary>A number of things that take at least so many bytes each, and so, cannot be more than the rest holds.</summary>
    public int Count(int atLeast)
    {
        var count = Int32();
        if (count >= 0 && count <= _rest.Length / atLeast) return count;
        Failed = true;
        return 0;
    }

    public string Text()
    {
        var units = Units();
        return string.Create(units.Length / sizeof(char), units, static (text, units) =>
        {
            for (var i = 0; i < text.Length; i++) text[i] = (char)BinaryPrimitives.ReadUInt16LittleEndian(units[(i * sizeof(char))..]);
        });
    }

    public bool TextEquals(string text)
    {
        var units = Units();
        if (units.Length != text.Length * sizeof(char)) return false;
        for (var i = 0; i < text.Length; i++)
            if (BinaryPrimitives.ReadUInt16LittleEndian(units[(i * sizeof(char))..]) != text[i]) return false;
        return !Failed;
    }

    private ReadOnlySpan<byte> Units() => Take(Count(sizeof(char)) * sizeof(char));

    private ReadOnlySpan<byte> Take(int length)
    {
        if (Failed || length > _rest.Length)
        {
            Failed = true;
            return default;
        }

        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }
}
