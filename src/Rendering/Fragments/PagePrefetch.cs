using Caching;

namespace Rendering.Fragments;

/// <summary>
/// What one render reads ahead: when its first section must be asked of a store, all that the page asked for the last times, in one batch.
/// In a process that has not rendered the page, the manifest comes with that first section, and the rest in a second batch. A page whose
/// sections are all in memory never comes here.
/// </summary>
internal sealed class PagePrefetch(PageManifests manifests, string identity, CacheManager caches)
{
    private static readonly HashSet<CacheLookup> Nothing = [];

    private readonly CacheReadAhead _ahead = new(caches);
    private readonly List<CacheLookup> _used = [];
    private HashSet<CacheLookup> _readAhead = Nothing;
    private PageManifest? _loaded;

    /// <summary>Notes that a section is about to be asked for, and gives what was read ahead.</summary>
    public async ValueTask<CacheReadAhead> BeforeAsync(CacheLookup lookup, CancellationToken cancellation)
    {
        // More are not kept anyway.
        if (_used.Count <= PageManifest.MostKeys) _used.Add(lookup);
        if (_used.Count > 1) return _ahead;
        var manifest = manifests.Find(identity);
        if (manifest is null)
        {
            var at = PageManifests.LookupOf(identity, lookup);
            await _ahead.ReadAsync([lookup, at], cancellation).ConfigureAwait(false);
            manifest = _loaded = await manifests.LoadAsync(at, _ahead, cancellation).ConfigureAwait(false);
            _readAhead = [.. manifest.Keys.Select(static use => use.Lookup)];
            await _ahead.ReadAsync(_readAhead.Where(other => other != lookup), cancellation).ConfigureAwait(false);
        }
        else
        {
            _readAhead = [.. manifest.Keys.Select(static use => use.Lookup)];
            await _ahead.ReadAsync(_readAhead.Append(lookup), cancellation).ConfigureAwait(false);
        }

        return _ahead;
    }

    /// <summary>The page was rendered to its end.</summary>
    public void Learn() => manifests.Learn(identity, _used, _readAhead, _loaded);
}
