using Rendering.Syntax.Filters;
using Rendering.Values;

namespace Rendering.Liquid.Filters;

/// <summary>Sorting a list by its items or by one property of each. The sort is stable; nil comes last.</summary>
internal static class SortFilters
{
    public static Value Sort(FilterContext context, in Value input, in FilterArguments arguments) => Sort(context, input, arguments[0], ByValue);

    /// <summary>By text, the letters a to z as A to Z.</summary>
    public static Value SortNatural(FilterContext context, in Value input, in FilterArguments arguments) => Sort(context, input, arguments[0], ByText);

    private delegate int Order(in Value a, in Value b);

    private static Value Sort(FilterContext context, in Value input, in Value property, Order order)
    {
        var items = ListInput.Of(context, input);
        var keys = items;
        if (!property.IsNil && items.Length > 0)
        {
            if (!Array.TrueForAll(items, static item => ItemProperty.IsIndexable(item))) return default;
            keys = new Value[items.Length];
            for (var i = 0; i < items.Length; i++) ItemProperty.TryGet(context, items[i], property, out keys[i]);
        }
        var sorted = new int[items.Length];
        for (var i = 0; i < sorted.Length; i++) sorted[i] = i;
        Merge(context, keys, sorted, order);
        var result = new Value[items.Length];
        for (var i = 0; i < result.Length; i++) result[i] = items[sorted[i]];
        return Value.FromArray(new ValueArray(result));
    }

    // Merging from the bottom up. The framework's sorts are not stable, and wrap what the comparison throws.
    private static void Merge(FilterContext context, Value[] keys, int[] order, Order compare)
    {
        var (source, target) = (order, new int[order.Length]);
        for (var width = 1; width < order.Length; width *= 2)
        {
            context.Step(order.Length);
            for (var start = 0; start < order.Length; start += 2 * width)
            {
                var middle = Math.Min(start + width, order.Length);
                var end = Math.Min(middle + width, order.Length);
                var (left, right) = (start, middle);
                for (var at = start; at < end; at++)
                    target[at] = right >= end || (left < middle && compare(keys[source[left]], keys[source[right]]) <= 0) ? source[left++] : source[right++];
            }
            (source, target) = (target, source);
        }
        if (!ReferenceEquals(source, order)) source.CopyTo(order, 0);
    }

    private static int ByValue(in Value a, in Value b)
    {
        if (LiquidComparison.Compare(a, b) is { } order) return order;
        if (a.IsNil || b.IsNil) return a.IsNil.CompareTo(b.IsNil);
        if (!(a.IsNumber && b.IsNumber) && LiquidComparison.AreEqual(a, b)) return 0;
        throw new FilterException("cannot sort values of incompatible types");
    }

    private static int ByText(in Value a, in Value b) =>
        a.IsNil || b.IsNil ? a.IsNil.CompareTo(b.IsNil) : CodePoints.CompareIgnoringAsciiCase(FilterText.Of(a), FilterText.Of(b));
}
