namespace Rendering;

/// <summary>
/// What becomes of a template with a cached section that reads what its key does not tell, so that two renders with other values of it share
/// one entry. That may be meant: a menu, an article's tags that a tag of the cache voids. What every template sees
/// (<see cref="RendererOptions.Globals"/>) is not counted.
/// </summary>
public enum FreeVariableMode
{
    /// <summary>Nothing. <see cref="Renderer.FreeVariablesOf"/> tells.</summary>
    Allow,

    /// <summary>A line in the log, with its place, when the template is first used and after each edit.</summary>
    Warn,

    /// <summary>It does not parse.</summary>
    Error,
}
