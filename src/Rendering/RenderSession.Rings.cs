using System.Runtime.ExceptionServices;
using Caching;
using Rendering.Engines;
using Rendering.Fragments;
using Rendering.Output;

namespace Rendering;

/// <summary>
/// The part for rings of waits that are no rings of sections. The items of a collection are made together, so whoever waits for one waits
/// for what all of them need: two pages can come to wait for each other though no section contains itself. Whose question would close
/// the ring makes the section for itself, and stores it not.
/// </summary>
internal sealed partial class RenderSession
{
    // What is being made so: a section that asks for itself meanwhile does contain itself.
    private HashSet<CacheKey>? _alone;

    private async ValueTask<Rendition> RenderAloneAsync(Cache cache, CacheKey key, Creating creating, CacheEntryOptions options, CacheRingException ring)
    {
        var section = CacheKey.Of(cache.Namespace, key);
        if (!(_alone ??= []).Add(section)) ExceptionDispatchInfo.Throw(ring);
        try
        {
            return await CreateAloneAsync(cache, key, creating, options).ConfigureAwait(false);
        }
        finally
        {
            _alone.Remove(section);
        }
    }

    // Of one's own, in place of another's that must not be stored: to what is around it, it is a section with its tags and its life.
    private async ValueTask<Rendition> RenderOwnAsync(Cache cache, CacheKey key, Creating creating, CacheEntryOptions options)
    {
        try
        {
            return await CreateAloneAsync(cache, key, creating, options).ConfigureAwait(false);
        }
        catch (CacheException error)
        {
            throw new TemplateRenderException(error.Message, error);
        }
    }

    // A key that nobody else asks for: all else, its life above all, is as it would have been.
    private ValueTask<Rendition> CreateAloneAsync(Cache cache, CacheKey key, Creating creating, CacheEntryOptions options) =>
        cache.GetOrCreateAsync(CacheKey.Of(key, Guid.NewGuid()), creating, static (c, creation) =>
        {
            creation.DoNotStore();
            return c.RenderAsync(creation);
        }, options, _cancellation);

    private async ValueTask OneByOneAsync(FragmentSpec spec, ReadOnlyMemory<FragmentItem> items, IFragmentBodies bodies, IRenderOutput output)
    {
        for (var i = 0; i < items.Length; i++)
        {
            var (key, version, found) = items.Span[i];
            if (found is not null)
            {
                UseHit(spec, found, output);
                continue;
            }

            var body = new ItemBody(bodies, i, prepares: true);
            await FragmentAsync(spec with { Version = spec.Version ^ version }, key, body, output).ConfigureAwait(false);
            if (body.Result == FragmentResult.Ended) return;
        }
    }
}
