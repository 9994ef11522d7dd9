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

    /// <summary>The bytes, as UTF-8, with all holes filled; empty where <see cref="IsKnown"/>.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; init; } = Rendition.Utf8;

    /// <summary>
    /// The opaque part of the page's ETag, a strong one unless <see cref="HasStaleHoles"/>. Null for a page with a hole that gives no version, and does not say that a stale
    /// one will do: nobody knows when it changes.
    /// </summary>
    public string? ETag { get; init; } = Rendition.ETag;

    /// <summary>Whether whoever asks has the page already (<see cref="RenderRequest.Knows"/>), so that its holes were not filled.</summary>
    public bool IsKnown { get; init; }

    /// <summary>Whether parts of it were made for this request alone.</summary>
    public bool HasHoles => Rendition.Content.Holes.Count > 0;

    /// <summary>Whether it has holes that a client may keep: answers with one ETag then differ in their bytes, so it has to be weak.</summary>
    public bool HasStaleHoles => Rendition.Content.Holes.Any(static at => at.Hole is TemplateHole { Validity: HoleValidity.Stale });
}
