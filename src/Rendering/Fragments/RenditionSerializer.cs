using System.Buffers;
using Caching;
using static Rendering.Fragments.StoredParts;

namespace Rendering.Fragments;

/// <summary>
/// Renditions as bytes: every text and list with its length before it, numbers of 64 bits with the low byte first. The stores' own
/// checksum has been checked before anything is read.
/// </summary>
internal sealed class RenditionSerializer : ICacheSerializer<Rendition>
{
    public string Form => "rendition 2";

    public void Write(Rendition value, IBufferWriter<byte> output)
    {
        Number(output, value.FreshUntil.UtcTicks);
        Number(output, value.StaleUntil.UtcTicks);
        SegmentsForm.Write(output, value.Content);
        Text(output, value.ETag);
        Number(output, value.Tags.Count);
        foreach (var tag in value.Tags) Text(output, tag);
        Number(output, value.Dependencies.Count);
        foreach (var (template, digest) in value.Dependencies)
        {
            Text(output, template);
            Number(output, unchecked((long)digest));
        }
        Number(output, value.Captures.Count);
        foreach (var capture in value.Captures)
        {
            Text(output, capture.Kind);
            Text(output, capture.Name);
            Text(output, capture.Once is { } once ? "+" + once : "");
            SegmentsForm.Write(output, capture.Content);
        }
        // Behind the rest, and left out where nobody noted it, as in the first version.
        if (value.MadeIn == TimeSpan.Zero && value.MadeFrom == 0) return;
        Number(output, value.MadeIn.Ticks);
        Number(output, unchecked((long)value.MadeFrom));
    }

    public Rendition Read(ReadOnlySpan<byte> bytes)
    {
        var freshUntil = Time(ref bytes);
        var staleUntil = Time(ref bytes);
        var content = SegmentsForm.Read(ref bytes);
        var etag = Text(ref bytes);
        var tags = new string[Count(ref bytes)];
        for (var i = 0; i < tags.Length; i++) tags[i] = Text(ref bytes);
        var dependencies = new TemplateDependency[Count(ref bytes)];
        for (var i = 0; i < dependencies.Length; i++) dependencies[i] = new(Text(ref bytes), unchecked((ulong)Number(ref bytes)));
        var captures = new Capture[Count(ref bytes)];
        for (var i = 0; i < captures.Length; i++) captures[i] = ReadCapture(ref bytes);
        var (madeIn, madeFrom) = bytes.IsEmpty ? default : (TimeSpan.FromTicks(Number(ref bytes)), unchecked((ulong)Number(ref bytes)));
        if (!bytes.IsEmpty) throw new FormatException("There are bytes behind the rendition.");
        return new Rendition(content, etag, tags, dependencies, captures, freshUntil, staleUntil) { MadeIn = madeIn, MadeFrom = madeFrom };
    }

    private static Capture ReadCapture(ref ReadOnlySpan<byte> bytes)
    {
        var (kind, name, once) = (Text(ref bytes), Text(ref bytes), Text(ref bytes));
        return new(kind, name, SegmentsForm.Read(ref bytes)) { Once = once.Length == 0 ? null : once[1..] };
    }
}
