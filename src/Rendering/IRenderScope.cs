namespace Rendering;

/// <summary>
/// What a filter, a function or a lazy member of the model may tell the caches of what is being rendered: of the innermost cached section, and of
/// all that is around it; outside of every section, of the page. It is good for as long as the function runs.
/// </summary>
/// <remarks>A lazy member that is a <c>Func&lt;IRenderScope, T&gt;</c> is asked once a render; what it said counts wherever it is read.</remarks>
public interface IRenderScope
{
    /// <summary>Adds a tag: invalidating it voids what is being rendered.</summary>
    void Tag(string tag);

    /// <summary>Bounds the life of what is being rendered, from now on.</summary>
    /// <param name="life">How long it is fresh; the stale window behind it is that of a section with this expire.</param>
    void Shorten(TimeSpan life);

    /// <summary>Forbids to store what is being rendered.</summary>
    /// <param name="reason">Why, for people who wonder.</param>
    void NoStore(string reason);
}
