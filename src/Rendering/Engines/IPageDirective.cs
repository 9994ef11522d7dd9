using Caching;
using Rendering.Fragments;

namespace Rendering.Engines;

/// <summary>What a template says of how its page is cached.</summary>
public interface IPageDirective
{
    /// <summary>
    /// Whether it reads the model, which is then loaded before the page is looked for in the cache. One that reads only the request, or
    /// nothing, lets a page be found without its model.
    /// </summary>
    bool ReadsModel { get; }

    /// <summary>Whether it says whose the page is: it has a key, or varies by the user.</summary>
    bool IsKeyed { get; }

    /// <summary>What it says for this render; null where the page is not cached.</summary>
    /// <exception cref="TemplateException">An expression in it failed, or gave what it cannot take.</exception>
    ValueTask<PageCaching?> ReadAsync(RenderContext context);
}

/// <summary>How a page is cached.</summary>
/// <param name="Key">Its key; null where none is given.</param>
/// <param name="Spec">Its life, store, version, and what of the request is in its key besides.</param>
public readonly record struct PageCaching(CacheKey? Key, FragmentSpec Spec);
