using Caching;
using Rendering.Syntax;

namespace Rendering.Liquid.Tags;

/// <summary>A partial, cached under its own name where its arguments say so.</summary>
internal abstract class CachedPartial(CacheArguments cache) : CachedNode(cache)
{
    private readonly bool _cached = !ReferenceEquals(cache, CacheArguments.None);
    private readonly bool _hasKey = cache.Key.Length > 0;

    public override bool IsBlank => false;

    public sealed override Task? Render(RenderFrame frame)
    {
        Check(frame);
        if (!_cached) return RenderBody(frame);
        // A partial that says itself how it is cached takes the statement's arguments over its own, where it is called.
        var mark = frame.Output.Length;
        var callee = frame.Pending is null && TemplateOf(frame) is { } name && frame.Pending is null ? frame.Load(name) : null;
        return frame.Pending is not null ? Again(frame, mark)
            : callee is ParsedTemplate { Directive: not null } ? RenderBody(frame)
            : base.Render(frame);
    }

    /// <summary>What the statement gives to a partial that says itself how it is cached; null for others.</summary>
    protected GivenCaching? GivenTo(ParsedTemplate callee, RenderFrame frame, bool withKey) =>
        callee.Directive is null ? null : GivenCaching.Of(Cache, frame, withKey);

    /// <summary>Refuses the statement where it must not stand; asked before the cache is, which may have an answer.</summary>
    protected virtual void Check(RenderFrame frame)
    {
    }

    protected sealed override void WriteIdentity(ref CacheKeyWriter key)
    {
        PartialKey.WriteIdentity(ref key);
        if (!_hasKey) key.Add(PartialKey.Default);
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
