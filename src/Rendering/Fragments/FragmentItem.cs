using Caching;

namespace Rendering.Fragments;

/// <summary>One of several sections that are asked for at once.</summary>
/// <param name="Key">Its key; not used where it was found.</param>
/// <param name="Version">What it must have been made with, besides its template; 0 where nothing is said.</param>
/// <param name="Found">Its rendition, where <see cref="Engines.RenderContext.FindFragment"/> gave one.</param>
public readonly record struct FragmentItem(CacheKey Key, ulong Version, Rendition? Found);
