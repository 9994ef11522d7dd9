using System.Buffers;

namespace Rendering.Output;

/// <summary>Where a template writes: UTF-8 bytes, or characters that are transcoded and escaped on the way.</summary>
public interface IRenderOutput : IBufferWriter<byte>
{
    /// <summary>Bytes written so far: a mark for <see cref="Rewind"/> and <see cref="Since"/>.</summary>
    int Length { get; }

    /// <summary>Writes text as UTF-8; with <paramref name="escape"/>, the five characters that HTML reserves become references.</summary>
    /// <exception cref="LimitException">The output would be larger than it may be.</exception>
    void Write(ReadOnlySpan<char> text, bool escape);

    /// <summary>Drops what was written since a mark.</summary>
    void Rewind(int mark);

    /// <summary>What was written since a mark; valid until the next write.</summary>
    ReadOnlySpan<byte> Since(int mark);
}
