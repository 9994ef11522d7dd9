using System.Security.Cryptography;
using System.Text;
using Caching;
using Rendering.Fragments;

namespace Rendering;

/// <summary>The part that reads ahead what the page's sections will ask their stores for.</summary>
internal sealed partial class RenderSession
{
    // Longer ones are hashed: a query may be as long as the client likes.
    private const int LongestIdentity = 200;

    private PagePrefetch? _prefetch;

    private CacheKey? _pageKey;
    private bool _isFilling;

    /// <summary>Says which page is rendered; none of it is needed where a page has no key.</summary>
    /// <param name="key">The key that the page is cached under.</param>
    /// <param name="isFilling">Whether only its holes are.</param>
    public void Identify(CacheKey? key, bool isFilling) => (_pageKey, _isFilling) = (key, isFilling);

    /// <summary>The page was rendered to its end: what its sections asked for is remembered for the next time.</summary>
    public void Learn() => _prefetch?.Learn();

    /// <summary>
    /// What was read ahead, before sections that are not in this process are asked for. Null where their store answers at once, or has no
    /// use for batches.
    /// </summary>
    private ValueTask<CacheReadAhead?> AheadAsync(in FragmentSpec spec, Cache cache, params IReadOnlyList<CacheKey> keys)
    {
        if (!_core.Options.Prefetch || !Caches.IsBatched(spec.Type, spec.Region)) return default;
        var (type, region) = (spec.Type, spec.Region);
        _prefetch ??= new(_core.Manifests, Identity(), Caches);
        return _prefetch.BeforeAsync([.. keys.Select(key => new CacheLookup(cache.Namespace, key, type, region))], _cancellation)!;
    }

    private void EndPrefetch() => (_prefetch, _pageKey, _isFilling) = (null, null, false);

    // The template with its digest: after an edit a page has other sections, and its old ones are void.
    private string Identity()
    {
        var entry = _core.Graph.Find(_template, null, Generation);
        var version = entry is null ? 0 : _core.VersionOf(entry, _escape, Generation);
        var identity = CacheKey.Of(_template, version, _isFilling, _pageKey ?? default, _request.Prefetch ?? default).ToString();
        return identity.Length <= LongestIdentity ? identity : Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(identity)));
    }
}
