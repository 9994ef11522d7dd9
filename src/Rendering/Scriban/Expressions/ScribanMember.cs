using Rendering.Scriban.Functions;
using Rendering.Syntax;
using Rendering.Values;

namespace Rendering.Scriban.Expressions;

/// <summary><c>a.b</c>, and <c>a?.b</c>, which is null where a is.</summary>
internal sealed class ScribanMember(Expression target, string name, int start, int offset, bool isConditional) : MemberExpression(target, name)
{
    /// <summary>A function that it leads to is called; else it is a value like others.</summary>
    public bool Calls { get; set; }

    public int MemberOffset => offset;

    /// <summary>It, or what it is a member of, may be missing without an error.</summary>
    public bool IsConditional { get; } = isConditional || target is ScribanMember { IsConditional: true };

    protected override Value Other(RenderFrame frame, in Value owner)
    {
        if (frame.Pending is not null) return default;
        if (owner.IsNil)
        {
            if (!IsConditional) Errors.Throw(frame, offset, $"Cannot get the member {Errors.Source(frame, start, offset + Name.Length)} for a null object.");
            return default;
        }
        var instance = CallIfFunction.Call(frame, owner);
        if (frame.Pending is not null) return default;
        var value = Members.Get(frame, instance, Name);
        return Calls ? CallIfFunction.Call(frame, value) : value;
    }
}

/// <summary>The rules for members: those of lists, objects, text and dates.</summary>
internal static class Members
{
    public static Value Get(RenderFrame frame, in Value owner, string name)
    {
        switch (owner.Kind)
        {
            case ValueKind.Hash:
                if (frame.TryReadMember(owner, Value.FromString(name), out var member)) return member;
                return name == "empty?" ? Value.FromBool(HashAccess.Of(owner.AsObject!).Count(owner.AsObject!) == 0) : default;
            case ValueKind.Array:
                if (owner.AsObject is ValueArray { Members: { } members } && members.TryGet(name, out member)) return member;
                return name is "size" or "empty?" ? Sized(name, Items.Of(owner, frame.Limits.LoopLength)!.Items.Length) : default;
            case ValueKind.Range:
                return name is "size" or "empty?" ? Sized(name, Math.Max(0, owner.AsRange.Last - owner.AsRange.First + 1)) : default;
            case ValueKind.String:
                return name is "size" or "empty?" ? Sized(name, owner.AsString!.Length) : default;
            case ValueKind.Date:
                return Dates.Member(owner.AsDate, name);
            case ValueKind.Object when owner.AsObject is TimeSpan span:
                return Dates.Member(span, name);
            case ValueKind.Object when owner.AsObject is IMemberSource:
                return frame.TryReadMember(owner, Value.FromString(name), out member) ? member : default;
            case ValueKind.Object when frame.Members.Find(owner.AsObject!.GetType(), name) is { } accessor:
                return frame.ReadLazy(owner.AsObject!, accessor);
            default:
                return default;
        }
    }

    private static Value Sized(string name, long size) => name == "size" ? Value.FromInt(size) : Value.FromBool(size == 0);
}
