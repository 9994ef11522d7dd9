using Rendering.Output;
using Rendering.Values;

namespace Rendering.Syntax;

/// <summary>A member by its name. Objects of the host are read here, alike in all languages; the rest is the language's own.</summary>
internal abstract class MemberExpression(Expression target, string name) : Expression
{
    private MemberSite _site = MemberSite.None;

    public Expression Target => target;

    public string Name => name;

    public sealed override Value Evaluate(RenderFrame frame)
    {
        var owner = target.Evaluate(frame);
        if (!owner.IsReference) return owner.IsNil && frame.Pending is not null ? default : Other(frame, owner);
        var instance = owner.AsObject!;
        return Find(frame, instance) is { } accessor
            ? accessor.MayBeLazy ? frame.ReadLazy(instance, accessor) : accessor.Get(instance)
            : Other(frame, owner);
    }

    public sealed override void Write(RenderFrame frame, ValueFormatter formatter)
    {
        var owner = target.Evaluate(frame);
        if (owner.IsReference && Find(frame, owner.AsObject!) is { } accessor && !accessor.MayBeLazy)
        {
            if (!accessor.TryWrite(owner.AsObject!, frame.Output, frame.Escape)) formatter.Write(accessor.Get(owner.AsObject!), frame.Output, frame.Escape);
            return;
        }
        base.Write(frame, formatter);
    }

    /// <summary>The member of what is not a host object, or has no such member.</summary>
    protected abstract Value Other(RenderFrame frame, in Value owner);

    private Accessor? Find(RenderFrame frame, object instance)
    {
        var site = _site;
        var type = instance.GetType();
        if (site.Type == type) return site.Accessor;
        var accessor = frame.Members.Find(type, name);
        _site = new MemberSite(type, accessor);
        return accessor;
    }
}
