using Caching;

namespace Rendering.Fragments;

/// <summary>What one rendition, a page's or a section's, is made of.</summary>
public sealed record RenditionDependencies
{
    /// <summary>The namespace that it is cached in: the name of its template.</summary>
    public required string Namespace { get; init; }

    /// <summary>Its key in the namespace. That of a section begins with the section's identity.</summary>
    public required CacheKey Key { get; init; }

    /// <summary>Whether it is a page, and no section of one.</summary>
    public required bool IsPage { get; init; }

    /// <summary>What a section is called; null for a page, and where it has no name.</summary>
    public string? Name { get; init; }

    /// <summary>
    /// The templates with their present digests, by name: its own, all that those name in their texts, and those that were looked up while it was
    /// rendered. 0 where one was looked for in vain.
    /// </summary>
    public required IReadOnlyList<TemplateDependency> Templates { get; init; }

    /// <summary>The tags that void it, by name; those of its sections are among them. Names of fragments are not.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>The sections in it, and in those. Only what this process has seen being made.</summary>
    public required IReadOnlyList<FragmentDependency> Fragments { get; init; }
}

/// <summary>A section in a rendition.</summary>
/// <param name="Namespace">The namespace that it is cached in.</param>
/// <param name="Key">Its key, which begins with its identity.</param>
/// <param name="Name">What it is called; null where it has no name.</param>
public sealed record FragmentDependency(string Namespace, CacheKey Key, string? Name);
