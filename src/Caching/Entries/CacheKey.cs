using System.Runtime.CompilerServices;
using Caching.Entries;

namespace Caching;

/// <summary>
/// A typed, injective key: <c>1</c>, <c>"1"</c>, null and <c>"null"</c> are four keys, and a composite keeps its parts apart.
/// Converts implicitly from the usual scalars without allocating. The default value is the null key.
/// </summary>
public readonly struct CacheKey : IEquatable<CacheKey>
{
    // A pair of small scalars, the commonest composite, is kept as they are and not as text, and so costs no allocation. Without a
    // second part its place has the upper half of a first one that is wide.
    private readonly string? _text;
    private readonly string? _secondText;
    private readonly ulong _low;
    private readonly ulong _high;
    private readonly Kind _kind;
    private readonly Kind _second;
    private readonly bool _isPair;

    private CacheKey(Kind kind, string? text, UInt128 bits)
    {
        _kind = kind;
        _text = text;
        _low = (ulong)bits;
        _high = (ulong)(bits >> 64);
    }

    private CacheKey(in CacheKey first, in CacheKey second)
    {
        (_kind, _text, _low) = (first._kind, first._text, first._low);
        (_second, _secondText, _high) = (second._kind, second._text, second._low);
        _isPair = true;
    }

    private enum Kind : byte
    {
        Null, String, Signed, Unsigned, Double, Decimal, Bool, Guid, Offset, DateTime, Date, Time, Span, Char, Part, Encoded,
    }

    /// <summary>A composite: the keys in this order, kept apart. A composite of one key is that key.</summary>
    public static CacheKey Of(params ReadOnlySpan<CacheKey> parts)
    {
        if (parts.Length == 1) return parts[0];
        var writer = new CacheKeyWriter(stackalloc char[256]);
        foreach (var part in parts) writer.Add(part);
        var key = writer.ToKey();
        writer.Dispose();
        return key;
    }

    /// <summary>A composite of two keys. Allocates nothing for a text, a number or another small scalar each.</summary>
    public static CacheKey Of(CacheKey first, CacheKey second) =>
        first.IsSmall && second.IsSmall ? new(first, second) : Of([first, second]);

    /// <summary>
    /// The key of any value that can be one: what converts to a key by itself, an enum, null, an <see cref="ICacheKeyed"/>, and arrays,
    /// lists and tuples of such values. A sequence is one part, in which order and nesting count: <c>From((1, 2))</c> is
    /// <c>Of(From((1, 2)))</c> and not <c>Of(1, 2)</c>. An array, a list and a tuple of the same parts are one key.
    /// </summary>
    /// <exception cref="CacheException">The value, or one in it, is of a type that cannot be a key.</exception>
    public static CacheKey From<T>(T value)
    {
        if (KeyPartOf<T>.Scalar is { } scalar) return scalar(value);
        var writer = new CacheKeyWriter(stackalloc char[256]);
        KeyPartOf<T>.Write(ref writer, value);
        var key = new CacheKey(Kind.Part, writer.Written.ToString(), 0);
        writer.Dispose();
        return key;
    }

    /// <summary>The key that a <see cref="CacheKeyWriter"/> has written (<see cref="CacheKeyWriter.Written"/>). Allocates its text.</summary>
    public static CacheKey FromEncoded(ReadOnlySpan<char> encoded) => new(Kind.Encoded, encoded.ToString(), 0);

    // A key made from a writer may be one part or many: it counts as composite, which only means that as a part of
    // another key it is a group.
    internal bool IsComposite => _isPair || _kind == Kind.Encoded;

    private bool IsSmall => !_isPair && _kind is not (Kind.Decimal or Kind.Guid or Kind.Offset or Kind.Part or Kind.Encoded);

    internal void WriteTo(ref CacheKeyWriter writer)
    {
        Write(ref writer, _kind, _text, _low, _high);
        if (_isPair) Write(ref writer, _second, _secondText, _high, 0);
    }

    private static void Write(ref CacheKeyWriter writer, Kind kind, string? text, ulong low, ulong high)
    {
        switch (kind)
        {
            case Kind.Null: writer.Add(null as string); break;
            case Kind.String: writer.Add(text); break;
            case Kind.Signed: writer.Add((long)low); break;
            case Kind.Unsigned: writer.Add(low); break;
            case Kind.Double: writer.Add(BitConverter.UInt64BitsToDouble(low)); break;
            case Kind.Decimal: writer.Add(Unsafe.BitCast<UInt128, decimal>(new(high, low))); break;
            case Kind.Bool: writer.Add(low != 0); break;
            case Kind.Guid: writer.Add(Unsafe.BitCast<UInt128, Guid>(new(high, low))); break;
            case Kind.Offset: writer.Add(Unsafe.BitCast<UInt128, DateTimeOffset>(new(high, low))); break;
            case Kind.DateTime: writer.Add(System.DateTime.FromBinary((long)low)); break;
            case Kind.Date: writer.Add(DateOnly.FromDayNumber((int)low)); break;
            case Kind.Time: writer.Add(new TimeOnly((long)low)); break;
            case Kind.Char: writer.Add((char)low); break;
            case Kind.Span: writer.Add(new TimeSpan((long)low)); break;
            default: writer.AddEncoded(text); break;
        }
    }

    /// <summary>The encoded text of the key, as <see cref="CacheKeyWriter"/> writes it.</summary>
    public override string ToString() => _kind >= Kind.Part && !_isPair ? _text! : After("");

    /// <summary>The parts of the key for people: <c>"tea"</c> and <c>42</c>. Not for programs: two keys may read alike.</summary>
    public IReadOnlyList<string> Describe() => KeyText.PartsOf(this);

    /// <summary>The text of the key after a prefix.</summary>
    internal string After(string prefix)
    {
        var writer = new CacheKeyWriter(stackalloc char[256]);
        writer.AddEncoded(prefix);
        WriteTo(ref writer);
        var text = writer.Written.ToString();
        writer.Dispose();
        return text;
    }

    /// <summary>Whether both have the same encoded text.</summary>
    public bool Equals(CacheKey other) => ToString() == other.ToString();

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is CacheKey other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>Whether both are the same key.</summary>
    public static bool operator ==(CacheKey left, CacheKey right) => left.Equals(right);

    /// <summary>Whether they are different keys.</summary>
    public static bool operator !=(CacheKey left, CacheKey right) => !left.Equals(right);

    /// <summary>The key of a text, or the null key.</summary>
    public static implicit operator CacheKey(string? value) => value is null ? default : new(Kind.String, value, 0);

    /// <summary>The key of a character, which is neither a text nor an integer.</summary>
    public static implicit operator CacheKey(char value) => new(Kind.Char, null, value);

    /// <summary>The key of an integer.</summary>
    public static implicit operator CacheKey(int value) => (long)value;

    /// <summary>The key of an integer.</summary>
    public static implicit operator CacheKey(long value) => new(Kind.Signed, null, (ulong)value);

    /// <summary>The key of an integer.</summary>
    public static implicit operator CacheKey(ulong value) => new(Kind.Unsigned, null, value);

    /// <summary>The key of a floating-point number.</summary>
    public static implicit operator CacheKey(double value) => new(Kind.Double, null, BitConverter.DoubleToUInt64Bits(value));

    /// <summary>The key of a decimal number; its scale counts.</summary>
    public static implicit operator CacheKey(decimal value) => new(Kind.Decimal, null, Unsafe.BitCast<decimal, UInt128>(value));

    /// <summary>The key of a truth value.</summary>
    public static implicit operator CacheKey(bool value) => new(Kind.Bool, null, value ? 1u : 0u);

    /// <summary>The key of a Guid.</summary>
    public static implicit operator CacheKey(Guid value) => new(Kind.Guid, null, Unsafe.BitCast<Guid, UInt128>(value));

    /// <summary>The key of an instant with its offset.</summary>
    public static implicit operator CacheKey(DateTimeOffset value) =>
        new(Kind.Offset, null, Unsafe.BitCast<DateTimeOffset, UInt128>(value));

    /// <summary>The key of a date and time with its kind.</summary>
    public static implicit operator CacheKey(DateTime value) => new(Kind.DateTime, null, (ulong)value.ToBinary());

    /// <summary>The key of a date.</summary>
    public static implicit operator CacheKey(DateOnly value) => new(Kind.Date, null, (uint)value.DayNumber);

    /// <summary>The key of a time of day.</summary>
    public static implicit operator CacheKey(TimeOnly value) => new(Kind.Time, null, (ulong)value.Ticks);

    /// <summary>The key of a duration.</summary>
    public static implicit operator CacheKey(TimeSpan value) => new(Kind.Span, null, (ulong)value.Ticks);
}
