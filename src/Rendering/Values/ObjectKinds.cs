using System.Collections;
using System.Collections.Concurrent;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Rendering.Values;

/// <summary>Tells lists, hashes and plain objects apart, once a type.</summary>
internal static class ObjectKinds
{
    private static readonly ConcurrentDictionary<Type, ValueKind> ByType = new();

    public static ValueKind Of(object value) => value switch
    {
        ValueArray => ValueKind.Array,
        ValueHash => ValueKind.Hash,
        JsonElement json => json.ValueKind == JsonValueKind.Array ? ValueKind.Array : ValueKind.Hash,
        _ => Of(value.GetType()),
    };

    public static ValueKind Of(Type type) => ByType.GetOrAdd(type, static t => Classify(t));

    private static ValueKind Classify(Type type)
    {
        if (type == typeof(BigInteger)) return ValueKind.BigInt;
        if (type == typeof(ValueHash)) return ValueKind.Hash;
        if (typeof(JsonObject).IsAssignableFrom(type)) return ValueKind.Hash;
        if (typeof(IMemberSource).IsAssignableFrom(type)) return ValueKind.Object;
        if (typeof(IDictionary).IsAssignableFrom(type)) return ValueKind.Hash;
        foreach (var contract in type.GetInterfaces().Append(type))
            if (contract.IsGenericType && contract.GetGenericTypeDefinition() is { } open
                && (open == typeof(IDictionary<,>) || open == typeof(IReadOnlyDictionary<,>)))
                return ValueKind.Hash;
        return typeof(IEnumerable).IsAssignableFrom(type) || AsyncSequences.Is(type) ? ValueKind.Array : ValueKind.Object;
    }
}
