using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace Benchmarks.Floors;

/// <summary>The pooled UTF-8 writer of the hand-written floors; part of the definition of the floor, so it does not change with the product.</summary>
internal sealed class FloorWriter : IBufferWriter<byte>
{
    private static readonly SearchValues<char> Reserved = SearchValues.Create("&<>\"'");

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
    private int _position;

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _position);

    public void Reset() => _position = 0;

    public void Advance(int count) => _position += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Ensure(Math.Max(sizeHint, 256));
        return _buffer.AsMemory(_position);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Ensure(Math.Max(sizeHint, 256));
        return _buffer.AsSpan(_position);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Raw(ReadOnlySpan<byte> bytes)
    {
        Ensure(bytes.Length);
        bytes.CopyTo(_buffer.AsSpan(_position));
        _position += bytes.Length;
    }

    /// <summary>UTF-16 to UTF-8, escaping on the way when asked; one pass, 16 characters a step. The fastest there is for ASCII.</summary>
    public void Text(ReadOnlySpan<char> text, bool escape)
    {
        Ensure(text.Length * 3 + 32);
        ref var source = ref MemoryMarshal.GetReference(text);
        int i = 0, length = text.Length;
        while (true)
        {
            if (Vector256.IsHardwareAccelerated)
            {
                var max = Vector256.Create((ushort)0x7f);
                var ampersand = Vector256.Create((ushort)'&');
                var less = Vector256.Create((ushort)'<');
                var greater = Vector256.Create((ushort)'>');
                var quote = Vector256.Create((ushort)'"');
                var apostrophe = Vector256.Create((ushort)'\'');
                while (length - i >= 16)
                {
                    var block = Vector256.LoadUnsafe(ref Unsafe.As<char, ushort>(ref source), (nuint)i);
                    var stop = Vector256.GreaterThan(block, max);
                    if (escape)
                        stop |= Vector256.Equals(block, ampersand) | Vector256.Equals(block, less) | Vector256.Equals(block, greater)
                            | Vector256.Equals(block, quote) | Vector256.Equals(block, apostrophe);
                    Vector128.Narrow(block.GetLower(), block.GetUpper()).StoreUnsafe(ref MemoryMarshal.GetArrayDataReference(_buffer), (nuint)_position);
                    if (stop == default)
                    {
                        i += 16;
                        _position += 16;
                        continue;
                    }
                    var plain = System.Numerics.BitOperations.TrailingZeroCount(stop.ExtractMostSignificantBits());
                    i += plain;
                    _position += plain;
                    break;
                }
            }
            while (length - i >= 8 && !escape)
            {
                var block = Vector128.LoadUnsafe(ref Unsafe.As<char, ushort>(ref source), (nuint)i);
                if (Vector128.GreaterThanAny(block, Vector128.Create((ushort)0x7f))) break;
                Vector128.Narrow(block, block).StoreUnsafe(ref MemoryMarshal.GetArrayDataReference(_buffer), (nuint)_position);
                i += 8;
                _position += 8;
            }
            for (; i < length; i++)
            {
                var c = Unsafe.Add(ref source, i);
                if (c > 0x7f || (escape && c <= '>' && c is '&' or '<' or '>' or '"' or '\'')) break;
                _buffer[_position++] = (byte)c;
            }
            if (i >= length) return;
            var next = Unsafe.Add(ref source, i);
            if (next > 0x7f)
            {
                Rune.DecodeFromUtf16(text[i..], out var rune, out var used);
                _position += rune.EncodeToUtf8(_buffer.AsSpan(_position));
                i += used;
            }
            else
            {
                var reference = Reference(next);
                Ensure((length - i) * 3 + 32 + reference.Length);
                reference.CopyTo(_buffer.AsSpan(_position));
                _position += reference.Length;
                i++;
            }
        }
    }

    /// <summary>The same by runs between reserved characters, with the framework's transcoding: the fastest for text that is not ASCII.</summary>
    public void TextByRuns(ReadOnlySpan<char> text)
    {
        while (true)
        {
            var run = text.IndexOfAny(Reserved);
            var plain = run < 0 ? text : text[..run];
            Ensure(plain.Length * 3);
            _position += Encoding.UTF8.GetBytes(plain, _buffer.AsSpan(_position));
            if (run < 0) return;
            Raw(Reference(text[run]));
            text = text[(run + 1)..];
        }
    }

    public void Int(long number)
    {
        Ensure(20);
        Utf8Formatter.TryFormat(number, _buffer.AsSpan(_position), out var written);
        _position += written;
    }

    public void Dec(decimal number)
    {
        Ensure(40);
        number.TryFormat(_buffer.AsSpan(_position), out var written, default, CultureInfo.InvariantCulture);
        _position += written;
    }

    /// <summary>A float as Liquid prints it: 5 is 5.0.</summary>
    public void Flt(double number)
    {
        var whole = (long)number;
        if (whole == number && Math.Abs(number) < 1e15)
        {
            Int(whole);
            Raw(".0"u8);
            return;
        }
        Ensure(40);
        number.TryFormat(_buffer.AsSpan(_position), out var written, default, CultureInfo.InvariantCulture);
        _position += written;
    }

    /// <summary>A float as .NET prints it: 5.0 is 5.</summary>
    public void WholeFlt(double number)
    {
        var whole = (long)number;
        if (whole == number && Math.Abs(number) < 1e15)
        {
            Int(whole);
            return;
        }
        Ensure(40);
        number.TryFormat(_buffer.AsSpan(_position), out var written, default, CultureInfo.InvariantCulture);
        _position += written;
    }

    public void Ymd(DateTime date)
    {
        Ensure(10);
        var digits = _buffer.AsSpan(_position, 10);
        date.Deconstruct(out int year, out int month, out int day);
        digits[9] = (byte)('0' + day % 10);
        digits[8] = (byte)('0' + day / 10);
        digits[7] = (byte)'-';
        digits[6] = (byte)('0' + month % 10);
        digits[5] = (byte)('0' + month / 10);
        digits[4] = (byte)'-';
        for (var i = 3; i >= 0; i--)
        {
            digits[i] = (byte)('0' + year % 10);
            year /= 10;
        }
        _position += 10;
    }

    private static ReadOnlySpan<byte> Reference(char reserved) =>
        reserved switch { '&' => "&amp;"u8, '<' => "&lt;"u8, '>' => "&gt;"u8, '"' => "&quot;"u8, _ => "&#39;"u8 };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Ensure(int count)
    {
        if (_buffer.Length - _position < count) Grow(count);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int count)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_buffer.Length * 2, _position + count));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
