using System.Buffers;

namespace Caching;

/// <summary>
/// Turns values of one type into bytes and back, for the stores that keep bytes. It must not run what it reads: bytes in a store are
/// data, whoever wrote them.
/// </summary>
/// <typeparam name="T">The type of the values.</typeparam>
public interface ICacheSerializer<T>
{
    /// <summary>Names the form and its version, such as <c>rendition/1</c>. Bytes of another form are a miss.</summary>
    string Form { get; }

    /// <summary>Writes the value, which may be null where the type allows it.</summary>
    void Write(T value, IBufferWriter<byte> output);

    /// <summary>Reads what <see cref="Write"/> wrote. Any error that it raises is a miss.</summary>
    T Read(ReadOnlySpan<byte> bytes);
}
