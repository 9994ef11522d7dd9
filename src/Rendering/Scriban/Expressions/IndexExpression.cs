using Rendering.Syntax;
using Rendering.Values;

namespace Rendering.Scriban.Expressions;

/// <summary><c>a[b]</c>: an item of a list, from its end where negative, a character of a text, or a member by its name.</summary>
internal sealed class IndexExpression(Expression target, Expression key, int start, int keyStart, int end) : Expression(target, key)
{
    public Expression Target { get; } = target;

    public Expression Key => key;

    public int KeyStart => keyStart;

    public int Start => start;

    public bool Calls { get; set; }

    public override Value Evaluate(RenderFrame frame)
    {
        var owner = CallIfFunction.Call(frame, Target.Evaluate(frame));
        var index = key.Evaluate(frame);
        if (frame.Pending is not null) return default;
        var value = Get(frame, owner, index);
        return Calls ? CallIfFunction.Call(frame, value) : value;
    }

    private Value Get(RenderFrame frame, in Value owner, in Value index)
    {
        switch (owner.Kind)
        {
            case ValueKind.Nil when Target is ScribanMember { IsConditional: true }:
                return default;
            case ValueKind.Nil:
                Errors.Throw(frame, start, $"Object `{Errors.Source(frame, start, keyStart - 1)}` is null. Cannot access indexer: {Errors.Source(frame, start, end)}");
                return default;
            case ValueKind.Hash or ValueKind.Object:
                return index.AsString is { } name ? Members.Get(frame, owner, name) : frame.TryReadMember(owner, index, out var member) ? member : default;
            case ValueKind.Array or ValueKind.Range or ValueKind.String:
                return index.AsString is { } word ? Members.Get(frame, owner, word) : Item(frame, owner, index);
            case ValueKind.Date when index.AsString is { } part:
                return Dates.Member(owner.AsDate, part);
            default:
                Errors.Throw(frame, start, $"Cannot use the {Errors.TypeOf(owner)} primitive `{ScribanText.Of(frame, owner)}` as a list.");
                return default;
        }
    }

    private Value Item(RenderFrame frame, in Value owner, in Value index)
    {
        if (!index.IsNumber) Errors.Throw(frame, keyStart, $"Expecting an integer as the index of a list instead of {Errors.TypeOf(index)}");
        var at = index.IsInt ? index.AsInt : (long)Math.Clamp(Arithmetic.ToFloat(index), int.MinValue, int.MaxValue);
        if (owner.AsString is { } text)
        {
            if (at < 0) at += text.Length;
            return at >= 0 && at < text.Length ? Value.FromString(text[(int)at].ToString()) : default;
        }
        if (owner.Kind == ValueKind.Range)
        {
            var (first, last) = owner.AsRange;
            if (at < 0) at += last - first + 1;
            return at >= 0 && at <= last - first ? Value.FromInt(first + at) : default;
        }
        var source = owner.AsObject!;
        if (Sequence.Of(source) is not { } sequence)
        {
            source = Items.Of(owner, frame.Limits.LoopLength)!;
            sequence = Sequence.Of(source)!;
        }
        var count = sequence.Count(source);
        if (at < 0) at += count;
        return at >= 0 && at < count ? frame.Resolve(sequence.At(source, (int)at)) : default;
    }
}

/// <summary><c>$0</c>: an argument of the function; null where none was given.</summary>
internal sealed class ArgumentExpression(VariableExpression arguments, int index) : Expression
{
    public override Value Evaluate(RenderFrame frame) =>
        arguments.Evaluate(frame).AsObject is ValueArray { Items: var items } && index < items.Length ? items[index] : default;
}
