using System.Numerics;
using Rendering.Syntax.Filters;
using Rendering.Values;

namespace Rendering.Liquid.Filters;

/// <summary>A property of a list's item, as Ruby's <c>item[property]</c>: a hash's key, a host object's member, a part of a text, a bit of a number.</summary>
internal static class ItemProperty
{
    /// <summary>Whether items of this kind have properties at all; nil, truth values, floats, dates and ranges have none.</summary>
    public static bool IsIndexable(in Value item) =>
        item.Kind is ValueKind.Hash or ValueKind.Object or ValueKind.String or ValueKind.Int or ValueKind.BigInt or ValueKind.Array;

    /// <returns>False where items of this kind have no properties.</returns>
    /// <exception cref="FilterException"><c>cannot select the property 'x'</c>: the item has properties, but not of that kind.</exception>
    public static bool TryGet(FilterContext context, in Value item, in Value property, out Value value)
    {
        value = default;
        switch (item.Kind)
        {
            case ValueKind.Hash:
                if (HashAccess.Of(item.AsObject!).TryGet(item.AsObject!, property, out value) && LazyValues.IsLazy(value)) value = context.GetMember(item, property);
                return true;
            case ValueKind.Object:
                value = context.GetMember(item, property);
                return true;
            case ValueKind.String:
                value = OfText(item.AsString!, property);
                return true;
            case ValueKind.Int or ValueKind.BigInt when property.IsNumber:
                var bit = LiquidNumbers.ToIndex(Value.FromBigInt(Arithmetic.ToExact(property).Floor()));
                value = Value.FromInt(bit < 0 ? 0 : (long)((item.AsBigInt >> bit) & BigInteger.One));
                return true;
            case ValueKind.Int or ValueKind.BigInt or ValueKind.Array:
                throw Refuse(property);
            default:
                return false;
        }
    }

    public static FilterException Refuse(in Value property) => new($"cannot select the property '{FilterText.Of(property)}'");

    private static Value OfText(string text, in Value property)
    {
        if (property.AsString is { } part) return text.Contains(part, StringComparison.Ordinal) ? property : default;
        if (!property.IsNumber) throw Refuse(property);
        var index = LiquidNumbers.ToIndex(Value.FromBigInt(Arithmetic.ToExact(property).Floor()));
        var count = CodePoints.Count(text);
        if (index < 0) index += count;
        if (index < 0 || index >= count) return default;
        var start = CodePoints.IndexOf(text, index);
        return Value.FromString(text.Substring(start, CodePoints.IndexOf(text.AsSpan(start), 1)));
    }
}
