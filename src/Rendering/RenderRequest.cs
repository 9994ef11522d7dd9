using System.Globalization;
using Caching;

namespace Rendering;

/// <summary>
/// What a render knows of the one who asked for it. Of all this only the culture is in a key by itself; what is cached and reads anything
/// else must name it (<c>vary</c>, or a part of its key), else it is not stored.
/// </summary>
public sealed record RenderRequest
{
    /// <summary>Nobody in particular.</summary>
    public static RenderRequest None { get; } = new();

    /// <summary>The culture of numbers and dates; null for <see cref="RendererOptions.Culture"/>.</summary>
    public CultureInfo? Culture { get; init; }

    /// <summary>
    /// What tells the pages of one template apart, such as a path: sections that this page asked a store for are read ahead when it is
    /// rendered again. It is no part of any key of what is cached; another page's value costs reads in vain.
    /// </summary>
    public CacheKey? Prefetch { get; init; }

    /// <summary>Says in the report what became of the page and of each cached section, and why (<see cref="RenderReport.Fragments"/>).</summary>
    public bool Explain { get; init; }

    /// <summary>A preview, of what is not published: it neither reads nor writes the caches.</summary>
    public bool IsPreview { get; init; }

    /// <summary>What becomes of holes that can be had from elsewhere.</summary>
    public HoleMode Holes { get; init; }

    /// <summary>
    /// Asked with the page's ETag, where it has one, before its holes are filled: true where whoever asks has that page already. Then it is
    /// not filled (<see cref="RenderedPage.IsKnown"/>).
    /// </summary>
    public Func<string, bool>? Knows { get; init; }

    /// <summary>What templates read as <c>request.query.page</c> and its like; null for nothing.</summary>
    public RequestValues? Values { get; init; }

    /// <summary>
    /// The answer is this client's own, as where somebody is signed in. A page under a key that everyone has is then neither read from the
    /// caches nor stored; one with a key of its own is.
    /// </summary>
    public bool IsPrivate { get; init; }
}
