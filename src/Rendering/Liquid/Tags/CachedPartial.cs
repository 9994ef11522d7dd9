using Caching;
using Rendering.Syntax;

namespace Rendering.Liquid.Tags;

/// <summary>A partial, cached under its own name where its arguments say so.</summary>
internal abstract class CachedPartial(CacheArguments cache) : CachedNode(cache)
{
    /// <summary>No cache arguments were given.</summary>
    public static readonly CacheArguments Never = new([], null, null, null, null, null);

    private readonly bool _cached = !ReferenceEquals(cache, Never);
    private readonly bool _hasKey = cache.Key.Length > 0;

    public override bool IsBlank => false;

    public sealed override Task? Render(RenderFrame frame)
    {
        Check(frame);
        return _cached ? base.Render(frame) : RenderBody(frame);
    }

    /// <summary>Refuses the statement where it must not stand; asked before the cache is, which may have an answer.</summary>
    protected virtual void Check(RenderFrame frame)
    {
    }

    // As in Pylons, a call without a key has the key "default".
    protected sealed override void WriteIdentity(ref CacheKeyWriter key)
    {
        key.BeginGroup();
        key.Add(true);
        key.EndGroup();
        if (!_hasKey) key.Add("default");
    }

    /// <summary>As <see cref="Node.Again"/>, for the partial alone: whether it is cached has been settled.</summary>
    protected async Task AgainBody(RenderFrame frame)
    {
        await frame.TakePending().ConfigureAwait(false);
        if (RenderBody(frame) is { } rest) await rest.ConfigureAwait(false);
    }

    /// <summary>The name under which a partial finds what it was called with: the last part of its own.</summary>
    protected static string LastPart(string name) => name[(name.LastIndexOf('/') + 1)..];
}
