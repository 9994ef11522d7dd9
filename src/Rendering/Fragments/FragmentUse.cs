using Caching;

namespace Rendering.Fragments;

/// <summary>A section that a rendition holds: its namespace, its key, and its name where it has one.</summary>
internal readonly record struct FragmentUse(string Namespace, CacheKey Key, string? Name);
