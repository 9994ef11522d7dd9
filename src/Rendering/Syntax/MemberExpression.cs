using Rendering.Output;
using Rendering.Values;

namespace Rendering.Syntax;

/// <summary>A member by its name. Objects of the host are read here, alike in all languages; the rest is the language's own.</summary>
internal abstract class MemberExpression(Expression target, string name) : Expression(target)
{
    private MemberSite _site = MemberSite.None;

    public Expression Target { get; } = target;

    public string Name => name;

    public sealed override Value Evaluate(RenderFrame frame)
    {
        var owner = Target.Evaluate(frame);
        // A type is remembered only after it was seen on an object of the host, so one comparison is all that a hit takes.
        var site = _site;
        if (owner.Reference is { } instance && instance.GetType() == site.Type && site.Direct is { } accessor) return accessor.Get(instance);
        return EvaluateSlow(frame, owner);
    }

    public sealed override void Write(RenderFrame frame, ValueFormatter formatter)
    {
        var owner = Target.Evaluate(frame);
        var site = _site;
        if (owner.Reference is { } instance && instance.GetType() == site.Type && site.Direct is { } accessor)
        {
            accessor.Write(instance, frame.Output, formatter, frame.Escape);
            return;
        }
        var value = EvaluateSlow(frame, owner);
        if (frame.Pending is null) formatter.Write(value, frame.Output, frame.Escape);
    }

    private Value EvaluateSlow(RenderFrame frame, in Value owner)
    {
        if (!owner.IsReference) return owner.IsNil && frame.Pending is not null ? default : Other(frame, owner);
        var instance = owner.AsObject!;
        return Find(frame, instance) is { } accessor ? frame.ReadLazy(instance, accessor) : Other(frame, owner);
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
