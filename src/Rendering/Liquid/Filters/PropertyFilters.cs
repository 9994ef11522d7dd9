using Rendering.Syntax.Filters;
using Rendering.Values;

namespace Rendering.Liquid.Filters;

/// <summary>Choosing items by a property: that it is true, or that it equals a value. A list with an item that cannot have properties gives nil.</summary>
internal static class PropertyFilters
{
    public static Value Where(FilterContext context, in Value input, in FilterArguments arguments) => Select(context, input, arguments, wanted: true);

    public static Value Reject(FilterContext context, in Value input, in FilterArguments arguments) => Select(context, input, arguments, wanted: false);

    public static Value Find(FilterContext context, in Value input, in FilterArguments arguments)
    {
        var items = ListInput.Of(context, input);
        return IndexOf(context, items, arguments) is >= 0 and var at ? items[at] : default;
    }

    public static Value FindIndex(FilterContext context, in Value input, in FilterArguments arguments) =>
        IndexOf(context, ListInput.Of(context, input), arguments) is >= 0 and var at ? Value.FromInt(at) : default;

    public static Value Has(FilterContext context, in Value input, in FilterArguments arguments) =>
        IndexOf(context, ListInput.Of(context, input), arguments) is var at && at == NoProperties ? default : Value.FromBool(at >= 0);

    public static Value Map(FilterContext context, in Value input, in FilterArguments arguments)
    {
        var property = arguments[0];
        var items = ListInput.Of(context, input);
        if (property.AsString == "to_liquid") return Value.FromArray(new ValueArray(items));
        var result = new Value[items.Length];
        for (var i = 0; i < items.Length; i++) ItemProperty.TryGet(context, items[i], property, out result[i]);
        return Value.FromArray(new ValueArray(result));
    }

    private const int NotFound = -1;
    private const int NoProperties = -2;

    private static Value Select(FilterContext context, in Value input, in FilterArguments arguments, bool wanted)
    {
        var chosen = new List<Value>();
        foreach (var item in ListInput.Of(context, input))
        {
            if (Matches(context, item, arguments) is not { } matches) return default;
            if (matches == wanted) chosen.Add(item);
        }
        return ListInput.Result(chosen);
    }

    private static int IndexOf(FilterContext context, Value[] items, in FilterArguments arguments)
    {
        for (var i = 0; i < items.Length; i++)
        {
            if (Matches(context, items[i], arguments) is not { } matches) return NoProperties;
            if (matches) return i;
        }
        return NotFound;
    }

    private static bool? Matches(FilterContext context, in Value item, in FilterArguments arguments)
    {
        if (!ItemProperty.TryGet(context, item, arguments[0], out var found)) return null;
        var target = arguments[1];
        if (target.IsNil) return LiquidComparison.IsTruthy(found);
        // The rules of empty and blank belong to conditions; as an argument they are values that equal no other.
        return target.Kind is not (ValueKind.Empty or ValueKind.Blank) && LiquidComparison.AreEqual(found, target);
    }
}
