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

    /// <summary>The key that the page is cached under, if any: it tells pages of a template apart.</summary>
    public CacheKey? PageKey { get; set; }

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

    private void LearnManifest() => _prefetch?.Learn();

    private void EndPrefetch() => (_prefetch, PageKey) = (null, null);

    // The template with its digest: after an edit a page has other sections, and its old ones are void.
    private string Identity()
    {
        var entry = _core.Graph.Find(_template, null, Generation);
        var version = entry is null ? 0 : _core.VersionOf(entry, _escape, Generation);
        var identity = CacheKey.Of(_template, version, PageKey ?? default, _request.Prefetch ?? default).ToString();
        return identity.Length <= LongestIdentity ? identity : Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(identity)));
    }
}
