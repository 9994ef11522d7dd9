namespace Rendering.Engines;

/// <summary>
/// Something that a cached section reads and that its key does not tell: two renders with other values of it share one entry.
/// </summary>
/// <param name="Path">What is read: <c>product.name</c>.</param>
/// <param name="Fragment">The section's name, where it has one.</param>
/// <param name="Location">Where it is read.</param>
public sealed record FreeVariable(string Path, string? Fragment, TemplateLocation Location);
