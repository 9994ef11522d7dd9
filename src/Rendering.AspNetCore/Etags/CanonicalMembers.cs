using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;

namespace Rendering.AspNetCore;

/// <summary>What a value is made of: the pairs of a dictionary, or the public properties and fields of an object.</summary>
internal static class CanonicalMembers
{
    private static readonly ConcurrentDictionary<Type, bool> Sets = new();
    private static readonly ConcurrentDictionary<Type, Func<object, IEnumerable<KeyValuePair<object?, object?>>>?> Dictionaries = new();
    private static readonly ConcurrentDictionary<Type, MemberInfo[]> Members = new();

    public static bool IsSet(Type type) => Sets.GetOrAdd(type, static t => t.GetInterfaces().Any(
        i => i.IsGenericType && i.GetGenericTypeDefinition() is var d && (d == typeof(ISet<>) || d == typeof(IReadOnlySet<>))));

    /// <summary>The pairs of a dictionary, in any order; null where <paramref name="value"/> is none.</summary>
    public static IEnumerable<KeyValuePair<object?, object?>>? TryPairs(object value) => value switch
    {
        IDictionary dictionary => Untyped(dictionary),
        JsonElement { ValueKind: JsonValueKind.Object } json =>
            json.EnumerateObject().Select(p => KeyValuePair.Create<object?, object?>(p.Name, p.Value)),
        _ => Dictionaries.GetOrAdd(value.GetType(), PairsOf)?.Invoke(value),
    };

    /// <summary>The public properties and fields of an object with their values.</summary>
    /// <exception cref="ArgumentException">It has none, so that all objects of its type would share one tag.</exception>
    public static IEnumerable<KeyValuePair<string, object?>> Of(object value)
    {
        var type = value.GetType();
        var members = Members.GetOrAdd(type, StateOf);
        if (members.Length == 0 || value is Task or Delegate || IsValueTask(type))
            throw new ArgumentException(
                $"A {type} cannot name the version of a page: give a number, a text, a date, or an object of such, "
                + "and await what is a task.");
        return members.Select(member => KeyValuePair.Create(member.Name, member is PropertyInfo property
            ? property.GetValue(value, BindingFlags.DoNotWrapExceptions, null, null, null)
            : ((FieldInfo)member).GetValue(value)));
    }

    private static bool IsValueTask(Type type) =>
        type == typeof(ValueTask) || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>));

    private static MemberInfo[] StateOf(Type type) =>
    [
        .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.GetMethod is { IsPublic: true } && p.GetIndexParameters().Length == 0 && !p.PropertyType.IsByRefLike),
        .. type.GetFields(BindingFlags.Public | BindingFlags.Instance),
    ];

    // A dictionary that is not an IDictionary (an immutable or frozen one is, a user's IReadOnlyDictionary is not) still
    // enumerates KeyValuePair<,>, in an order that says nothing.
    private static Func<object, IEnumerable<KeyValuePair<object?, object?>>>? PairsOf(Type type)
    {
        var found = type.GetInterfaces().FirstOrDefault(
            i => i.IsGenericType
                && (i.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>) || i.GetGenericTypeDefinition() == typeof(IDictionary<,>)));
        return found is null ? null : typeof(CanonicalMembers).GetMethod(nameof(Boxed), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(found.GetGenericArguments())
            .CreateDelegate<Func<object, IEnumerable<KeyValuePair<object?, object?>>>>();
    }

    // As an IEnumerable a generic dictionary yields its own pairs; only as an IDictionary does it yield entries.
    private static IEnumerable<KeyValuePair<object?, object?>> Untyped(IDictionary dictionary)
    {
        foreach (DictionaryEntry entry in dictionary)
            yield return KeyValuePair.Create<object?, object?>(entry.Key, entry.Value);
    }

    private static IEnumerable<KeyValuePair<object?, object?>> Boxed<TKey, TValue>(object dictionary) =>
        ((IEnumerable<KeyValuePair<TKey, TValue>>)dictionary).Select(p => KeyValuePair.Create<object?, object?>(p.Key, p.Value));
}
