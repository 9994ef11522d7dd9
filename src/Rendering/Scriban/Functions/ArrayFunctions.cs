using Rendering.Scriban.Expressions;
using Rendering.Syntax;
using Rendering.Syntax.Filters;
using Rendering.Values;

namespace Rendering.Scriban.Functions;

/// <summary>Lists. Each gives a new list and leaves the one it was given as it was; null counts as an empty list.</summary>
internal static class ArrayFunctions
{
    public static BuiltInFunction[] All { get; } =
    [
        new("array.add", "list value", static (FilterContext context, in Value list, in FilterArguments arguments) => Made(context, [.. Of(context, list), arguments[0]])),
        new("array.add_range", "list other", Concat),
        new("array.any", "list function args...", ListCalls.Any),
        new("array.compact", "list", static (FilterContext context, in Value list, in FilterArguments _) => list.IsNil ? default : Made(context, Array.FindAll(Of(context, list), static item => !item.IsNil))),
        new("array.concat", "list other", static (FilterContext context, in Value list, in FilterArguments arguments) => list.IsNil && arguments[0].IsNil ? default : Concat(context, list, arguments)),
        new("array.contains", "list value", Contains),
        new("array.cycle", "list group?", Cycle),
        new("array.each", "list function", ListCalls.Each),
        new("array.filter", "list function", ListCalls.Filter),
        new("array.first", "list", static (FilterContext context, in Value list, in FilterArguments _) => Of(context, list) is [var first, ..] ? first : default),
        new("array.insert_at", "list index value", InsertAt),
        new("array.join", "list delimiter function?", ListCalls.Join),
        new("array.last", "list", static (FilterContext context, in Value list, in FilterArguments _) => Of(context, list) is [.., var last] ? last : default),
        new("array.limit", "list count", static (FilterContext context, in Value list, in FilterArguments arguments) => list.IsNil ? default : Made(context, Slice(Of(context, list), 0, Whole(arguments[0])))),
        new("array.map", "list member", Map),
        new("array.offset", "list index", static (FilterContext context, in Value list, in FilterArguments arguments) => list.IsNil ? default : Made(context, Slice(Of(context, list), Whole(arguments[0]), int.MaxValue))),
        new("array.remove_at", "list index", RemoveAt),
        new("array.reverse", "list", static (FilterContext context, in Value list, in FilterArguments _) => Made(context, [.. Of(context, list).Reverse()])),
        new("array.size", "list", static (FilterContext context, in Value list, in FilterArguments _) => Value.FromInt(Of(context, list).Length)),
        new("array.sort", "list member?", Sort),
        new("array.uniq", "list", Uniq),
    ];

    /// <summary>The items of a list; a single value is a list of one.</summary>
    public static Value[] Of(FilterContext context, in Value list)
    {
        if (list.IsNil || list.IsUnset) return [];
        if (list.Kind is not (ValueKind.Array or ValueKind.Range)) return [list];
        var items = context.ToItems(list)!.Items;
        context.Step(items.Length);
        return items;
    }

    /// <summary>The result of a function; who calls it counts it (see <see cref="FilterExpression.Charged"/>).</summary>
    public static Value Made(FilterContext context, Value[] items) => Value.FromArray(new ValueArray(items) { Section = ((RenderFrame)context).Section });

    /// <exception cref="FilterException">It is no whole number.</exception>
    public static int Whole(in Value value) => value.IsInt
        ? (int)Math.Clamp(value.AsInt, int.MinValue, int.MaxValue)
        : throw new FilterException($"Expecting a whole number instead of {Errors.TypeOf(value)}");

    private static Value Concat(FilterContext context, in Value list, in FilterArguments arguments) => Made(context, [.. Of(context, list), .. Of(context, arguments[0])]);

    private static Value Contains(FilterContext context, in Value list, in FilterArguments arguments)
    {
        foreach (var item in Of(context, list))
            if (Comparison.AreEqual((RenderFrame)context, item, arguments[0])) return Value.True;
        return Value.False;
    }

    // Lists of the same items are one cycle, unless their groups tell them apart.
    private static Value Cycle(FilterContext context, in Value list, in FilterArguments arguments)
    {
        var items = Of(context, list);
        if (items.Length == 0) return default;
        var group = $"{ScribanText.Of(context, arguments[0])}:{ScribanText.Of(context, list)}";
        var cycles = ((RenderFrame)context).Registers.Cycles;
        var index = cycles.GetValueOrDefault(group);
        cycles[group] = (index + 1) % items.Length;
        return items[index % items.Length];
    }

    private static Value InsertAt(FilterContext context, in Value list, in FilterArguments arguments)
    {
        var items = Of(context, list);
        var index = Math.Max(0, Whole(arguments[0]));
        if (index > context.Limits.LoopLength) throw LimitException.LoopLength(context.Limits.LoopLength);
        context.Step(index);
        var result = new List<Value>(items);
        while (result.Count < index) result.Add(default);
        result.Insert(index, arguments[1]);
        return Made(context, [.. result]);
    }

    private static Value Map(FilterContext context, in Value list, in FilterArguments arguments)
    {
        var member = arguments[0];
        return Made(context, [.. Of(context, list).Select(item => context.GetMember(item, member))]);
    }

    private static Value RemoveAt(FilterContext context, in Value list, in FilterArguments arguments)
    {
        var items = new List<Value>(Of(context, list));
        var index = Whole(arguments[0]);
        if (index < 0) index += items.Count;
        if (index >= 0 && index < items.Count) items.RemoveAt(index);
        return Made(context, [.. items]);
    }

    private static Value Sort(FilterContext context, in Value list, in FilterArguments arguments)
    {
        var frame = (RenderFrame)context;
        var items = Of(context, list);
        var member = arguments[0];
        var keys = member.IsNil ? items : [.. items.Select(item => context.GetMember(item, member))];
        // A member that is still on its way has no order.
        if (frame.Pending is not null) return default;
        context.Step(items.Length * 8);
        // Stable, and by an order of all values, since sorting fails where there is none.
        return Made(context, [.. Enumerable.Range(0, items.Length).OrderBy(i => keys[i], Comparer<Value>.Create((a, b) => Comparison.Order(frame, a, b))).Select(i => items[i])]);
    }

    private static Value Uniq(FilterContext context, in Value list, in FilterArguments arguments)
    {
        if (list.IsNil) return default;
        var seen = new HashSet<object?>(new CountedEquality(context));
        // By the plain value: 1 and 1 are the same, two objects are not.
        return Made(context, Array.FindAll(Of(context, list), item => seen.Add(item.ToObject())));
    }

    /// <summary>Equality of plain values. Each comparison is a step: numbers can be chosen that all fall into one place of a table.</summary>
    private sealed class CountedEquality(FilterContext context) : IEqualityComparer<object?>
    {
        public new bool Equals(object? x, object? y)
        {
            context.Step(1);
            return object.Equals(x, y);
        }

        public int GetHashCode(object? value) => value?.GetHashCode() ?? 0;
    }

    private static Value[] Slice(Value[] items, int from, int count)
    {
        from = Math.Clamp(from, 0, items.Length);
        return items[from..(from + Math.Clamp(count, 0, items.Length - from))];
    }
}
