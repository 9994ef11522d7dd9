using Rendering.Liquid.Filters;
using Rendering.Syntax.Filters;
using Rendering.Values;

namespace Rendering.Liquid;

/// <summary>Truth, equality, order and containment as Liquid's conditions have them.</summary>
internal static class LiquidComparison
{
    /// <summary>All but nil and false is true: 0, "" and empty lists too.</summary>
    public static bool IsTruthy(in Value value) => !value.IsNil && (value.IsBool ? value.AsBool : !value.IsUnset);

    /// <summary>Liquid's ==: numbers by value whatever their kind, lists and hashes item by item, <c>empty</c> and <c>blank</c> by their rules.</summary>
    public static bool AreEqual(in Value a, in Value b)
    {
        if (a.IsInt && b.IsInt) return a.AsInt == b.AsInt;
        if (a.AsString is { } text && b.AsString is { } other) return string.Equals(text, other, StringComparison.Ordinal);
        return LiquidEquality.AreEqual(a, b, 0);
    }

    /// <summary>The same for a statement: what is long costs steps.</summary>
    public static bool AreEqual(FilterContext context, in Value a, in Value b)
    {
        if (a.IsInt && b.IsInt) return a.AsInt == b.AsInt;
        Charge(context, a, b);
        return AreEqual(a, b);
    }

    /// <summary>
    /// The order of two values of one kind: numbers by value, text by code points, dates by time. Null where they have none; where
    /// Ruby then says so rather than answering false is <see cref="TryOrder(in Value, in Value, out int)"/>'s business.
    /// </summary>
    public static int? Compare(in Value a, in Value b)
    {
        if (a.IsInt && b.IsInt) return a.AsInt.CompareTo(b.AsInt);
        if (a.IsNumber && b.IsNumber) return NumberOrder.Compare(a, b);
        if (a.AsString is { } text && b.AsString is { } other) return CodePoints.Compare(text, other);
        if (a.Kind == ValueKind.Date && b.Kind == ValueKind.Date) return a.AsDate.CompareTo(b.AsDate);
        return null;
    }

    /// <summary>
    /// The order for the operators &lt;, &lt;=, &gt; and &gt;=. False where the answer of all four is false: nil, truth values,
    /// lists, hashes and ranges have no order, NaN neither.
    /// </summary>
    /// <exception cref="FilterException">Both have an order, but not with one another: <c>comparison of Integer with String failed</c>.</exception>
    public static bool TryOrder(in Value a, in Value b, out int order)
    {
        var found = Compare(a, b);
        order = found.GetValueOrDefault();
        if (found is null && HasOrder(a) && HasOrder(b) && !(a.IsNumber && b.IsNumber)) throw new FilterException(Incomparable(a, b));
        return found is not null;
    }

    /// <summary>The same for a statement: what is long costs steps.</summary>
    public static bool TryOrder(FilterContext context, in Value a, in Value b, out int order)
    {
        Charge(context, a, b);
        return TryOrder(a, b, out order);
    }

    /// <summary>Ruby's message for two values without an order; the second one shows as its value where that is short, else as its class.</summary>
    public static string Incomparable(in Value a, in Value b)
    {
        var shown = b.IsNil ? "nil" : b.Kind is ValueKind.Int or ValueKind.Float or ValueKind.Bool ? LiquidFormatter.Instance.ToText(b) : TypeName(b);
        return $"comparison of {TypeName(a)} with {shown} failed";
    }

    /// <summary>Liquid's <c>contains</c>: part of a text, an item of a list, a key of a hash, a number within a range.</summary>
    public static bool Contains(in Value left, in Value right)
    {
        if (!IsTruthy(left) || !IsTruthy(right)) return false;
        if (left.AsString is { } text) return text.Contains(LiquidFormatter.Instance.ToText(right), StringComparison.Ordinal);
        switch (left.Kind)
        {
            case ValueKind.Hash:
                return HashAccess.Of(left.AsObject!).TryGet(left.AsObject!, right, out _);
            case ValueKind.Range:
                var (first, last) = left.AsRange;
                return right.IsNumber && NumberOrder.Compare(right, Value.FromInt(first)) >= 0 && NumberOrder.Compare(right, Value.FromInt(last)) <= 0;
            case ValueKind.Array:
                return ContainsItem(left, right);
            default:
                return false;
        }
    }

    /// <summary>The same for a statement: what is long costs steps.</summary>
    public static bool Contains(FilterContext context, in Value left, in Value right)
    {
        if (left.AsString is { } text) FilterText.ChargeSearch(context, text, right.AsString ?? "");
        else if (left.Kind == ValueKind.Array) context.Step(CountOf(left));
        return Contains(left, right);
    }

    /// <summary>The name of the value's class in Ruby, for messages.</summary>
    public static string TypeName(in Value value) => value.Kind switch
    {
        ValueKind.Nil or ValueKind.Unset => "NilClass",
        ValueKind.Bool => value.AsBool ? "TrueClass" : "FalseClass",
        ValueKind.Int or ValueKind.BigInt => "Integer",
        ValueKind.Float => "Float",
        ValueKind.Decimal => "BigDecimal",
        ValueKind.String => "String",
        ValueKind.Date => value.IsDay ? "Date" : "Time",
        ValueKind.Range => "Range",
        ValueKind.Array => "Array",
        ValueKind.Hash => "Hash",
        ValueKind.Empty or ValueKind.Blank => "Liquid::Condition::MethodLiteral",
        _ => value.AsObject!.GetType().Name,
    };

    private static void Charge(FilterContext context, in Value a, in Value b)
    {
        if (a.AsString is { } text && b.AsString is { } other) context.Step(Math.Min(text.Length, other.Length) >> 6);
        else if (a.Kind == ValueKind.Array && b.Kind == ValueKind.Array) context.Step(Math.Min(CountOf(a), CountOf(b)));
    }

    private static int CountOf(in Value list) => Sequence.Of(list.AsObject!)?.Count(list.AsObject!) ?? 0;

    private static bool HasOrder(in Value value) => value.Kind is ValueKind.Int or ValueKind.BigInt or ValueKind.Float or ValueKind.Decimal or ValueKind.String or ValueKind.Date;

    private static bool ContainsItem(in Value list, in Value wanted)
    {
        var source = list.AsObject!;
        if (Sequence.Of(source) is { } sequence)
        {
            var count = sequence.Count(source);
            for (var i = 0; i < count; i++)
                if (AreEqual(sequence.At(source, i), wanted)) return true;
            return false;
        }
        foreach (var item in Items.Of(list, LiquidEquality.MaxItems)!.Items)
            if (AreEqual(item, wanted)) return true;
        return false;
    }
}
