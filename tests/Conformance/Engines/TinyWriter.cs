using System.Buffers;
using System.Text;

namespace Conformance.Engines;

/// <summary>An output that never has more room than was asked for, and little of that.</summary>
internal sealed class TinyWriter : IBufferWriter<byte>
{
    private const int Room = 3;

    private readonly List<byte> _written = [];
    private byte[] _given = [];

    public string Text => Encoding.UTF8.GetString([.. _written]);

    public void Advance(int count) => _written.AddRange(_given.AsSpan(0, count));

    public Memory<byte> GetMemory(int sizeHint = 0) => _given = new byte[Math.Max(sizeHint, Room)];

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
}
