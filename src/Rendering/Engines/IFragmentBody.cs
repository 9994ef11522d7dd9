using Rendering.Output;

namespace Rendering.Engines;

/// <summary>The body of a cached section.</summary>
public interface IFragmentBody
{
    /// <summary>Renders the body. Called only on a miss, and by one of all that ask for the section at the time.</summary>
    ValueTask RenderAsync(RenderContext context, IRenderOutput output);
}
