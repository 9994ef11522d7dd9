using Caching;
using Rendering.Output;

namespace Rendering.Fragments;

/// <summary>
/// Something rendered, a section or a page, with all that must be known to use it again: what it was made from, how long it holds,
/// and the side effects that a hit replays. Immutable.
/// </summary>
[CacheSerializer(typeof(RenditionSerializer))]
public sealed class Rendition
{
    internal Rendition(Segments content, FragmentScope scope)
        : this(content, null, [.. scope.Tags], [.. scope.Dependencies], [.. scope.Captures], scope.FreshUntil, scope.StaleUntil) =>
        Unstorable = scope.Unstorable;

    internal Rendition(Segments content, string? etag, string[] tags, TemplateDependency[] dependencies, Capture[] captures, DateTimeOffset freshUntil, DateTimeOffset staleUntil)
    {
        Content = content;
        Digest = new() { Value = etag };
        Tags = tags;
        Dependencies = dependencies;
        Captures = captures;
        FreshUntil = freshUntil;
        StaleUntil = staleUntil;
        HasEffects = Tags.Count + Dependencies.Count + Captures.Count > 0;
    }

    /// <summary>The bytes, and the holes between them.</summary>
    public Segments Content { get; }

    /// <summary>The bytes, as UTF-8, without what fills the holes.</summary>
    public ReadOnlyMemory<byte> Utf8 => Content.Utf8;

    /// <summary>
    /// The opaque part of a strong ETag, 22 characters of base64url: the first 128 bits of the SHA-256 of the bytes and of what the holes
    /// are made from. Computed once: where the rendition is a page, or goes to a store that keeps bytes, when it is made. A page with holes
    /// has one of its own: <see cref="RenderedPage.ETag"/>.
    /// </summary>
    public string ETag => Digest.Value ??= RenditionDigest.Of(Content);

    /// <summary><see cref="ETag"/>, as far as somebody has asked for it.</summary>
    internal KnownDigest Digest { get; }

    /// <summary>The tags that void it.</summary>
    public IReadOnlyList<string> Tags { get; }

    /// <summary>The templates that were looked for at run time.</summary>
    public IReadOnlyList<TemplateDependency> Dependencies { get; }

    /// <summary>The side effects that a hit replays.</summary>
    public IReadOnlyList<Capture> Captures { get; }

    /// <summary>It is fresh until then; the least of its parts. <see cref="DateTimeOffset.MaxValue"/> for never expiring.</summary>
    public DateTimeOffset FreshUntil { get; }

    /// <summary>It may be served while it is made anew until then; the least of its parts.</summary>
    public DateTimeOffset StaleUntil { get; }

    /// <summary>Why it must not be stored; null where it may be.</summary>
    public string? Unstorable { get; }

    /// <summary>What rendering it failed with, for those who wait for it; never stored.</summary>
    internal Exception? Error { get; init; }

    /// <summary>How long it took to make; zero where nobody measured.</summary>
    public TimeSpan MadeIn { get; internal init; }

    /// <summary>The digest of the template that it was made from; 0 where it was not made to be stored.</summary>
    internal ulong MadeFrom { get; init; }

    /// <summary>The index of dependencies that has it; null for none. Whoever races to put it there writes the same.</summary>
    internal object? IndexedBy { get; set; }

    /// <summary>A hit must do more than write the bytes.</summary>
    internal bool HasEffects { get; }

    /// <summary>Memory that it takes up, in bytes.</summary>
    internal long Size => 200 + Content.Size + Captures.Sum(static c => c.Content.Size + 100) + (50L * (Tags.Count + Dependencies.Count));
}

/// <summary>
/// The digest of a rendition, for who remembers it without its bytes. Null until somebody asked the rendition, and most sections in memory
/// are never asked: the digest would be half the cost of keeping one. Whoever races to compute it gets the same.
/// </summary>
internal sealed class KnownDigest
{
    public string? Value { get; set; }
}
