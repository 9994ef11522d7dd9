using Caching;
using Rendering.Fragments;
using Rendering.Templates;

namespace Rendering;

/// <summary>What is asked of the caches by the names that templates have: removal, and whether a page is there.</summary>
public sealed partial class Renderer
{
    /// <summary>
    /// Removes all pages, sections and cached partials of a template, in all versions and stores. A cached page of another template that holds
    /// one of its sections stays: that one is reached by a tag, or by the section's name.
    /// </summary>
    /// <param name="template">The template's name below its source; the extension may be left out. It need not exist any more.</param>
    /// <param name="cancellation">Ends the call; what was removed stays so.</param>
    /// <exception cref="CacheInvalidationException">A store could not be reached; the others were.</exception>
    public ValueTask RemoveAsync(string template, CancellationToken cancellation = default) => NamespaceOf(template).ClearAsync(cancellation);

    /// <summary>Ends the freshness of all that <see cref="RemoveAsync(string, CancellationToken)"/> removes: within its stale window it is still served, while it is made anew.</summary>
    /// <exception cref="CacheInvalidationException">A store could not be reached; the others were.</exception>
    public ValueTask ExpireAsync(string template, CancellationToken cancellation = default) => NamespaceOf(template).ExpireAllAsync(cancellation);

    /// <summary>
    /// Removes the page, the cached partial and the sections of a template that have this key, with whatever values of the request behind it. Items of
    /// collections that vary by the request are reached by a tag of theirs.
    /// </summary>
    /// <param name="template">The template's name below its source; the extension may be left out. It need not exist any more.</param>
    /// <param name="key">The key, as the call or the statement gives it.</param>
    /// <param name="cancellation">Ends the call; what was removed stays so.</param>
    /// <exception cref="CacheInvalidationException">A store could not be reached; the others were.</exception>
    public async ValueTask RemoveAsync(string template, CacheKey key, CancellationToken cancellation = default)
    {
        var cache = NamespaceOf(template);
        foreach (var one in KeysOf(cache.Namespace, key)) await cache.RemoveAsync(one, cancellation).ConfigureAwait(false);
        await Caches.RemoveByTagAsync(FragmentName.KeyTag(cache.Namespace, key.ToString()), cancellation).ConfigureAwait(false);
    }

    /// <summary>Ends the freshness of what <see cref="RemoveAsync(string, CacheKey, CancellationToken)"/> removes.</summary>
    /// <exception cref="CacheInvalidationException">A store could not be reached; the others were.</exception>
    public async ValueTask ExpireAsync(string template, CacheKey key, CancellationToken cancellation = default)
    {
        var cache = NamespaceOf(template);
        foreach (var one in KeysOf(cache.Namespace, key)) await cache.ExpireAsync(one, null, cancellation).ConfigureAwait(false);
        await Caches.ExpireByTagAsync(FragmentName.KeyTag(cache.Namespace, key.ToString()), cancellation).ConfigureAwait(false);
    }

    /// <summary>Removes the sections of this name (<c>name:</c>) in all templates, and the pages and sections that hold one.</summary>
    /// <exception cref="CacheInvalidationException">A store could not be reached; the others were.</exception>
    public ValueTask RemoveFragmentAsync(string name, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return Caches.RemoveByTagAsync(FragmentName.Tag(name), cancellation);
    }

    /// <summary>Ends the freshness of what <see cref="RemoveFragmentAsync"/> removes.</summary>
    /// <exception cref="CacheInvalidationException">A store could not be reached; the others were.</exception>
    public ValueTask ExpireFragmentAsync(string name, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return Caches.ExpireByTagAsync(FragmentName.Tag(name), cancellation);
    }

    /// <summary>Removes every page and section that has the tag, in all templates; as <see cref="CacheManager.RemoveByTagAsync(string, CancellationToken)"/>.</summary>
    /// <exception cref="CacheInvalidationException">A store could not be reached; the others were.</exception>
    public ValueTask RemoveByTagAsync(string tag, CancellationToken cancellation = default) => Caches.RemoveByTagAsync(tag, cancellation);

    /// <summary>Ends the freshness of what <see cref="RemoveByTagAsync"/> removes.</summary>
    /// <exception cref="CacheInvalidationException">A store could not be reached; the others were.</exception>
    public ValueTask ExpireByTagAsync(string tag, CancellationToken cancellation = default) => Caches.ExpireByTagAsync(tag, cancellation);

    /// <summary>
    /// Removes all of every template whose name begins so: <c>shop/</c> is a folder. It reaches the templates that this process has used, and
    /// those of which a store that can list (memory, files, Redis) holds anything; so it reads all that is there.
    /// </summary>
    /// <returns>The templates.</returns>
    /// <exception cref="CacheInvalidationException">A store could not be reached; the others were.</exception>
    public async ValueTask<IReadOnlyList<string>> RemoveByPrefixAsync(string prefix, CancellationToken cancellation = default)
    {
        var names = await NamesAsync(prefix, cancellation).ConfigureAwait(false);
        foreach (var name in names) await Caches.GetCache(name).ClearAsync(cancellation).ConfigureAwait(false);
        return names;
    }

    /// <summary>Ends the freshness of what <see cref="RemoveByPrefixAsync"/> removes.</summary>
    /// <returns>The templates.</returns>
    /// <exception cref="CacheInvalidationException">A store could not be reached; the others were.</exception>
    public async ValueTask<IReadOnlyList<string>> ExpireByPrefixAsync(string prefix, CancellationToken cancellation = default)
    {
        var names = await NamesAsync(prefix, cancellation).ConfigureAwait(false);
        foreach (var name in names) await Caches.GetCache(name).ExpireAllAsync(cancellation).ConfigureAwait(false);
        return names;
    }

    private Cache NamespaceOf(string template)
    {
        ArgumentException.ThrowIfNullOrEmpty(template);
        return Caches.GetCache(_core.NameOf(template));
    }

    // What begins with a slash is the same template without it; what leads out of the source is none.
    private async ValueTask<IReadOnlyList<string>> NamesAsync(string prefix, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(prefix);
        var start = prefix.TrimStart('/');
        var stored = await Caches.ListNamespacesAsync(null, cancellation).ConfigureAwait(false);
        return [.. stored.Select(static found => found.Namespace)
            .Concat(Caches.Statistics.Select(static used => used.Namespace))
            .Concat(_core.Graph.Names)
            .Where(name => name.StartsWith(start, StringComparison.Ordinal) && _core.IsTemplate(name))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private IEnumerable<CacheKey> KeysOf(string template, CacheKey key) => [key, .. FragmentKeys.Of(_core.SectionsOf(template), key)];
}
