using System.Runtime.CompilerServices;

namespace Caching.Entries;

/// <summary>What kind of part the values of a type are, as far as the type alone can say.</summary>
internal enum KeyForm : byte
{
    /// <summary>It cannot be a key.</summary>
    Refused,

    /// <summary>The value's own type decides, call by call: object, an interface, a class that others derive from.</summary>
    ByValue,

    Scalar, Keyed, Enum, Nullable, List, Tuple,
}

internal static class KeyForms
{
    /// <param name="type">The type.</param>
    /// <param name="isExact">The value is of this type and not of a derived one.</param>
    /// <param name="parts">The types of what is in it, where there is anything and the type says so.</param>
    public static KeyForm Of(Type type, bool isExact, out Type[] parts)
    {
        parts = [];
        if (KeyScalars.Contains(type)) return KeyForm.Scalar;
        if (typeof(ICacheKeyed).IsAssignableFrom(type)) return KeyForm.Keyed;
        if (type.IsEnum) return KeyForm.Enum;
        if (Nullable.GetUnderlyingType(type) is { } underlying) return Of(KeyForm.Nullable, [underlying], out parts);
        if (typeof(ITuple).IsAssignableFrom(type)) return Of(KeyForm.Tuple, type.GetGenericArguments(), out parts);
        if (ItemOf(type) is { } item) return Of(KeyForm.List, [item], out parts);
        // An array that got here has more than one dimension, of which a flat list would lose the lengths.
        return isExact || type.IsSealed || type.IsArray ? KeyForm.Refused : KeyForm.ByValue;
    }

    /// <summary>The first type, in this one, whose values can never be keys; null where there is none.</summary>
    public static Type? FindRefused(Type type) => FindRefused(type, []);

    /// <summary>The item type of what has a count and an order; null for all else, such as sets and queries.</summary>
    private static Type? ItemOf(Type type)
    {
        if (type.IsArray) return type.IsSZArray ? type.GetElementType() : null;
        var lists = type.GetInterfaces().Append(type)
            .Where(static list => list.IsConstructedGenericType && list.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
            .Select(static list => list.GetGenericArguments()[0]).Take(2).ToArray();
        return lists.Length == 1 ? lists[0] : null;
    }

    private static Type? FindRefused(Type type, HashSet<Type> seen)
    {
        if (!seen.Add(type)) return null;
        if (Of(type, isExact: false, out var parts) == KeyForm.Refused) return type;
        return parts.Select(part => FindRefused(part, seen)).FirstOrDefault(static refused => refused is not null);
    }

    private static KeyForm Of(KeyForm form, Type[] types, out Type[] parts)
    {
        parts = types;
        return form;
    }
}
