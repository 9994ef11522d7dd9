using Rendering.Values;

namespace Rendering.Liquid;

/// <summary>Equality beyond one kind of number or text: structures, and the literals <c>empty</c> and <c>blank</c>.</summary>
internal static class LiquidEquality
{
    // Beyond this depth two structures count as different: only a cycle, or a structure made to exhaust the stack, is deeper.
    private const int MaxDepth = 100;
    public const int MaxItems = 1_000_000;

    public static bool AreEqual(in Value a, in Value b, int depth)
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
}
