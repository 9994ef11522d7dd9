using System.Diagnostics.Metrics;
using Rendering.Fragments;

namespace Rendering.Diagnostics;

/// <summary>
/// The counters of all renderers of the process, in the meter <c>Rendering</c>: <c>rendering.fragment.hits</c>,
/// <c>rendering.fragment.misses</c>, <c>rendering.page.hits</c> and <c>rendering.page.misses</c>, each with the tag <c>template</c>,
/// misses with <c>reason</c> too.
/// </summary>
internal static class RenderingMetrics
{
    private static readonly Meter Meter = new("Rendering");

    private static readonly Counter<long> FragmentHits =
        Meter.CreateCounter<long>("rendering.fragment.hits", "{section}", "Cached sections served from the cache.");

    private static readonly Counter<long> FragmentMisses =
        Meter.CreateCounter<long>("rendering.fragment.misses", "{section}", "Cached sections not served from the cache.");

    private static readonly Counter<long> PageHits = Meter.CreateCounter<long>("rendering.page.hits", "{page}", "Pages served from the cache.");

    private static readonly Counter<long> PageMisses = Meter.CreateCounter<long>("rendering.page.misses", "{page}", "Pages not served from the cache.");

    public static void FragmentHit(string template) => Hit(FragmentHits, template);

    public static void FragmentMiss(string template, FragmentReason reason) => Miss(FragmentMisses, template, reason);

    public static void PageHit(string template) => Hit(PageHits, template);

    public static void PageMiss(string template, FragmentReason reason) => Miss(PageMisses, template, reason);

    private static void Hit(Counter<long> counter, string template)
    {
        if (counter.Enabled) counter.Add(1, new KeyValuePair<string, object?>("template", template));
    }

    private static void Miss(Counter<long> counter, string template, FragmentReason reason)
    {
        if (counter.Enabled) counter.Add(1, new("template", template), new("reason", Words.Tag(reason)));
    }
}
