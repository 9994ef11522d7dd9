using System.Text;
using Rendering.Syntax.Filters;
using Rendering.Values;

namespace Rendering.Liquid.Filters;

/// <summary>Lists: joining, ends, order, duplicates, sums.</summary>
internal static class ListFilters
{
    public static Value Join(FilterContext context, in Value input, in FilterArguments arguments)
    {
        var glue = arguments.Count > 0 ? arguments[0] : Value.FromString(" ");
        var items = ListInput.Of(context, input);
        var markup = context.Escapes && (glue.IsMarkup || Array.Exists(items, static item => item.IsMarkup));
        var between = FilterText.Part(glue, markup);
        var result = new StringBuilder();
        for (var i = 0; i < items.Length; i++)
        {
            if (i > 0) result.Append(between);
            result.Append(FilterText.Part(items[i], markup));
            FilterText.Check(context, result.Length);
        }
        return markup ? Value.FromMarkup(result.ToString()) : Value.FromString(result.ToString());
    }

    public static Value Concat(FilterContext context, in Value input, in FilterArguments arguments)
    {
        if (arguments[0].Kind != ValueKind.Array || context.ToItems(arguments[0]) is not { } more) throw new FilterException("concat filter requires an array argument");
        var items = ListInput.Of(context, input);
        context.Step(more.Count);
        if ((long)items.Length + more.Count > context.Limits.LoopLength) throw LimitException.LoopLength(context.Limits.LoopLength);
        return Value.FromArray(new ValueArray([.. items, .. more.Items]));
    }

    public static Value Reverse(FilterContext context, in Value input, in FilterArguments arguments)
    {
        Value[] items = [.. ListInput.Of(context, input)];
        Array.Reverse(items);
        return Value.FromArray(new ValueArray(items));
    }

    public static Value Compact(FilterContext context, in Value input, in FilterArguments arguments)
    {
        var kept = new List<Value>();
        foreach (var item in ListInput.Of(context, input))
        {
            var value = item;
            if (!arguments[0].IsNil && !ItemProperty.TryGet(context, item, arguments[0], out value)) return default;
            if (!value.IsNil) kept.Add(item);
        }
        return ListInput.Result(kept);
    }

    public static Value Uniq(FilterContext context, in Value input, in FilterArguments arguments)
    {
        var seen = new HashSet<Value>(SameValue.Instance);
        var kept = new List<Value>();
        foreach (var item in ListInput.Of(context, input))
        {
            var value = item;
            if (!arguments[0].IsNil && !ItemProperty.TryGet(context, item, arguments[0], out value)) return default;
            if (seen.Add(value)) kept.Add(item);
        }
        return ListInput.Result(kept);
    }

    /// <summary>The sum of the items, or of one property of each; what is no number counts as 0.</summary>
    public static Value Sum(FilterContext context, in Value input, in FilterArguments arguments)
    {
        var sum = Value.FromInt(0);
        foreach (var item in ListInput.Of(context, input))
        {
            var value = item;
            if (!arguments[0].IsNil) ItemProperty.TryGet(context, item, arguments[0], out value);
            if (value.Kind == ValueKind.Array)
                value = Sum(context, value, default);
            sum = Arithmetic.Apply(ArithmeticOperator.Add, sum, value);
        }
        return sum;
    }
}
