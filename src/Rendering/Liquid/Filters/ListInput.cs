using Rendering.Syntax.Filters;
using Rendering.Values;

namespace Rendering.Liquid.Filters;

/// <summary>What a filter of lists takes as its list: a list with the lists inside it opened, a range's numbers, a hash or any other value as the one item.</summary>
internal static class ListInput
{
    // Nesting as deep as this is a cycle, or made to exhaust the stack.
    private const int MaxDepth = 100;

    /// <exception cref="LimitException">There are more items than a loop may have.</exception>
    public static Value[] Of(FilterContext context, in Value input)
    {
        if (input.IsNil) return [];
        switch (input.Kind)
        {
            case ValueKind.Array:
                return Flat(context, context.ToItems(input) ?? ValueArray.None);
            case ValueKind.Range:
            case ValueKind.Object:
                if (context.ToItems(input) is not { } items) return [input];
                context.Step(items.Count);
                return items.Items;
            default:
                return [input];
        }
    }

    /// <summary>A result of many; its items count as work.</summary>
    public static Value Result(List<Value> items) => Value.FromArray(new ValueArray([.. items]));

    private static Value[] Flat(FilterContext context, ValueArray list)
    {
        context.Step(list.Count);
        if (!Array.Exists(list.Items, static item => item.Kind == ValueKind.Array)) return list.Items;
        var items = new List<Value>();
        Open(context, list, items, 0);
        return [.. items];
    }

    private static void Open(FilterContext context, ValueArray list, List<Value> items, int depth)
    {
        if (depth == MaxDepth) throw new FilterException("tried to flatten recursive array");
        foreach (var item in list.Items)
        {
            if (item.Kind == ValueKind.Array && context.ToItems(item) is { } inner)
            {
                context.Step(inner.Count + 1);
                Open(context, inner, items, depth + 1);
                continue;
            }
            if (items.Count == context.Limits.LoopLength) throw LimitException.LoopLength(context.Limits.LoopLength);
            items.Add(item);
        }
    }
}
