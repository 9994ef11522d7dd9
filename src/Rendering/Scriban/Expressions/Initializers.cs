using Rendering.Syntax;
using Rendering.Values;

namespace Rendering.Scriban.Expressions;

/// <summary><c>[1, 2]</c>.</summary>
internal sealed class ArrayInitializer(IReadOnlyList<Expression> items) : Expression(items)
{
    private readonly IReadOnlyList<Expression> _items = items;

    public override Value Evaluate(RenderFrame frame)
    {
        frame.Spend(1);
        var values = new Value[_items.Count];
        for (var i = 0; i < values.Length; i++) values[i] = _items[i].Evaluate(frame);
        return frame.NewArray(values);
    }
}

/// <summary><c>{a: 1, "b": 2}</c>.</summary>
internal sealed class ObjectInitializer(string[] names, IReadOnlyList<Expression> values) : Expression(values)
{
    private readonly IReadOnlyList<Expression> _values = values;

    public override Value Evaluate(RenderFrame frame)
    {
        frame.Spend(1);
        var made = frame.NewHash();
        for (var i = 0; i < names.Length; i++) frame.SetMember(made, names[i], _values[i].Evaluate(frame));
        return Value.FromReference(made);
    }
}
