using Caching;
using Rendering.Diagnostics;
using Rendering.Fragments;

namespace Rendering;

/// <summary>What is asked of the caches by people: is it there, what is it made of, does it pay.</summary>
public sealed partial class Renderer
{
    /// <summary>What pages and sections are made of, and what changes if a template, a tag or a section does.</summary>
    public DependencyIndex Dependencies => _core.Dependencies;

    /// <summary>What was counted of each cached statement of the templates in this process, most misses first.</summary>
    public IReadOnlyList<FragmentStatistics> Fragments => _core.Places.Read();

    /// <summary>The cached statements that deserve a look: never hit, always equal, a key for each request, dearer to look up than to make.</summary>
    public IReadOnlyList<FragmentStatistics> Hints => [.. Fragments.Where(static fragment => fragment.Hints.Count > 0)];

    /// <summary>
    /// Whether a render of this page would be served from the cache, fresh, so that its data need not be fetched. It counts as a look-up. What is
    /// there now may have ended when the render comes: a model given as a function, which is asked only where the page is rendered,
    /// is the safe way to save the data.
    /// </summary>
    /// <param name="template">The template's name below its source; the extension may be left out.</param>
    /// <param name="cacheKey">
    /// The key of the render; <c>default</c> unless given. A template that makes its key of its model (<c>&lt;% page cached, key: product.id %&gt;</c>) must
    /// be given it here.
    /// </param>
    /// <param name="cacheType">The store; the region's unless given.</param>
    /// <param name="cacheRegion">The region.</param>
    /// <param name="request">What the render will know of who asks for the page. A preview is never served from the cache.</param>
    /// <param name="cancellation">Ends the look-up.</param>
    /// <exception cref="TemplateException">The template does not exist or does not parse.</exception>
    public async ValueTask<bool> IsCachedAsync(string template, CacheKey? cacheKey = null, string? cacheType = null, string? cacheRegion = null,
        RenderRequest? request = null, CancellationToken cancellation = default)
    {
        var generation = _core.Graph.Generation;
        var entry = Find(template, generation);
        request ??= RenderRequest.None;
        if (!_core.Options.Caching || request.IsPreview) return false;
        var directive = entry.Compiled.Page;
        var asked = new Asked(cacheKey ?? (directive is null ? "default" : (CacheKey?)null), null, cacheType, cacheRegion);
        // What the template would make of the model nobody knows here: the call's own key is the whole key then.
        var plan = directive is { ReadsModel: true }
            ? Plan(entry.Name, null, request, asked)
            : (await PlanAsync(entry, null, request, asked, generation, new RenderReport(), cancellation).ConfigureAwait(false)).Plan;
        if (plan is not { Key: var key, Options: var options }) return false;
        var found = await Caches.GetCache(entry.Name).TryGetAsync<Rendition>(key, options with
        {
            Version = _core.VersionOf(entry, _core.Escapes(entry.Name), generation) ^ options.Version,
            Accept = stored => stored is Rendition page && _core.IsCurrent(page, generation),
        }, cancellation).ConfigureAwait(false);
        return found is { Found: true, IsStale: false };
    }
}
