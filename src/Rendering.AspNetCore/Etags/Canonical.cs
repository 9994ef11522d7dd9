using System.Buffers;
using System.Buffers.Binary;
using System.Collections;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Rendering.AspNetCore;

/// <summary>
/// One byte form for each value, to be hashed: typed and length-prefixed, so that no two values share one, and the same in
/// every process, culture and order of a dictionary or set.
/// </summary>
internal sealed class Canonical
{
    // Past this a value is a ring of objects, or a model: a version is a handful of scalars.
    private const int Deepest = 32;

    private readonly ArrayBufferWriter<byte> _output = new();
    private readonly int _depth;

    private Canonical(int depth)
    {
        if (depth > Deepest)
            throw new ArgumentException(
                $"The value of an ETag nests more than {Deepest} levels, or leads back to itself. Give what names its version.");
        _depth = depth;
    }

    /// <summary>The canonical bytes of <paramref name="value"/>.</summary>
    /// <exception cref="ArgumentException">The value has nothing that names a version.</exception>
    public static ReadOnlyMemory<byte> Bytes(object? value) => Bytes(value, 0);

    private static ReadOnlyMemory<byte> Bytes(object? value, int depth)
    {
        var canonical = new Canonical(depth);
        canonical.Write(value);
        return canonical._output.WrittenMemory;
    }

    private void Write(object? value)
    {
        if (value is null or JsonElement { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined })
            Shape('n', 0);
        else if (CanonicalScalar.TryFormat(value, out var kind, out var text))
            Scalar(kind, text);
        else if (value is byte[] bytes)
            Block('b', bytes);
        else if (value is ReadOnlyMemory<byte> memory)
            Block('b', memory.Span);
        else if (value is JsonElement { ValueKind: JsonValueKind.Array } array)
            List(array.EnumerateArray().Select(item => (object?)item));
        else if (value is JsonValue node)
            Write(JsonSerializer.SerializeToElement(node));
        else if (CanonicalMembers.TryPairs(value) is { } pairs)
            Unordered('m', pairs.Select(pair => Pair(pair.Key, pair.Value)));
        else if (value is IEnumerable sequence)
            Sequence(sequence);
        else if (value is ITuple tuple)
            List(Enumerable.Range(0, tuple.Length).Select(i => tuple[i]));
        else
            Unordered('m', CanonicalMembers.Of(value).Select(member => Pair(member.Key, member.Value)));
    }

    private void Sequence(IEnumerable sequence)
    {
        var items = sequence.Cast<object?>();
        if (CanonicalMembers.IsSet(sequence.GetType()))
            Unordered('u', items.Select(item => Bytes(item, _depth + 1)));
        else
            List(items);
    }

    private void List(IEnumerable<object?> items)
    {
        var parts = items.Select(item => Bytes(item, _depth + 1)).ToList();
        Shape('l', parts.Count);
        foreach (var part in parts)
            Block('i', part.Span);
    }

    private void Unordered(char shape, IEnumerable<ReadOnlyMemory<byte>> members)
    {
        var parts = members.ToList();
        parts.Sort(static (a, b) => a.Span.SequenceCompareTo(b.Span));
        Shape(shape, parts.Count);
        foreach (var part in parts)
            Block('i', part.Span);
    }

    private ReadOnlyMemory<byte> Pair(object? key, object? value)
    {
        var pair = new Canonical(_depth + 1);
        pair.Block('k', Bytes(key, _depth + 1).Span);
        pair.Block('v', Bytes(value, _depth + 1).Span);
        return pair._output.WrittenMemory;
    }

    // UTF-16 code units, since a lone surrogate has no UTF-8 and two of them must not become one replacement character.
    private void Scalar(char kind, string text)
    {
        Shape(kind, text.Length);
        var span = _output.GetSpan(text.Length * 2);
        for (var i = 0; i < text.Length; i++)
            BinaryPrimitives.WriteUInt16LittleEndian(span[(i * 2)..], text[i]);
        _output.Advance(text.Length * 2);
    }

    private void Block(char shape, ReadOnlySpan<byte> bytes)
    {
        Shape(shape, bytes.Length);
        _output.Write(bytes);
    }

    private void Shape(char shape, int length)
    {
        var span = _output.GetSpan(5);
        span[0] = (byte)shape;
        BinaryPrimitives.WriteInt32LittleEndian(span[1..], length);
        _output.Advance(5);
    }
}
