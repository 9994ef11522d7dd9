using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Rendering.Values;

namespace Rendering.Syntax;

/// <summary>A member by its name. Objects of the host are read here, alike in all languages; the rest is the language's own.</summary>
internal abstract class MemberExpression(Expression target, string name) : Expression(target)
{
    // Most members are read off a variable, and that is read where it lies, without a call and without a copy.
    private readonly VariableExpression? _variable = target as VariableExpression;

    private MemberSite _site = MemberSite.None;

    public Expression Target { get; } = target;

    public string Name => name;

    public sealed override Value Evaluate(RenderFrame frame) =>
        TryFind(frame, out var instance, out var accessor) ? accessor.Get(instance) : EvaluateSlow(frame, Target.Evaluate(frame));

    public sealed override void Write(RenderFrame frame, ValueFormatter formatter)
    {
        if (TryFind(frame, out var instance, out var accessor))
        {
            accessor.Write(instance, frame.Output, formatter, frame.Escape);
            return;
        }
        var value = EvaluateSlow(frame, Target.Evaluate(frame));
        if (frame.Pending is null) formatter.Write(value, frame.Output, frame.Escape);
    }

    // A type is remembered only after it was seen on an object of the host, so one comparison is all that a hit takes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryFind(RenderFrame frame, [NotNullWhen(true)] out object? instance, [NotNullWhen(true)] out Accessor? accessor)
    {
        var site = _site;
        instance = _variable?.PeekReference(frame);
        if (instance is not null && TypeIdentity.Of(instance) == site.Identity)
        {
            accessor = site.Direct;
            return accessor is not null;
        }
        accessor = null;
        return false;
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
        _site = new MemberSite(type, accessor, TypeIdentity.Of(instance));
        return accessor;
    }
}
