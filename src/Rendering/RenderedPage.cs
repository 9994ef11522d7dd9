using Rendering.Fragments;

namespace Rendering;

/// <summary>A rendered page: its bytes and ETag, and how it was made.</summary>
/// <param name="Rendition">The page.</param>
/// <param name="Report">How it was made.</param>
public sealed record RenderedPage(Rendition Rendition, RenderReport Report)
{
    /// <summary>
    /// What the template's name says that the page is, with its dot: <c>.json</c> for <c>data.json.liquid</c>; empty where it says
    /// nothing, which is HTML. It decides whether the page is escaped (<see cref="EscapeMode.ByName"/>), and so what it may be sent as.
    /// </summary>
    public string Extension { get; init; } = "";

    /// <summary>The bytes, as UTF-8.</summary>
    public ReadOnlyMemory<byte> Utf8 => Rendition.Utf8;

    /// <summary>The opaque part of a strong ETag of the bytes.</summary>
    public string ETag => Rendition.ETag;
}
