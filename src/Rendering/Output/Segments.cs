namespace Rendering.Output;

/// <summary>A place in what is rendered that is filled each time it is served; what stands there is never stored.</summary>
public abstract class Hole
{
    private protected Hole()
    {
    }

    /// <summary>What it takes up in memory, in bytes, about.</summary>
    internal abstract long Size { get; }
}

/// <summary>A hole and where it is: before the byte of that index.</summary>
public readonly record struct HoleAt(int Position, Hole Hole);

/// <summary>What a template has written: bytes, and holes between them. Immutable.</summary>
public sealed class Segments
{
    private readonly HoleAt[] _holes;

    /// <summary>Bytes without holes.</summary>
    public Segments(ReadOnlyMemory<byte> utf8) : this(utf8, [])
    {
    }

    internal Segments(ReadOnlyMemory<byte> utf8, HoleAt[] holes)
    {
        Utf8 = utf8;
        _holes = holes;
    }

    /// <summary>Nothing.</summary>
    public static Segments Empty { get; } = new(default);

    /// <summary>All bytes, as UTF-8, without what fills the holes.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; }

    /// <summary>The holes in the order of their places.</summary>
    public IReadOnlyList<HoleAt> Holes => _holes;

    /// <summary>Memory that they take up, in bytes, with what the holes have captured.</summary>
    internal long Size => Utf8.Length + (HasHoles ? _holes.Sum(static at => at.Hole.Size) : 0);

    internal bool HasHoles => _holes.Length > 0;

    /// <summary>Writes bytes and holes.</summary>
    /// <exception cref="InvalidOperationException">There are holes, and the output is none of this library's.</exception>
    public void WriteTo(IRenderOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (output is Utf8Output direct)
        {
            direct.Write(this);
            return;
        }

        if (HasHoles) throw new InvalidOperationException("Holes can be written to the output that the renderer gives, and to no other.");
        Utf8.Span.CopyTo(output.GetSpan(Utf8.Length));
        output.Advance(Utf8.Length);
    }
}
