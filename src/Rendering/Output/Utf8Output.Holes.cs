namespace Rendering.Output;

/// <summary>
/// The part that remembers holes. Each takes up one byte, so that of what stands at a place the order is known: what was written before a
/// mark, and what after it. No such byte leaves the output: whoever takes something out of it takes <see cref="Segments"/>.
/// </summary>
internal sealed partial class Utf8Output
{
    private const byte Filler = 0;

    private List<HoleAt>? _holes;

    public bool HasHoles => _holes is { Count: > 0 };

    public bool HasHolesSince(int mark) => _holes is { Count: > 0 } holes && holes[^1].Position >= mark;

    public void Write(Hole hole)
    {
        (_holes ??= []).Add(new(_position, hole));
        Write([Filler]);
    }

    public void Write(Segments segments)
    {
        var utf8 = segments.Utf8.Span;
        if (segments.HasHoles) WriteParts(segments, utf8);
        else Write(utf8);
    }

    private void WriteParts(Segments segments, ReadOnlySpan<byte> utf8)
    {
        var written = 0;
        foreach (var (position, hole) in segments.Holes)
        {
            Write(utf8[written..position]);
            Write(hole);
            written = position;
        }

        Write(utf8[written..]);
    }

    /// <summary>A copy of what was written since a mark.</summary>
    public Segments SegmentsSince(int mark) => Copy(mark, _position);

    /// <summary>A copy of what was written between two marks.</summary>
    public Segments Copy(int from, int to)
    {
        if (!HasHolesSince(from)) return new(_buffer.AsSpan(from, to - from).ToArray());
        var holes = _holes!.FindAll(hole => hole.Position >= from && hole.Position < to).ToArray();
        var utf8 = new byte[to - from - holes.Length];
        var (read, written) = (from, 0);
        for (var i = 0; i < holes.Length; i++)
        {
            var (position, hole) = holes[i];
            _buffer.AsSpan(read, position - read).CopyTo(utf8.AsSpan(written));
            written += position - read;
            read = position + 1;
            holes[i] = new(written, hole);
        }

        _buffer.AsSpan(read, to - read).CopyTo(utf8.AsSpan(written));
        return new(utf8, holes);
    }

    private void DropHolesSince(int mark)
    {
        var holes = _holes!;
        var count = holes.Count;
        while (count > 0 && holes[count - 1].Position >= mark) count--;
        holes.RemoveRange(count, holes.Count - count);
    }
}
