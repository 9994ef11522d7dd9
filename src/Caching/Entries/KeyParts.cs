using System.Reflection;
using System.Runtime.CompilerServices;

namespace Caching.Entries;

/// <summary>The parts of keys that are not scalars.</summary>
internal static class KeyParts
{
    public static KeyPart<T> Make<T>(bool isExact)
    {
        switch (KeyForms.Of(typeof(T), isExact, out var parts))
        {
            case KeyForm.Scalar: return KeyPartOf<T>.Write;
            case KeyForm.Keyed: return Bind<T>(nameof(AddKeyed), typeof(T));
            case KeyForm.Enum: return Bind<T>(nameof(AddEnum), typeof(T));
            case KeyForm.Nullable: return Bind<T>(nameof(AddNullable), parts);
            case KeyForm.Tuple: return Bind<T>(nameof(AddTuple), typeof(T));
            case KeyForm.List: return Bind<T>(nameof(AddList), typeof(T), parts[0]);
            case KeyForm.ByValue: return static (ref writer, value) => KeyByValue.Add(ref writer, value);
            default: return static (ref _, _) => throw Refused(typeof(T));
        }
    }

    /// <summary>Says at once what every call would say.</summary>
    /// <exception cref="CacheException">No value of the type, or none of a type that it is made of, can be a key.</exception>
    public static void Demand<T>()
    {
        if (KeyForms.FindRefused(typeof(T)) is { } refused) throw Refused(refused);
    }

    private static CacheException Refused(Type type) => new(
        $"A value of the type {type} cannot be a part of a cache key. Make the key of what tells such values apart: implement ICacheKeyed, "
        + "write CacheKey.Of(...), or give a memoized function a key selector. A set or a query becomes a key as a sorted array.");

    private static KeyPart<T> Bind<T>(string method, params Type[] arguments) =>
        typeof(KeyParts).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(arguments).CreateDelegate<KeyPart<T>>();

    private static void AddNullable<T>(ref CacheKeyWriter writer, T? value) where T : struct
    {
        if (value is { } some) KeyPartOf<T>.Write(ref writer, some);
        else writer.Add(null as string);
    }

    // The number and not the name: a value may have several names, or none. The type, since the same number of another enum, or the
    // number itself, is another argument of a function that takes any object.
    private static void AddEnum<T>(ref CacheKeyWriter writer, T value) where T : struct, Enum
    {
        writer.AddEncoded(KeyNames.OfEnum<T>.Opening);
        writer.Add(Unsafe.SizeOf<T>() switch
        {
            1 => Unsafe.BitCast<T, sbyte>(value),
            2 => Unsafe.BitCast<T, short>(value),
            4 => Unsafe.BitCast<T, int>(value),
            _ => Unsafe.BitCast<T, long>(value),
        });
    }

    private static void AddKeyed<T>(ref CacheKeyWriter writer, T value) where T : ICacheKeyed
    {
        if (IsNull(ref writer, value)) return;
        writer.AddEncoded(KeyNames.OpeningOf(value.GetType()));
        writer.BeginGroup();
        value.GetCacheKey().WriteTo(ref writer);
        writer.EndGroup();
    }

    private static void AddList<T, TItem>(ref CacheKeyWriter writer, T value) where T : IReadOnlyList<TItem>
    {
        if (IsNull(ref writer, value)) return;
        writer.BeginGroup();
        for (var i = 0; i < value.Count; i++) KeyPartOf<TItem>.Write(ref writer, value[i]);
        writer.EndGroup();
    }

    // Boxes what is in the tuple: a function whose arguments are in a tuple rarely cares.
    private static void AddTuple<T>(ref CacheKeyWriter writer, T value) where T : ITuple
    {
        if (IsNull(ref writer, value)) return;
        writer.BeginGroup();
        for (var i = 0; i < value.Length; i++) KeyByValue.Add(ref writer, value[i]);
        writer.EndGroup();
    }

    private static bool IsNull<T>(ref CacheKeyWriter writer, T value)
    {
        if (value is not null) return false;
        writer.Add(null as string);
        return true;
    }
}
