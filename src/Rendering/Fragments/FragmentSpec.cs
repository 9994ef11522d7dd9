using Caching;

namespace Rendering.Fragments;

/// <summary>How a section is cached.</summary>
/// <param name="Namespace">The namespace; null for the full name of the template.</param>
/// <param name="Template">The template whose digest the section's version is: with all that it includes, it makes the section.</param>
public readonly record struct FragmentSpec(string? Namespace, string Template)
{
    /// <summary>The template that names <see cref="Template"/>, whose extension is tried first; null for the page.</summary>
    public string? From { get; init; }

    /// <summary>What people call it; null where it has no name but its place.</summary>
    public string? Name { get; init; }

    /// <summary>Where its statement begins, in characters of <see cref="From"/>'s text.</summary>
    public int Offset { get; init; }

    /// <summary>The parts of its key that the statement gives, where values of the request stand behind them.</summary>
    internal string? GivenKey { get; init; }

    /// <summary>Where its statement is counted; null for engines that have no place of their own for it.</summary>
    internal FragmentPlace? Place { get; init; }

    /// <summary>How long it is fresh; null for the region's.</summary>
    public CacheExpire? Expire { get; init; }

    /// <summary>The store; null for the region's, or the configured one.</summary>
    public string? Type { get; init; }

    /// <summary>The region, a named policy and store; null for the manager's defaults.</summary>
    public string? Region { get; init; }

    /// <summary>The tags it has from the start.</summary>
    public IReadOnlyCollection<string>? Tags { get; init; }

    /// <summary>The longest time between two hits; null for the region's.</summary>
    public TimeSpan? Sliding { get; init; }

    /// <summary>How long after its expire it may be served while it is made anew; null for the region's.</summary>
    public TimeSpan? Stale { get; init; }

    /// <summary>
    /// What the stored section must have been made with, besides the template: one of another version is a miss, and is replaced under the
    /// same key. 0 for nothing.
    /// </summary>
    public ulong Version { get; init; }

    /// <summary>The values of the request that are in its key; null for none. What it reads of the request besides these forbids storing it.</summary>
    public RequestValue[]? Vary { get; init; }
}
