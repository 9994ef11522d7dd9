using System.Collections.Concurrent;

namespace Caching.Entries;

/// <summary>The names of types as parts of keys begin with them: a letter, the length, the name.</summary>
internal static class KeyNames
{
    private static readonly ConcurrentDictionary<Type, string> Keyed = new();

    /// <summary>
    /// Of the class that says the key of such values: a proxy that a mapper derives from an entity has the entity's key, and is removed
    /// with it.
    /// </summary>
    public static string OpeningOf(Type keyed) => Keyed.GetOrAdd(keyed, static type =>
        Opening('k', type.GetInterfaceMap(typeof(ICacheKeyed)).TargetMethods[0].DeclaringType!));

    private static string Opening(char tag, Type type)
    {
        var name = TypeName.Of(type);
        return $"{tag}{name.Length}:{name}";
    }

    public static class OfEnum<T>
    {
        public static readonly string Opening = KeyNames.Opening('e', typeof(T));
    }
}
