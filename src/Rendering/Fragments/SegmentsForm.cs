using System.Buffers;
using Rendering.Output;
using Rendering.Values;
using static Rendering.Fragments.StoredParts;

namespace Rendering.Fragments;

/// <summary>Segments as bytes.</summary>
internal static class SegmentsForm
{
    private const int SeesModel = 1, ReadsModel = 2;

    public static void Write(IBufferWriter<byte> output, Segments segments)
    {
        Bytes(output, segments.Utf8.Span);
        Number(output, segments.Holes.Count);
        foreach (var (position, hole) in segments.Holes)
        {
            Number(output, position);
            Write(output, (TemplateHole)hole);
        }
    }

    public static Segments Read(ref ReadOnlySpan<byte> bytes)
    {
        var utf8 = Bytes(ref bytes);
        var holes = new HoleAt[Count(ref bytes)];
        for (var (i, last) = (0, 0); i < holes.Length; i++)
        {
            var position = (int)Number(ref bytes);
            if (position < last || position > utf8.Length) throw new FormatException("A hole is outside of its bytes.");
            holes[i] = new(last = position, ReadHole(ref bytes));
        }

        return new(utf8, holes);
    }

    private static void Write(IBufferWriter<byte> output, TemplateHole hole)
    {
        Text(output, hole.Template);
        Number(output, hole.Number);
        Number(output, (hole.SeesModel ? SeesModel : 0) | (hole.ReadsModel ? ReadsModel : 0));
        Number(output, (int)hole.Validity);
        Text(output, hole.Source is { } source ? "+" + source : "");
        Number(output, hole.Captured.Count);
        foreach (var (path, value) in hole.Captured)
        {
            Number(output, path.Count);
            foreach (var name in path) Text(output, name);
            // What was captured is a scalar or a list made of such, or it would have been refused.
            Text(output, ValueText.TryWrite(value, static list => list.AsObject as ValueArray) ?? "n");
        }
    }

    private static TemplateHole ReadHole(ref ReadOnlySpan<byte> bytes)
    {
        var (template, number) = (Text(ref bytes), (int)Number(ref bytes));
        var (sight, validity, source) = ((int)Number(ref bytes), (HoleValidity)Number(ref bytes), Text(ref bytes));
        var captured = new CapturedValue[Count(ref bytes)];
        for (var i = 0; i < captured.Length; i++)
        {
            var path = new string[Count(ref bytes)];
            if (path.Length == 0) throw new FormatException("A captured value has no name.");
            for (var j = 0; j < path.Length; j++) path[j] = Text(ref bytes);
            captured[i] = new(path, ValueText.Read(Text(ref bytes)));
        }

        return new(template, number, captured)
        {
            SeesModel = (sight & SeesModel) != 0,
            ReadsModel = (sight & ReadsModel) != 0,
            Validity = validity,
            Source = source.Length == 0 ? null : source[1..],
        };
    }
}
