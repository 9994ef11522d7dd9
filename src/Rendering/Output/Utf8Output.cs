using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace Rendering.Output;

/// <summary>A growing pooled buffer of UTF-8 bytes with a bound.</summary>
internal sealed partial class Utf8Output : IRenderOutput, IDisposable
{
    private const int Initial = 16 * 1024;

    // Bytes of one vector store.
    private const int Block = 32;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(Initial);
    private int _position;
    private int _limit = int.MaxValue;

    // The bytes of the buffer that may be used: the buffer's length, or less where the limit falls inside it.
    private int _usable;

    public Utf8Output() => _usable = _buffer.Length;

    public int Length => _position;

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _position);

    /// <summary>Empties the output and sets its bound in bytes.</summary>
    public void Reset(int limit)
    {
        _holes?.Clear();
        _position = 0;
        _limit = limit;
        _usable = Math.Min(_buffer.Length, limit);
    }

    public void Rewind(int mark)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)mark, (uint)_position, nameof(mark));
        if (HasHoles) DropHolesSince(mark);
        _position = mark;
    }

    public ReadOnlySpan<byte> Since(int mark) => _buffer.AsSpan(mark, _position - mark);

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)(_usable - _position), nameof(count));
        _position += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Ensure(Math.Max(sizeHint, 256));
        return _buffer.AsMemory(_position, _usable - _position);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Ensure(Math.Max(sizeHint, 256));
        return _buffer.AsSpan(_position, _usable - _position);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(ReadOnlySpan<byte> utf8)
    {
        Ensure(utf8.Length);
        utf8.CopyTo(_buffer.AsSpan(_position));
        _position += utf8.Length;
    }

    /// <summary>Literals are kept padded to whole blocks, so that most are one store instead of a call of memmove.</summary>
    public static byte[] Pad(byte[] literal)
    {
        var padded = new byte[(literal.Length + Block - 1) / Block * Block];
        literal.CopyTo(padded, 0);
        return padded;
    }

    /// <summary>Writes the first bytes of a padded literal.</summary>
    public void WritePadded(byte[] padded, int length)
    {
        Debug.Assert(padded.Length % Block == 0 && padded.Length >= length);
        if (padded.Length > 2 * Block || _usable - _position < padded.Length)
        {
            // A long one, or too near the end of the buffer for a whole block.
            Write(padded.AsSpan(0, length));
            return;
        }
        ref var source = ref MemoryMarshal.GetArrayDataReference(padded);
        ref var target = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_buffer), _position);
        for (var i = 0; i < padded.Length; i += Block)
            Vector256.LoadUnsafe(ref source, (nuint)i).StoreUnsafe(ref target, (nuint)i);
        _position += length;
    }

    public void Write(long number)
    {
        Ensure(20);
        number.TryFormat(_buffer.AsSpan(_position), out var written, default, CultureInfo.InvariantCulture);
        _position += written;
    }

    /// <summary>Writes a whole number with a fraction of nothing: <c>5.0</c>.</summary>
    public void WriteWhole(long number)
    {
        Ensure(22);
        number.TryFormat(_buffer.AsSpan(_position), out var written, default, CultureInfo.InvariantCulture);
        _position += written;
        _buffer[_position++] = (byte)'.';
        _buffer[_position++] = (byte)'0';
    }

    public void Write(decimal number)
    {
        Ensure(32);
        number.TryFormat(_buffer.AsSpan(_position), out var written, default, CultureInfo.InvariantCulture);
        _position += written;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Ensure(int count)
    {
        if (_usable - _position < count) Grow(count);
    }

    // A buffer near the bound may offer less than was asked for, since what is asked for is often three bytes a character:
    // the bound is met only by bytes that are there.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int count)
    {
        var needed = (long)_position + count;
        if (needed > _limit) throw new LimitException($"The output is larger than {_limit:N0} bytes. Page through the data, or raise {nameof(TemplateLimits)}.{nameof(TemplateLimits.OutputBytes)}.");
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(Math.Max((long)_buffer.Length * 2, needed), Array.MaxLength));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
        _usable = Math.Min(_buffer.Length, _limit);
    }

    /// <summary>Gives a buffer that one large page has blown up back to the pool, so that an idle output stays small.</summary>
    public void Trim(int keep)
    {
        if (_buffer.Length <= keep) return;
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = ArrayPool<byte>.Shared.Rent(Initial);
        Reset(_limit);
    }

    public string ToText() => Encoding.UTF8.GetString(Written);

    public string TextSince(int mark) => Encoding.UTF8.GetString(Since(mark));

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _position = _usable = 0;
    }
}
