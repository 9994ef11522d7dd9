using Caching;
using Rendering.Engines;
using Rendering.Fragments;
using Rendering.Output;

namespace Rendering;

/// <summary>The part that serves and makes cached sections.</summary>
internal sealed partial class RenderSession
{
    private int _edits;
    private FragmentSpec _made;
    private ulong _version;
    private Cache? _cache;

    public override bool TryFragment(in FragmentSpec spec, ReadOnlySpan<char> key, IRenderOutput output)
    {
        if (_explains || FindFragment(spec, key) is not { } found) return false;
        Report.FragmentHits++;
        Use(found, output);
        return true;
    }

    public override Rendition? FindFragment(in FragmentSpec spec, ReadOnlySpan<char> key)
    {
        if (!IsCaching) return null;
        var cache = CacheOf(spec, out var version);
        try
        {
            var (type, region) = _core.StoreOf(spec);
            if (!cache.TryGetLocal<Rendition>(key, type, region, version, _now ??= Caches.Time.GetUtcNow(), out var found) || !_core.IsCurrent(found, Generation)) return null;
            NoteHit(spec, key);
            return found;
        }
        catch (CacheException error)
        {
            throw new TemplateRenderException(error.Message, error);
        }
    }

    public override async ValueTask FragmentAsync(FragmentSpec spec, CacheKey key, IFragmentBody body, IRenderOutput output)
    {
        using var watch = new Watch(this, spec, key);
        if (!IsCaching)
        {
            var mark = output.Length;
            foreach (var tag in FragmentName.TagsOf(spec) ?? []) _scope.Add(tag);
            await body.RenderAsync(this, output).ConfigureAwait(false);
            watch.Bypassed(output.Length - mark);
            return;
        }
        spec = _core.Resolve(spec);
        var cache = CacheOf(spec, out var version);
        var (digest, edits) = (_version, _edits);
        var creating = new Creating(this, body, output, spec.Vary ?? [], edits, digest, (rendition, uses) => watch.Stored(cache, rendition, uses));
        var options = OptionsOf(spec, cache, version) with
        {
            Ahead = await AheadAsync(spec, cache, key).ConfigureAwait(false),
            Explanation = watch.Explanation,
        };
        Rendition made;
        try
        {
            try
            {
                made = await cache
                    .GetOrCreateAsync(key, creating, static (c, creation) => c.RenderAsync(creation), options, _cancellation).ConfigureAwait(false);
            }
            catch (CacheRingException ring)
            {
                made = await RenderAloneAsync(cache, key, creating, options, ring).ConfigureAwait(false);
            }
        }
        catch (CacheException error)
        {
            throw new TemplateRenderException(error.Message, error);
        }
        watch.End(cache, made, creating.Ran, digest);
        if (creating.Ran) Report.FragmentMisses++;
        else if (made.Unstorable is not null)
        {
            // What must not be stored is not for others either: it may be private, or cut short by a break of its own loop.
            Report.FragmentMisses++;
            made = await RenderOwnAsync(cache, key, creating, options).ConfigureAwait(false);
        }
        else Report.FragmentHits++;
        Use(made, output);
    }

    private CacheEntryOptions OptionsOf(in FragmentSpec spec, Cache cache, ulong version) => new()
    {
        Expire = spec.Expire,
        Sliding = spec.Sliding,
        Stale = spec.Stale,
        Type = spec.Type,
        Region = spec.Region,
        Tags = spec.GivenKey is { } given ? [.. FragmentName.TagsOf(spec) ?? [], FragmentName.KeyTag(cache.Namespace, given)] : FragmentName.TagsOf(spec),
        Version = version,
        Accept = stored => stored is Rendition rendition && _core.IsCurrent(rendition, Generation),
        Refresh = StaleRefresh.Caller,
    };

    private void Use(Rendition rendition, IRenderOutput output)
    {
        rendition.Content.WriteTo(output);
        _scope.Merge(rendition);
    }

    // Sections of one template follow one another, and its name is the same object each time.
    private Cache CacheOf(in FragmentSpec spec, out ulong version)
    {
        if (_cache is null || !ReferenceEquals(spec.Template, _made.Template) || !ReferenceEquals(spec.From, _made.From) || spec.Namespace != _made.Namespace)
        {
            var entry = _core.Graph.Find(spec.Template, spec.From ?? _template, Generation);
            _version = entry is null ? 0 : _core.VersionOf(entry, _escape, Generation, out _edits);
            _cache = _core.Caches.GetCache(spec.Namespace ?? entry?.Name ?? spec.Template);
            _made = spec;
        }
        version = _version ^ spec.Version;
        return _cache;
    }

    /// <summary>
    /// The one creation of a section. Its body writes into the page's own output, is taken from there, and is written once more with
    /// everybody else's: who renders and who waits get the same bytes by the same way.
    /// </summary>
    private sealed class Creating(
        RenderSession session, IFragmentBody body, IRenderOutput output, RequestValue[] keyed, int edits, ulong digest, Action<Rendition, IReadOnlyList<FragmentUse>> made)
    {
        public bool Ran { get; private set; }

        public async ValueTask<Rendition> RenderAsync(CacheCreation creation)
        {
            Ran = true;
            var (outer, cancellation, mark) = (session._scope, session._cancellation, output.Length);
            var (around, started) = (session._uses, session.Time.GetTimestamp());
            var uses = session._uses = [];
            var scope = session._scope = new FragmentScope(page: null, session.Limits.OutputBytes) { Keyed = keyed };
            session._cancellation = creation.CancellationToken;
            try
            {
                await body.RenderAsync(session, output).ConfigureAwait(false);
                var rendition = session._core.Store(creation, scope, Taken(output, mark), edits, digest, session.Time.GetElapsedTime(started));
                made(rendition, uses);
                return rendition;
            }
            finally
            {
                output.Rewind(mark);
                session._scope = outer;
                session._uses = around;
                session._cancellation = cancellation;
            }
        }
    }

    private static Segments Taken(IRenderOutput output, int mark) =>
        output is Utf8Output direct ? direct.SegmentsSince(mark) : new(output.Since(mark).ToArray());
}
