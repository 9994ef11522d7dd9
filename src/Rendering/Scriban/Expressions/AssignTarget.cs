using Rendering.Scriban.Parsing;
using Rendering.Syntax;
using Rendering.Values;

namespace Rendering.Scriban.Expressions;

/// <summary>What a value can be assigned to. It is set at once; what it is found by has been evaluated before.</summary>
internal abstract class AssignTarget
{
    /// <summary>Evaluates what the target is found by; the statement looks at what is pending before it sets.</summary>
    public abstract (Value Owner, Value Key) Find(RenderFrame frame);

    public abstract void Set(RenderFrame frame, in Value owner, in Value key, in Value value);

    public static AssignTarget Of(ScribanParser parser, Expression path, int offset)
    {
        while (path is NestedExpression nested) path = nested.Inner;
        if (path is CallIfFunction call) path = call.Path;
        if (path is RequestValueExpression read) path = read.Other;
        if (path is RequestExpression request) path = request.Variable;
        if (path is FamilyVariable family) path = family.Variable;
        switch (path)
        {
            case VariableExpression variable:
                parser.Assigned(variable.Name);
                return new VariableTarget(variable.Slot);
            case ScopedVariable scoped:
                parser.Assigned(scoped.Variable.Name);
                return new ScopedTarget(scoped);
            case ScribanMember member:
                return new MemberTarget(member);
            case IndexExpression index:
                return new IndexTarget(index);
            default:
                throw parser.Error("Unsupported target expression for assignment.", offset);
        }
    }

    /// <summary>Sets a member of an object that a template has made.</summary>
    protected static void SetMember(RenderFrame frame, in Value owner, string name, in Value value, int offset, string place)
    {
        var hash = owner.AsObject as ValueHash;
        if (hash is null && owner.AsObject is ValueArray array)
        {
            CheckMade(frame, array.Section, offset);
            hash = array.Members ??= new ValueHash { Section = array.Section };
        }
        if (hash is null) Errors.Throw(frame, offset, $"Cannot set the member {name} of {(owner.IsNil ? "a null object" : "an object that no template has made")}.");
        CheckMade(frame, hash.Section, offset);
        if (hash.IsProtected(name)) Errors.Throw(frame, offset, $"Cannot set a value for the readonly member{place}");
        frame.SetMember(hash, name, value);
    }

    protected static void CheckMade(RenderFrame frame, int section, int offset)
    {
        if (section == ValueHash.Fixed) Errors.Throw(frame, offset, "This was not made by a template of this language, so it cannot be changed.");
        if (section != frame.Section)
            Errors.Throw(frame, offset, "A cached section cannot change what was made outside of it, since it would not be changed when the section is served from the cache. Make it inside.");
    }
}

/// <summary><c>a = 1</c>.</summary>
internal sealed class VariableTarget(int slot) : AssignTarget
{
    public override (Value Owner, Value Key) Find(RenderFrame frame) => default;

    // Where it is read: a name that an include was given is the include's own.
    public override void Set(RenderFrame frame, in Value owner, in Value key, in Value value) => frame.Slots[frame.Read[slot]] = value;
}

/// <summary><c>a = 1</c> where an object of a <c>with</c> may be what is set.</summary>
internal sealed class ScopedTarget(ScopedVariable variable) : AssignTarget
{
    public override (Value Owner, Value Key) Find(RenderFrame frame) => default;

    public override void Set(RenderFrame frame, in Value owner, in Value key, in Value value)
    {
        if (WithScope.Of(frame, variable.WithSlot) is { } with) SetMember(frame, with.Target, variable.Variable.Name, value, 0, $": {variable.Variable.Name}");
        else frame.Slots[frame.Read[variable.Variable.Slot]] = value;
    }
}

/// <summary><c>a.b = 1</c>.</summary>
internal sealed class MemberTarget(ScribanMember member) : AssignTarget
{
    public override (Value Owner, Value Key) Find(RenderFrame frame) => (member.Target.Evaluate(frame), default);

    public override void Set(RenderFrame frame, in Value owner, in Value key, in Value value) =>
        SetMember(frame, owner, member.Name, value, member.MemberOffset, $": {member.Name}");
}

/// <summary><c>a[b] = 1</c>.</summary>
internal sealed class IndexTarget(IndexExpression index) : AssignTarget
{
    public override (Value Owner, Value Key) Find(RenderFrame frame) => (index.Target.Evaluate(frame), index.Key.Evaluate(frame));

    public override void Set(RenderFrame frame, in Value owner, in Value key, in Value value)
    {
        if (owner.AsObject is not ValueArray list || !key.IsInt)
        {
            SetMember(frame, owner, ScribanText.Of(frame, key), value, index.KeyStart, $" `{ScribanText.Of(frame, key)}` in the indexer");
            return;
        }
        CheckMade(frame, list.Section, index.KeyStart);
        var at = key.AsInt < 0 ? key.AsInt + list.Items.Length : key.AsInt;
        if (at < 0) Errors.Throw(frame, index.KeyStart, $"The index {key.AsInt} is before the beginning of the list");
        if (at >= frame.Limits.LoopLength) throw LimitException.LoopLength(frame.Limits.LoopLength);
        // A longer list is a copy.
        if (at >= list.Items.Length) frame.MadeItems((int)at + 1);
        else frame.Spend(1);
        list.Set((int)at, value);
    }
}
