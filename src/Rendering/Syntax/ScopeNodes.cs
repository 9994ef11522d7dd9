using Caching;

namespace Rendering.Syntax;

/// <summary>A statement that says something of what is being rendered, and of all around it, to the caches. It prints nothing.</summary>
internal abstract class ScopeNode(Expression argument) : Node
{
    public sealed override bool IsBlank => true;

    public sealed override Task? Render(RenderFrame frame)
    {
        var mark = frame.Output.Length;
        var value = argument.Evaluate(frame);
        if (frame.Pending is not null) return Again(frame, mark);
        Apply(frame, value);
        return null;
    }

    protected abstract void Apply(RenderFrame frame, in Values.Value value);
}

/// <summary>Adds tags.</summary>
internal sealed class CacheTagNode(Expression tags) : ScopeNode(tags)
{
    protected override void Apply(RenderFrame frame, in Values.Value value)
    {
        foreach (var tag in CacheSettings.Tags(value, frame) ?? []) frame.Context.Scope.Tag(tag);
    }
}

/// <summary>Shortens the life.</summary>
internal sealed class CacheExpireNode(Expression expire) : ScopeNode(expire)
{
    protected override void Apply(RenderFrame frame, in Values.Value value)
    {
        if (CacheSettings.Expire(value) is { IsNever: false } life) frame.Context.Shorten(life.Span);
    }
}

/// <summary>Forbids to store.</summary>
internal sealed class NoStoreNode(Expression reason) : ScopeNode(reason)
{
    protected override void Apply(RenderFrame frame, in Values.Value value) =>
        frame.Context.Scope.NoStore(frame.Formatter.ToText(value) is { Length: > 0 } why ? why : "no_store says so");
}
