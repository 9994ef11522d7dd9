using System.Security.Cryptography;
using Caching;

namespace Rendering.Fragments;

/// <summary>
/// Something rendered, a section or a page, with all that must be known to use it again: what it was made from, how long it holds,
/// and the side effects that a hit replays. Immutable.
/// </summary>
[CacheSerializer(typeof(RenditionSerializer))]
public sealed class Rendition
{
    internal Rendition(ReadOnlyMemory<byte> utf8, FragmentScope scope)
    {
        Utf8 = utf8;
        ETag = Digest(utf8.Span);
        Tags = [.. scope.Tags];
        Dependencies = [.. scope.Dependencies];
        Captures = [.. scope.Captures];
        FreshUntil = scope.FreshUntil;
        StaleUntil = scope.StaleUntil;
        Unstorable = scope.Unstorable;
        HasEffects = Tags.Count + Dependencies.Count + Captures.Count > 0;
    }

    internal Rendition(ReadOnlyMemory<byte> utf8, string etag, string[] tags, TemplateDependency[] dependencies, Capture[] captures, DateTimeOffset freshUntil, DateTimeOffset staleUntil)
    {
        Utf8 = utf8;
        ETag = etag;
        Tags = tags;
        Dependencies = dependencies;
        Captures = captures;
        FreshUntil = freshUntil;
        StaleUntil = staleUntil;
        HasEffects = Tags.Count + Dependencies.Count + Captures.Count > 0;
    }

    /// <summary>The bytes, as UTF-8.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; }

    /// <summary>
    /// The opaque part of a strong ETag, 22 characters of base64url: the first 128 bits of the bytes' SHA-256. Computed once, when the
    /// rendition is made.
    /// </summary>
    public string ETag { get; }

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

    /// <summary>A hit must do more than write the bytes.</summary>
    internal bool HasEffects { get; }

    /// <summary>Memory that it takes up, in bytes.</summary>
    internal long Size => Utf8.Length + 200 + Captures.Sum(static c => c.Utf8.Length + 100L) + 50L * (Tags.Count + Dependencies.Count);

    /// <summary>The opaque part of a strong ETag for these bytes.</summary>
    internal static string Digest(ReadOnlySpan<byte> utf8)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(utf8, hash);
        return System.Buffers.Text.Base64Url.EncodeToString(hash[..16]);
    }
}
