using Caching;
using Rendering.Diagnostics;
using Rendering.Fragments;

namespace Rendering;

/// <summary>The part that says what became of sections, and remembers what a rendition holds.</summary>
internal sealed partial class RenderSession
{
    private bool _explains;
    private int _depth;

    /// <summary>The sections that what is being made holds; null where nothing is made to be stored.</summary>
    private List<FragmentUse>? _uses;

    /// <summary>The sections of the page that is being made.</summary>
    public IReadOnlyList<FragmentUse> Uses => _uses ?? (IReadOnlyList<FragmentUse>)[];

    /// <summary>Has the sections noted: the page is made to be stored.</summary>
    public void NoteUses() => _uses = [];

    // Hits of one statement follow one another, so they are counted together: an interlocked addition is as much as a tenth of a hit.
    private FragmentPlace? _hitPlace;
    private int _hits;

    private void CountHits(FragmentPlace? next)
    {
        _hitPlace?.Hit(_hits);
        (_hitPlace, _hits) = (next, 0);
    }

    private void NoteHit(in FragmentSpec spec, ReadOnlySpan<char> key)
    {
        RenderingMetrics.FragmentHit(_cache!.Namespace);
        if (!ReferenceEquals(spec.Place, _hitPlace)) CountHits(spec.Place);
        _hits++;
        _uses?.Add(new FragmentUse(_cache.Namespace, CacheKey.FromEncoded(key), spec.Name));
    }

    /// <summary>An item of a collection that was found at once, and counted then.</summary>
    private void ExplainHit(in FragmentSpec spec, Rendition found)
    {
        if (!_explains) return;
        var report = new FragmentReport { Template = "", Outcome = FragmentOutcome.Hit, Size = found.Utf8.Length, MadeIn = found.MadeIn };
        Report.End(Report.Begin(), Describe(report, spec, key: null, _depth));
    }

    /// <summary>An item of a collection that the store was asked for with all others, so that nobody can say why it was not there.</summary>
    private void NoteItem(in FragmentSpec spec, Cache cache, CacheKey key, Rendition item, bool made)
    {
        var report = new FragmentReport
        {
            Template = "",
            Outcome = made ? FragmentOutcome.Made : FragmentOutcome.Hit,
            Reason = made ? FragmentReason.NotSaid : FragmentReason.None,
            NotStored = made ? item.Unstorable : null,
            Size = item.Utf8.Length,
            MadeIn = item.MadeIn,
        };
        _core.Places.Of(spec).Note(spec, key.GetHashCode(), report, item);
        if (made) RenderingMetrics.FragmentMiss(cache.Namespace, report.Reason);
        else RenderingMetrics.FragmentHit(cache.Namespace);
        _uses?.Add(new FragmentUse(cache.Namespace, key, spec.Name));
        if (!made) _core.Dependencies.Note(new(cache.Namespace, key, spec.Name), cache.Namespace, isPage: false, item, uses: null);
        if (_explains) Report.End(Report.Begin(), Describe(report, spec, key, _depth));
    }

    private FragmentReport Describe(FragmentReport report, in FragmentSpec spec, CacheKey? key, int depth)
    {
        var (line, column) = _core.Places.Locate(spec);
        var made = _core.Graph.Find(spec.Template, spec.From ?? _template, Generation)?.Name ?? spec.Template;
        return report with
        {
            Name = spec.Name,
            Template = spec.From ?? spec.Template,
            Partial = spec.From is { } from && from != made ? made : null,
            Line = line,
            Column = column,
            Depth = depth,
            // The first part is the section's identity, which its place says.
            Key = string.Join(", ", key?.Describe().Skip(1) ?? []),
        };
    }

    /// <summary>One section that was not answered at once: measured, counted, and explained where somebody asks.</summary>
    private sealed class Watch : IDisposable
    {
        private readonly RenderSession _session;
        private readonly FragmentSpec _spec;
        private readonly CacheKey _key;
        private readonly long _started;
        private readonly int _place;
        private readonly int _depth;
        private CacheExplanation? _explanation;

        public Watch(RenderSession session, in FragmentSpec spec, CacheKey key)
        {
            (_session, _spec, _key) = (session, spec, key);
            _started = session.Time.GetTimestamp();
            _depth = session._depth++;
            _place = session._explains ? session.Report.Begin() : -1;
        }

        public CacheExplanation Explanation => _explanation ??= new();

        // An error on its way may end in the page, with the rest of it behind.
        public void Dispose() => _session._depth = _depth;

        public void Bypassed(int size)
        {
            if (_place < 0) return;
            var took = _session.Time.GetElapsedTime(_started);
            _session.Report.End(_place, Describe(new()
            {
                Template = "",
                Outcome = FragmentOutcome.Uncached,
                Reason = _session._request.IsPreview ? FragmentReason.Preview : FragmentReason.Disabled,
                Size = size,
                MadeIn = took,
                Took = took,
            }));
        }

        public void End(Cache cache, Rendition rendition, bool ran, ulong digest)
        {
            var core = _session._core;
            var verdict = FragmentVerdict.Of(ran, rendition, Explanation, digest, core, _session.Generation);
            var report = new FragmentReport
            {
                Template = _spec.From ?? _spec.Template,
                Outcome = verdict.Outcome,
                Reason = verdict.Reason,
                Detail = verdict.Detail,
                NotStored = ran ? rendition.Unstorable : null,
                Age = Explanation.Entry?.Created is { } created ? _session.Caches.Time.GetUtcNow() - created : null,
                Size = rendition.Utf8.Length,
                MadeIn = rendition.MadeIn,
                Took = _session.Time.GetElapsedTime(_started),
            };
            core.Places.Of(_spec).Note(_spec, _key.GetHashCode(), report, rendition);
            if (verdict.IsHit) RenderingMetrics.FragmentHit(cache.Namespace);
            else RenderingMetrics.FragmentMiss(cache.Namespace, verdict.Reason);
            _session._uses?.Add(new FragmentUse(cache.Namespace, _key, _spec.Name));
            if (verdict.Outcome != FragmentOutcome.Made) core.Dependencies.Note(new(cache.Namespace, _key, _spec.Name), cache.Namespace, isPage: false, rendition, uses: null);
            if (_place >= 0) _session.Report.End(_place, Describe(report));
        }

        public void Stored(Cache cache, Rendition rendition, IReadOnlyList<FragmentUse> uses)
        {
            if (rendition.Unstorable is null) _session._core.Dependencies.Note(new(cache.Namespace, _key, _spec.Name), cache.Namespace, isPage: false, rendition, uses);
        }

        private FragmentReport Describe(FragmentReport report) => _session.Describe(report, _spec, _key, _depth);
    }
}
