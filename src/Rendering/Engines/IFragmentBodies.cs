using Rendering.Output;

namespace Rendering.Engines;

/// <summary>The bodies of sections that are asked for at once: the items of a collection, by their place in it.</summary>
public interface IFragmentBodies
{
    /// <summary>
    /// Called before the bodies of these items are rendered, so that what they need can be fetched at once. Nothing is fetched for items
    /// that are found.
    /// </summary>
    ValueTask PrepareAsync(IReadOnlyList<int> items, RenderContext context);

    /// <summary>Renders the body of an item that was prepared.</summary>
    ValueTask<FragmentResult> RenderAsync(int item, RenderContext context, IRenderOutput output);
}

/// <summary>What became of an item.</summary>
public enum FragmentResult
{
    /// <summary>It was rendered.</summary>
    Rendered,

    /// <summary>There is no such item: it leaves nothing behind, and is looked for again the next time.</summary>
    Absent,

    /// <summary>It was rendered and ended the collection: no item after it is to be written.</summary>
    Ended,
}
