using Caching;

namespace Rendering.Syntax;

/// <summary>A cached section of a template, known by its number among those of its text.</summary>
internal sealed class CacheNode(CacheArguments arguments, int number, Block body) : CachedNode(arguments)
{
    protected override void WriteIdentity(ref CacheKeyWriter key)
    {
        // A group is no key that a caller of the renderer is likely to give a page of this namespace, and it is short.
        key.BeginGroup();
        key.Add(number);
        key.EndGroup();
    }

    protected override Task? RenderBody(RenderFrame frame) => body.Render(frame);
}
