using Rendering.Syntax;
using Rendering.Values;

namespace Rendering.Scriban.Expressions;

/// <summary><c>[1, 2]</c>.</summary>
internal sealed class ArrayInitializer(Expression[] items) : Expression
{
    public override Value Evaluate(RenderFrame frame)
    {
        frame.Spend(items.Length + 1);
        var values = new Value[items.Length];
        for (var i = 0; i < values.Length; i++) values[i] = items[i].Evaluate(frame);
        return frame.NewArray(values);
    }
}

/// <summary><c>{a: 1, "b": 2}</c>.</summary>
internal sealed class ObjectInitializer(string[] names, Expression[] values) : Expression
{
    public override Value Evaluate(RenderFrame frame)
    {
        frame.Spend(names.Length + 1);
        var made = frame.NewHash();
        for (var i = 0; i < names.Length; i++) made[names[i]] = values[i].Evaluate(frame);
        return Value.FromReference(made);
    }
}
