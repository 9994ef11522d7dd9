using Caching;

namespace Rendering.Fragments;

/// <summary>
/// What one render reads ahead: when its first section must be asked of a store, all that the page asked for the last times, in one batch.
/// In a process that has not rendered the page, the manifest comes with that first section, and the rest in a second batch. A page whose
/// sections are all in memory never comes here.
/// </summary>
internal sealed class PagePrefetch(PageManifests manifests, string identity, CacheManager caches)
{
    private readonly CacheReadAhead _ahead = new(caches);
    private readonly List<CacheLookup> _used = [];
    private PageManifest _readAhead = PageManifest.Empty;
    private StoredManifest? _loaded;

    /// <summary>Notes that sections are about to be asked for, and gives what was read ahead.</summary>
    public ValueTask<CacheReadAhead> BeforeAsync(IReadOnlyList<CacheLookup> lookups, CancellationToken cancellation)
    {
        var isFirst = _used.Count == 0;
        // More are not kept anyway.
        foreach (var lookup in lookups)
            if (_used.Count <= PageManifest.MostKeys) _used.Add(lookup);
        return isFirst && lookups.Count > 0 ? ReadAsync(lookups, cancellation) : new(_ahead);
    }

    /// <summary>The page was rendered to its end.</summary>
    public void Learn()
    {
        if (_used.Count > 0) manifests.Learn(identity, _used, _readAhead, _loaded);
    }

    private async ValueTask<CacheReadAhead> ReadAsync(IReadOnlyList<CacheLookup> first, CancellationToken cancellation)
    {
        var asked = new List<CacheLookup>(first);
        if (manifests.Find(identity) is { } known)
        {
            _readAhead = known;
            asked.AddRange(known.Keys.Select(static use => use.Lookup));
            await _ahead.ReadAsync(asked, cancellation).ConfigureAwait(false);
            return _ahead;
        }

        var at = PageManifests.LookupOf(identity, first[0]);
        asked.Add(at);
        await _ahead.ReadAsync(asked, cancellation).ConfigureAwait(false);
        _loaded = await manifests.LoadAsync(at, _ahead, cancellation).ConfigureAwait(false);
        _readAhead = _loaded?.Manifest ?? PageManifest.Empty;
        await _ahead.ReadAsync(_readAhead.Keys.Select(static use => use.Lookup).Except(first), cancellation).ConfigureAwait(false);
        return _ahead;
    }
}
