using Caching;
using Rendering.Fragments;
using Rendering.Output;

namespace Rendering.Engines;

internal static class FragmentBodiesExtensions
{
    /// <summary>Renders all items in their order, without a cache.</summary>
    public static async ValueTask RenderAllAsync(this IFragmentBodies bodies, int count, RenderContext context, IRenderOutput output)
    {
        await bodies.PrepareAsync([.. Enumerable.Range(0, count)], context).ConfigureAwait(false);
        for (var i = 0; i < count; i++)
            if (await bodies.RenderAsync(i, context, output).ConfigureAwait(false) == FragmentResult.Ended) return;
    }
}

/// <summary>One item of a collection, as a section by itself.</summary>
internal sealed class ItemBody(IFragmentBodies bodies, int item, bool prepares) : IFragmentBody
{
    public FragmentResult Result { get; private set; }

    public async ValueTask RenderAsync(RenderContext context, IRenderOutput output)
    {
        if (prepares) await bodies.PrepareAsync([item], context).ConfigureAwait(false);
        Result = await bodies.RenderAsync(item, context, output).ConfigureAwait(false);
    }
}
