using Caching;
using Rendering.Fragments;

namespace Rendering.Diagnostics;

/// <summary>What became of a page in the cache.</summary>
internal static class PageReport
{
    /// <summary>Counts the page, remembers what it is made of, and says in the report what became of it, where somebody asks.</summary>
    public static void Note(RendererCore core, Making making, Rendition page, CacheExplanation why)
    {
        var name = making.Entry.Name;
        var verdict = FragmentVerdict.Of(making.Ran, page, why, making.Digest, core, making.Generation);
        if (verdict.IsHit) RenderingMetrics.PageHit(name);
        else RenderingMetrics.PageMiss(name, verdict.Reason);
        if (verdict.Outcome != FragmentOutcome.Made) core.Dependencies.Note(new(name, making.StoredKey, null), name, isPage: true, page, uses: null);
        if (!core.Explains(making.Request)) return;
        making.Report.Page = new FragmentReport
        {
            Template = name,
            Key = string.Join(", ", making.StoredKey.Describe()),
            Outcome = verdict.Outcome,
            Reason = verdict.Reason,
            Detail = verdict.Detail,
            NotStored = making.Ran ? page.Unstorable : null,
            Age = why.Entry?.Created is { } created ? core.Caches.Time.GetUtcNow() - created : null,
            Size = page.Utf8.Length,
            MadeIn = page.MadeIn,
            Took = core.Options.Time.GetElapsedTime(making.Started),
        };
    }
}
