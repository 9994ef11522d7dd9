using System.Runtime.CompilerServices;
using Rendering.Engines;
using Rendering.Values;

namespace Rendering.Syntax;

/// <summary>Lazy values: fetched when read, once a render, however often they are read.</summary>
internal sealed partial class RenderFrame
{
    private Dictionary<(object Owner, object Member), Resolution>? _lazies;

    private sealed class Resolution : ScopeRecord
    {
        public Task? Task;
        public Value Value;
    }

    private sealed class ByReference : IEqualityComparer<(object Owner, object Member)>
    {
        public static readonly ByReference Instance = new();

        public bool Equals((object Owner, object Member) x, (object Owner, object Member) y) =>
            ReferenceEquals(x.Owner, y.Owner) && (ReferenceEquals(x.Member, y.Member) || (IsName(x.Member) && x.Member.Equals(y.Member)));

        public int GetHashCode((object Owner, object Member) pair) =>
            HashCode.Combine(RuntimeHelpers.GetHashCode(pair.Owner), IsName(pair.Member) ? pair.Member.GetHashCode() : RuntimeHelpers.GetHashCode(pair.Member));

        private static bool IsName(object member) => member is string or long;
    }

    /// <summary>
    /// A member that may be lazy. What it resolved to is remembered by owner and member, since the getter may make a new task, and
    /// start a new query, each time it is asked.
    /// </summary>
    public Value ReadLazy(object owner, Accessor accessor)
    {
        if (!accessor.MayBeLazy) return accessor.Get(owner);
        // While something is pending nothing else is asked for: the statement will be evaluated again, and may not need it.
        if (Pending is not null) return default;
        if (_lazies is not null && _lazies.TryGetValue((owner, accessor), out var known)) return Settle(known);
        var value = accessor.Get(owner);
        return LazyValues.IsLazy(value) ? Start(owner, accessor, value.AsObject!) : value;
    }

    /// <summary>
    /// A member of an object that answers by name. What it resolved to is remembered by owner and name: asked again, the owner may
    /// make a new task each time, and the render would never come to an end.
    /// </summary>
    public bool TryReadMember(in Value owner, in Value name, out Value value)
    {
        value = default;
        if (Pending is not null) return true;
        var instance = owner.AsObject!;
        if (_lazies is { Count: > 0 } && _lazies.TryGetValue((instance, MemberOf(name)), out var known))
        {
            value = Settle(known);
            return true;
        }
        var found = instance is IMemberSource source ? source.TryGetMember(name, out value)
            : owner.Kind == ValueKind.Hash && HashAccess.Of(instance).TryGet(instance, name, out value);
        if (found && LazyValues.IsLazy(value)) value = Start(instance, MemberOf(name), value.AsObject!);
        return found;
    }

    /// <summary>What is fetched for a name that a template made up, once a render.</summary>
    public Value FetchOnce(object owner, string name, Func<Task> fetch) =>
        _lazies is not null && _lazies.TryGetValue((owner, name), out var known) ? Settle(known)
        : Pending is null ? Start(owner, name, fetch()) : default;

    private static object MemberOf(in Value name) => name.AsString ?? (name.IsInt ? name.AsInt : name.AsObject ?? typeof(Value));

    /// <summary>A value out of a dictionary or a list, which may be lazy itself.</summary>
    public Value Resolve(in Value value)
    {
        if (!value.IsReference || !LazyValues.IsLazy(value)) return value;
        var lazy = value.AsObject!;
        return _lazies is not null && _lazies.TryGetValue((lazy, lazy), out var known) ? Settle(known) : Start(lazy, lazy, lazy);
    }

    private Value Start(object owner, object member, object lazy)
    {
        if (Pending is not null) return default;
        var resolution = new Resolution();
        resolution.Task = LazyValues.Start(lazy, ContextOf(resolution), out resolution.Value);
        (_lazies ??= new(ByReference.Instance))[(owner, member)] = resolution;
        return Settle(resolution);
    }

    private Value Settle(Resolution resolution)
    {
        while (resolution.Task is { } task)
        {
            if (!task.IsCompleted)
            {
                Pending ??= task;
                return default;
            }
            resolution.Task = LazyValues.Finish(task, ContextOf(resolution), out resolution.Value);
        }
        resolution.Tell(_context);
        return resolution.Value;
    }

    private LazyContext ContextOf(Resolution resolution) => new(Limits.LoopLength, resolution, _context.Cancellation);
}
