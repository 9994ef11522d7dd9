using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace Rendering.Output;

/// <summary>Transcoding and escaping: one vectorised pass while text is plain ASCII, the framework's transcoder by runs after that.</summary>
internal sealed partial class Utf8Output
{
    private static readonly SearchValues<char> Reserved = SearchValues.Create("&<>\"'");

    public void Write(ReadOnlySpan<char> text, bool escape)
    {
        // Three bytes a character hold any UTF-8; near the bound the run-wise path counts what is really needed.
        if (_usable - _position < text.Length * 3L + 32 && !TryReserve(text.Length * 3L + 32))
        {
            WriteRuns(text, escape);
            return;
        }
        ref var source = ref MemoryMarshal.GetReference(text);
        ref var target = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_buffer), _position);
        int i = 0, length = text.Length;

        if (Vector256.IsHardwareAccelerated)
            for (; length - i >= 16; i += 16)
            {
                var block = Vector256.LoadUnsafe(ref Unsafe.As<char, ushort>(ref source), (nuint)i);
                var stop = Vector256.GreaterThan(block, Vector256.Create((ushort)0x7f));
                if (escape) stop |= ReservedIn(block);
                if (stop != default) break;
                Vector128.Narrow(block.GetLower(), block.GetUpper()).StoreUnsafe(ref target, (nuint)i);
            }
        if (Vector128.IsHardwareAccelerated && length - i >= 8)
        {
            var block = Vector128.LoadUnsafe(ref Unsafe.As<char, ushort>(ref source), (nuint)i);
            var stop = Vector128.GreaterThan(block, Vector128.Create((ushort)0x7f));
            if (escape) stop |= ReservedIn(block);
            if (stop == default)
            {
                Vector128.Narrow(block, block).GetLower().StoreUnsafe(ref target, (nuint)i);
                i += 8;
            }
        }
        for (; i < length; i++)
        {
            var c = Unsafe.Add(ref source, i);
            if (c > 0x7f || (escape && c <= '>' && c is '&' or '<' or '>' or '"' or '\'')) break;
            Unsafe.Add(ref target, i) = (byte)c;
        }
        _position += i;
        if (i < length) WriteRuns(text[i..], escape);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ushort> ReservedIn(Vector256<ushort> block) =>
        Vector256.Equals(block, Vector256.Create((ushort)'&')) | Vector256.Equals(block, Vector256.Create((ushort)'<'))
        | Vector256.Equals(block, Vector256.Create((ushort)'>')) | Vector256.Equals(block, Vector256.Create((ushort)'"'))
        | Vector256.Equals(block, Vector256.Create((ushort)'\''));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ushort> ReservedIn(Vector128<ushort> block) =>
        Vector128.Equals(block, Vector128.Create((ushort)'&')) | Vector128.Equals(block, Vector128.Create((ushort)'<'))
        | Vector128.Equals(block, Vector128.Create((ushort)'>')) | Vector128.Equals(block, Vector128.Create((ushort)'"'))
        | Vector128.Equals(block, Vector128.Create((ushort)'\''));

    private bool TryReserve(long count)
    {
        if (_position + count > _limit || count > int.MaxValue) return false;
        Ensure((int)count);
        return true;
    }

    private void WriteRuns(ReadOnlySpan<char> text, bool escape)
    {
        while (true)
        {
            var run = escape ? text.IndexOfAny(Reserved) : -1;
            Transcode(run < 0 ? text : text[..run]);
            if (run < 0) return;
            Write(text[run] switch { '&' => "&amp;"u8, '<' => "&lt;"u8, '>' => "&gt;"u8, '"' => "&quot;"u8, _ => "&#39;"u8 });
            text = text[(run + 1)..];
        }
    }

    private void Transcode(ReadOnlySpan<char> run)
    {
        if (!TryReserve(run.Length * 3L)) Ensure(Encoding.UTF8.GetByteCount(run));
        _position += Encoding.UTF8.GetBytes(run, _buffer.AsSpan(_position));
    }
}
