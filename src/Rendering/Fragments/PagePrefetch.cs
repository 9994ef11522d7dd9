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

    /// <summary>Notes that sections are about to be asked for, and gives what was read ahead.</summary>
    public async ValueTask<CacheReadAhead> BeforeAsync(IReadOnlyList<CacheLookup> lookups, CancellationToken cancellation)
    {
        var isFirst = _used.Count == 0;
        // More are not kept anyway.
        _used.AddRange(lookups.Take(PageManifest.MostKeys + 1 - _used.Count));
        if (!isFirst) return _ahead;
        var manifest = manifests.Find(identity);
        if (manifest is null)
        {
            var at = PageManifests.LookupOf(identity, lookups[0]);
            await _ahead.ReadAsync(lookups.Append(at), cancellation).ConfigureAwait(false);
            manifest = _loaded = await manifests.LoadAsync(at, _ahead, cancellation).ConfigureAwait(false);
            _readAhead = [.. manifest.Keys.Select(static use => use.Lookup)];
            await _ahead.ReadAsync(_readAhead.Except(lookups), cancellation).ConfigureAwait(false);
        }
        else
        {
            _readAhead = [.. manifest.Keys.Select(static use => use.Lookup)];
            await _ahead.ReadAsync(_readAhead.Concat(lookups), cancellation).ConfigureAwait(false);
        }

        return _ahead;
    }

    /// <summary>The page was rendered to its end.</summary>
    public void Learn() => manifests.Learn(identity, _used, _readAhead, _loaded);
}
