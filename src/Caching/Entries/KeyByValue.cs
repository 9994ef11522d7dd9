using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Caching.Entries;

/// <summary>The part of a value whose declared type leaves open what it is. It is the part that the value's own type would give.</summary>
internal static class KeyByValue
{
    private static readonly ConcurrentDictionary<Type, KeyPart<object>> Parts = new();

    public static void Add(ref CacheKeyWriter writer, object? value)
    {
        if (value is null)
        {
            writer.Add(null as string);
            return;
        }

        // Only through here can a value contain itself.
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new CacheException($"A cache key is nested too deep: a value of the type {value.GetType()} contains itself.");
        var part = Parts.GetOrAdd(value.GetType(), static type => (KeyPart<object>)Maker.MakeGenericMethod(type).Invoke(null, null)!);
        part(ref writer, value);
    }

    private static MethodInfo Maker => typeof(KeyByValue).GetMethod(nameof(Make), BindingFlags.NonPublic | BindingFlags.Static)!;

    private static KeyPart<object> Make<T>()
    {
        var part = KeyParts.Make<T>(isExact: true);
        return (ref writer, value) => part(ref writer, (T)value);
    }
}
