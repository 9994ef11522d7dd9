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
        return AreEqual(a, b, 0);
    }

    /// <summary>
    /// The order of two values of one kind: numbers by value, text by code points, dates by time. Null where they have none; where
    /// Ruby then says so rather than answering false is <see cref="TryOrder"/>'s business.
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

    /// <summary>Equal to <c>empty</c>: text, a list or a hash with nothing in it.</summary>
    public static bool IsEmpty(in Value value) => value.Kind switch
    {
        ValueKind.String => value.AsString!.Length == 0,
        ValueKind.Hash => HashAccess.Of(value.AsObject!).Count(value.AsObject!) == 0,
        ValueKind.Array => IsEmptyList(value.AsObject!),
        _ => false,
    };

    /// <summary>Equal to <c>blank</c>: nil, false, text of white space only, and all that is empty.</summary>
    public static bool IsBlank(in Value value) => value.Kind switch
    {
        ValueKind.Nil or ValueKind.Unset => true,
        ValueKind.Bool => !value.AsBool,
        ValueKind.String => value.AsString.AsSpan().Trim(" \t\n\v\f\r").Length == 0,
        _ => IsEmpty(value),
    };

    private static bool HasOrder(in Value value) => value.Kind is ValueKind.Int or ValueKind.BigInt or ValueKind.Float or ValueKind.Decimal or ValueKind.String or ValueKind.Date;

    private static bool IsEmptyList(object list)
    {
        if (Sequence.Of(list) is { } sequence) return sequence.Count(list) == 0;
        if (list is not System.Collections.IEnumerable items) return false;
        var walk = items.GetEnumerator();
        try
        {
            return !walk.MoveNext();
        }
        finally
        {
            (walk as IDisposable)?.Dispose();
        }
    }

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
        foreach (var item in Items.Of(list, MaxItems)!.Items)
            if (AreEqual(item, wanted)) return true;
        return false;
    }

    // Beyond this depth two structures count as different: only a cycle, or a structure made to exhaust the stack, is deeper.
    private const int MaxDepth = 100;
    private const int MaxItems = 1_000_000;

    private static bool AreEqual(in Value a, in Value b, int depth)
    {
        var (kind, other) = (a.Kind, b.Kind);
        if (kind is ValueKind.Empty or ValueKind.Blank) return IsLiteral(kind, b);
        if (other is ValueKind.Empty or ValueKind.Blank) return IsLiteral(other, a);
        if (a.IsNumber && b.IsNumber) return NumberOrder.Compare(a, b) == 0;
        if (kind != other) return kind is ValueKind.Nil or ValueKind.Unset && other is ValueKind.Nil or ValueKind.Unset;
        switch (kind)
        {
            case ValueKind.Nil or ValueKind.Unset:
                return true;
            case ValueKind.Bool:
                return a.AsBool == b.AsBool;
            case ValueKind.String:
                return string.Equals(a.AsString, b.AsString, StringComparison.Ordinal);
            case ValueKind.Date:
                return a.IsDay == b.IsDay && a.AsDate == b.AsDate;
            case ValueKind.Range:
                return a.AsRange == b.AsRange;
            case ValueKind.Array:
                return ReferenceEquals(a.AsObject, b.AsObject) || (depth < MaxDepth && AreEqualLists(a, b, depth + 1));
            case ValueKind.Hash:
                return ReferenceEquals(a.AsObject, b.AsObject) || (depth < MaxDepth && AreEqualHashes(a.AsObject!, b.AsObject!, depth + 1));
            default:
                return Equals(a.AsObject, b.AsObject);
        }
    }

    private static bool IsLiteral(ValueKind literal, in Value value) => literal == ValueKind.Empty ? IsEmpty(value) : IsBlank(value);

    private static bool AreEqualLists(in Value a, in Value b, int depth)
    {
        var (items, others) = (Items.Of(a, MaxItems)!.Items, Items.Of(b, MaxItems)!.Items);
        if (items.Length != others.Length) return false;
        for (var i = 0; i < items.Length; i++)
            if (!AreEqual(items[i], others[i], depth)) return false;
        return true;
    }

    private static bool AreEqualHashes(object a, object b, int depth)
    {
        var (access, other) = (HashAccess.Of(a), HashAccess.Of(b));
        if (access.Count(a) != other.Count(b)) return false;
        foreach (var (key, item) in access.Pairs(a))
            if (!other.TryGet(b, key, out var found) || !AreEqual(item, found, depth)) return false;
        return true;
    }
}
