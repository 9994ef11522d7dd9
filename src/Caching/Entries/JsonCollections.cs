using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json.Serialization.Metadata;

namespace Caching.Entries;

/// <summary>What JSON, which writes a collection as its items, loses of some.</summary>
internal static class JsonCollections
{
    private static readonly Type[] Stacks =
        [typeof(Stack<>), typeof(ConcurrentStack<>), typeof(ImmutableStack<>), typeof(IImmutableStack<>)];

    public static string? Problem(JsonTypeInfo info)
    {
        var type = info.Type;
        // Written from its top, and read by pushing.
        if (Bases(type).Any(IsStack)) return $"is a {type}, which JSON would read in reverse";
        if (type.GetInterfaces().Append(type).Any(IsAsynchronous)) return $"is a {type}, which can be gone through once";
        return StateOf(type) is { } state
            ? $"is a {type}, of which JSON would write the items and not {state.Name}"
            : null;
    }

    // A property of its own on a user's collection.
    private static PropertyInfo? StateOf(Type type) => Bases(type)
        .TakeWhile(static own => own.Namespace?.StartsWith("System", StringComparison.Ordinal) != true)
        .SelectMany(static own => own.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly))
        .FirstOrDefault(JsonMembers.HasOwnField);

    private static bool IsStack(Type type) =>
        type == typeof(Stack) || (type.IsConstructedGenericType && Stacks.Contains(type.GetGenericTypeDefinition()));

    private static bool IsAsynchronous(Type type) =>
        type.IsConstructedGenericType && type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>);

    private static IEnumerable<Type> Bases(Type type)
    {
        for (var own = type; own is not null; own = own.BaseType) yield return own;
    }
}
