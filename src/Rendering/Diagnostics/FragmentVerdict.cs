using System.Globalization;
using Caching;
using Rendering.Fragments;

namespace Rendering.Diagnostics;

/// <summary>What became of a section or page, and why: what the cache says, read with what the renderer knows of templates.</summary>
internal readonly record struct FragmentVerdict(FragmentOutcome Outcome, FragmentReason Reason = FragmentReason.None, string? Detail = null)
{
    public bool IsHit => Outcome is FragmentOutcome.Hit or FragmentOutcome.StaleHit;

    /// <param name="ran">Whether this call rendered it.</param>
    /// <param name="rendition">What the cache gave.</param>
    /// <param name="why">What the cache says.</param>
    /// <param name="digest">The present digest of its template, its <c>version:</c> apart.</param>
    /// <param name="core">The renderer.</param>
    /// <param name="generation">The state of the templates.</param>
    public static FragmentVerdict Of(bool ran, Rendition rendition, CacheExplanation why, ulong digest, RendererCore core, long generation)
    {
        if (ran) return Missed(FragmentOutcome.Made, why, digest, core, generation);
        // What must not be stored is not for others either, so this call makes its own.
        if (rendition.Unstorable is { } forbidden) return new(FragmentOutcome.Made, FragmentReason.Forbidden, forbidden);
        return why.Outcome switch
        {
            CacheOutcome.Hit => new(FragmentOutcome.Hit),
            CacheOutcome.Stale => new(FragmentOutcome.StaleHit),
            // The factory was not run, so another process had stored it by then.
            _ => Missed(FragmentOutcome.Joined, why, digest, core, generation),
        };
    }

    private static FragmentVerdict Missed(FragmentOutcome outcome, CacheExplanation why, ulong digest, RendererCore core, long generation) => why.Miss switch
    {
        CacheMiss.None => new(outcome, FragmentReason.Stale, Invalidation(why)),
        CacheMiss.Absent => new(outcome, FragmentReason.Absent),
        CacheMiss.Expired => new(outcome, FragmentReason.Expired, Invalidation(why)),
        CacheMiss.Invalidated => new(outcome, FragmentReason.Invalidated, Invalidation(why)),
        CacheMiss.OtherVersion when why.Refused is Rendition old => new(outcome, old.MadeFrom == digest ? FragmentReason.VersionDiffers : FragmentReason.TemplateChanged),
        CacheMiss.OtherVersion => new(outcome, FragmentReason.TemplateOrVersion),
        CacheMiss.NotAccepted => new(outcome, FragmentReason.TemplateChanged, (why.Refused as Rendition)?.Dependencies
            .FirstOrDefault(dependency => core.Graph.DigestOf(dependency.Template, generation) != dependency.Digest).Template),
        CacheMiss.OtherType => new(outcome, FragmentReason.OtherType),
        CacheMiss.Unreadable => new(outcome, FragmentReason.Unreadable),
        CacheMiss.StoreFailed => new(outcome, FragmentReason.StoreFailed),
        _ => new(outcome, FragmentReason.Disabled),
    };

    private static string? Invalidation(CacheExplanation why)
    {
        if (!why.IsInvalidated) return null;
        var what = why.Tag switch
        {
            null => "its namespace",
            "*" => "everything",
            var tag => FragmentName.Of(tag) is { } name ? $"fragment {name}" : FragmentName.IsReserved(tag) ? "its key" : $"tag {tag}",
        };
        return why.InvalidatedAt is { } at ? $"{what} at {at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)}Z" : what;
    }
}
