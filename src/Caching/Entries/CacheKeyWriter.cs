using System.Buffers;
using System.Globalization;

namespace Caching;

/// <summary>
/// Writes the parts of a key, typed and self-delimiting, into a buffer of the caller (usually on the stack); a key that does
/// not fit goes on in a rented one. Every part ends where its own text says, so two different sequences of parts never
/// have the same text:
/// <code>
/// null n;   "hello" s5:hello   42 i42;   1.5 d1.5;   1.50m m1.50;   true b1;   a Guid g{32 hex digits};
/// a character c{its number};   an enum e{length}:{its type}i{its number};   an ICacheKeyed k{length}:{its type}(parts)
/// a DateTimeOffset t{ISO 8601};   a DateTime u{ISO 8601};   a DateOnly y{date};   a TimeOnly h{time};   a TimeSpan p{c}
/// a group (parts)
/// </code>
/// Integers of all widths are one type; an integer, a double and a decimal of the same value are three keys, and so are
/// 1.0m and 1.00m, since they print differently.
/// </summary>
public ref struct CacheKeyWriter
{
    // The longest fixed-size part: a decimal has up to 31 characters, a date with offset 33, a Guid 32; with tag and end.
    private const int LongestScalar = 64;

    private Span<char> _buffer;
    private char[]? _rented;
    private int _length;

    /// <summary>Starts an empty key in <paramref name="buffer"/>, whose content is overwritten.</summary>
    public CacheKeyWriter(Span<char> buffer) => _buffer = buffer;

    /// <summary>What has been written; valid until the next part is added or the writer is disposed.</summary>
    public readonly ReadOnlySpan<char> Written => _buffer[.._length];

    /// <summary>Adds a string, or null, which is a key of its own.</summary>
    public void Add(string? value)
    {
        if (value is null) Literal("n;");
        else Add(value.AsSpan());
    }

    /// <summary>Adds a text.</summary>
    public void Add(scoped ReadOnlySpan<char> value)
    {
        Reserve(value.Length + 16);
        _buffer[_length++] = 's';
        if (value.Length < 100)
        {
            if (value.Length >= 10) _buffer[_length++] = (char)('0' + (value.Length / 10));
            _buffer[_length++] = (char)('0' + (value.Length % 10));
        }
        else
        {
            value.Length.TryFormat(_buffer[_length..], out var digits, default, CultureInfo.InvariantCulture);
            _length += digits;
        }

        _buffer[_length++] = ':';
        value.CopyTo(_buffer[_length..]);
        _length += value.Length;
    }

    /// <summary>Adds a character.</summary>
    public void Add(char value) => Scalar('c', (int)value, default);

    /// <summary>Adds an integer.</summary>
    public void Add(int value) => Scalar('i', value, default);

    /// <summary>Adds an integer.</summary>
    public void Add(long value) => Scalar('i', value, default);

    /// <summary>Adds an integer.</summary>
    public void Add(ulong value) => Scalar('i', value, default);

    /// <summary>Adds a floating-point number.</summary>
    public void Add(double value) => Scalar('d', value, "R");

    /// <summary>Adds a decimal number; its scale counts.</summary>
    public void Add(decimal value) => Scalar('m', value, default);

    /// <summary>Adds a truth value.</summary>
    public void Add(bool value) => Literal(value ? "b1;" : "b0;");

    /// <summary>Adds a Guid.</summary>
    public void Add(Guid value) => Scalar('g', value, "N");

    /// <summary>Adds an instant; the offset counts, since it prints.</summary>
    public void Add(DateTimeOffset value) => Scalar('t', value, "O");

    /// <summary>Adds a date and time; its kind counts.</summary>
    public void Add(DateTime value) => Scalar('u', value, "O");

    /// <summary>Adds a date.</summary>
    public void Add(DateOnly value) => Scalar('y', value, "O");

    /// <summary>Adds a time of day.</summary>
    public void Add(TimeOnly value) => Scalar('h', value, "O");

    /// <summary>Adds a duration.</summary>
    public void Add(TimeSpan value) => Scalar('p', value, "c");

    /// <summary>Adds a whole key as one part; a composite becomes a group, so that nesting counts.</summary>
    public void Add(CacheKey value)
    {
        var grouped = value.IsComposite;
        if (grouped) BeginGroup();
        value.WriteTo(ref this);
        if (grouped) EndGroup();
    }

    /// <summary>Opens a group, for a list that is one part of the key. Close it with <see cref="EndGroup"/>.</summary>
    public void BeginGroup() => Literal("(");

    /// <summary>Closes the group opened last.</summary>
    public void EndGroup() => Literal(")");

    /// <summary>Makes a key that outlives the buffer. Allocates its text.</summary>
    public readonly CacheKey ToKey() => CacheKey.FromEncoded(Written);

    /// <summary>Gives a rented buffer back. The written text is not valid any more.</summary>
    public void Dispose()
    {
        var rented = _rented;
        this = default;
        if (rented is not null) ArrayPool<char>.Shared.Return(rented);
    }

    /// <summary>Adds parts as another writer's <see cref="Written"/> or a key's <see cref="CacheKey.ToString"/> gave them.</summary>
    public void AddEncoded(scoped ReadOnlySpan<char> parts) => Literal(parts);

    private void Literal(scoped ReadOnlySpan<char> text)
    {
        Reserve(text.Length);
        text.CopyTo(_buffer[_length..]);
        _length += text.Length;
    }

    private void Scalar<T>(char tag, T value, scoped ReadOnlySpan<char> format) where T : ISpanFormattable
    {
        Reserve(LongestScalar);
        _buffer[_length++] = tag;
        value.TryFormat(_buffer[_length..], out var written, format, CultureInfo.InvariantCulture);
        _length += written;
        _buffer[_length++] = ';';
    }

    private void Reserve(int more)
    {
        if (_buffer.Length - _length >= more) return;
        var larger = ArrayPool<char>.Shared.Rent(Math.Max(checked(_length + more), _buffer.Length * 2));
        Written.CopyTo(larger);
        if (_rented is not null) ArrayPool<char>.Shared.Return(_rented);
        _buffer = _rented = larger;
    }
}
