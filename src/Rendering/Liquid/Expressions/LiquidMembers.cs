using Rendering.Syntax;
using Rendering.Values;

namespace Rendering.Liquid.Expressions;

/// <summary>Liquid's rules for members: keys of hashes first, then <c>size</c>, <c>first</c> and <c>last</c> after a dot.</summary>
internal static class LiquidMembers
{
    public static Value Get(RenderFrame frame, in Value owner, in Value key, bool isCommand)
    {
        if (frame.Pending is not null) return default;
        if (owner.AsObject is { } instance)
        {
            if (instance is IMemberSource || owner.Kind == ValueKind.Hash)
            {
                if (frame.TryReadMember(owner, key, out var member)) return member;
            }
            else if (owner.Kind == ValueKind.Array && key.IsInt)
            {
                return Item(frame, owner, key.AsInt);
            }
            else if (key.AsString is { } name && frame.Members.Find(instance.GetType(), name) is { } accessor)
            {
                return frame.ReadLazy(instance, accessor);
            }
        }
        if (isCommand && key.AsString is { } command && TryCommand(frame, owner, command, out var value)) return value;
        return frame.IsStrict ? frame.Fail($"undefined variable {key.AsString ?? key.ToObject()}") : default;
    }

    private static Value Item(RenderFrame frame, in Value list, long index)
    {
        var source = list.AsObject!;
        var sequence = Sequence.Of(source);
        if (sequence is null)
        {
            source = Items.Of(list, frame.Limits.LoopLength)!;
            sequence = Sequence.Of(source)!;
        }
        var count = sequence.Count(source);
        if (index < 0) index += count;
        return index >= 0 && index < count ? frame.Resolve(sequence.At(source, (int)index)) : default;
    }

    private static bool TryCommand(RenderFrame frame, in Value owner, string command, out Value value)
    {
        value = default;
        switch (owner.Kind)
        {
            case ValueKind.String when command == "size":
                value = Value.FromInt(CodePoints.Count(owner.AsString!));
                return true;
            case ValueKind.String when command is "first" or "last":
                value = FirstOrLast(owner.AsString!, command == "first");
                return true;
            case ValueKind.Int when command == "size":
                value = Value.FromInt(sizeof(long));
                return true;
            case ValueKind.Range:
                var (first, last) = owner.AsRange;
                value = command switch
                {
                    "size" => Value.FromInt(Math.Max(0, last - first + 1)),
                    "first" => Value.FromInt(first),
                    "last" => Value.FromInt(last),
                    _ => default,
                };
                return !value.IsNil;
            case ValueKind.Hash:
                var hash = HashAccess.Of(owner.AsObject!);
                if (command == "size") value = Value.FromInt(hash.Count(owner.AsObject!));
                else if (command == "first")
                    foreach (var (key, item) in hash.Pairs(owner.AsObject!))
                    {
                        value = Value.FromArray(key, item);
                        break;
                    }
                return command is "size" or "first";
            case ValueKind.Array:
                var items = Items.Of(owner, frame.Limits.LoopLength)!.Items;
                if (command == "size") value = Value.FromInt(items.Length);
                else if (command is "first" or "last" && items.Length > 0) value = frame.Resolve(items[command == "first" ? 0 : ^1]);
                return command is "size" or "first" or "last";
            default:
                return false;
        }
    }

    private static Value FirstOrLast(string text, bool first)
    {
        if (text.Length == 0) return Value.FromString("");
        var pair = text.Length > 1 && (first ? char.IsSurrogatePair(text[0], text[1]) : char.IsSurrogatePair(text[^2], text[^1]));
        var length = pair ? 2 : 1;
        return Value.FromString(first ? text[..length] : text[^length..]);
    }
}

/// <summary><c>a.b</c>, or <c>a["b"]</c>, which is not a command.</summary>
internal sealed class LiquidMember(Expression target, string name, bool isCommand) : MemberExpression(target, name)
{
    protected override Value Other(RenderFrame frame, in Value owner) => LiquidMembers.Get(frame, owner, Value.FromString(Name), isCommand);
}

/// <summary><c>a[b]</c>.</summary>
internal sealed class LiquidIndex(Expression target, Expression key) : Expression(target, key)
{
    private readonly Expression _target = target;

    public override Value Evaluate(RenderFrame frame)
    {
        var owner = _target.Evaluate(frame);
        var index = key.Evaluate(frame);
        return LiquidMembers.Get(frame, owner, index, isCommand: false);
    }
}
