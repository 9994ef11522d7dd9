using Rendering.Scriban.Expressions;
using Rendering.Syntax;
using Rendering.Syntax.Filters;
using Rendering.Values;

namespace Rendering.Scriban.Functions;

/// <summary>
/// Functions over lists that call a function for each item. Where a call has to wait, the rest is left to the next evaluation, which
/// is given the results so far (see <see cref="RenderFrame.BeginCall"/>).
/// </summary>
internal static class ListCalls
{
    public static Value Each(FilterContext context, in Value list, in FilterArguments arguments)
    {
        var items = ArrayFunctions.Of(context, list);
        var results = new Value[items.Length];
        for (var i = 0; i < items.Length; i++)
            if (!TryCall(context, arguments[0], items[i], out results[i])) return default;
        return ArrayFunctions.Made(context, results);
    }

    public static Value Filter(FilterContext context, in Value list, in FilterArguments arguments)
    {
        List<Value> kept = [];
        foreach (var item in ArrayFunctions.Of(context, list))
        {
            if (!TryCall(context, arguments[0], item, out var result)) return default;
            if (Truth.Of(result)) kept.Add(item);
        }
        return ArrayFunctions.Made(context, [.. kept]);
    }

    public static Value Any(FilterContext context, in Value list, in FilterArguments arguments)
    {
        var more = new Value[arguments.Count - 1];
        for (var i = 0; i < more.Length; i++) more[i] = arguments[i + 1];
        foreach (var item in ArrayFunctions.Of(context, list))
        {
            if (!TryCall(context, arguments[0], item, out var result, more)) return default;
            if (Truth.Of(result)) return Value.True;
        }
        return Value.False;
    }

    public static Value Join(FilterContext context, in Value list, in FilterArguments arguments)
    {
        var isFirst = true;
        List<Value> parts = [];
        foreach (var item in ArrayFunctions.Of(context, list))
        {
            var part = item;
            if (!arguments[1].IsNil && !TryCall(context, arguments[1], item, out part)) return default;
            if (!isFirst) parts.Add(arguments[0]);
            isFirst = false;
            parts.Add(part);
        }
        return ScribanText.Concat(context, parts);
    }

    private static bool TryCall(FilterContext context, in Value function, in Value item, out Value result, params ReadOnlySpan<Value> more)
    {
        var frame = (RenderFrame)context;
        if (function.AsObject is not FunctionValue callee) throw new FilterException($"Expecting a function instead of {Errors.TypeOf(function)}. Give it as @name");
        result = callee.Call(frame, [item, .. more], CallArguments.NoNames, []);
        return frame.Pending is null;
    }
}
