using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;

namespace Caching.Entries;

/// <summary>The serializers by type: those registered, text and raw bytes, those that types bring along, and JSON for the rest.</summary>
internal sealed class SerializerTable(IReadOnlyDictionary<Type, object> registered, JsonSerializerOptions json)
{
    // What JSON would lose of each type that was asked about; null: nothing.
    private readonly ConcurrentDictionary<Type, string?> _losses = new();

    private ScalarForms? _scalars;

    public ICacheSerializer<T> Get<T>() =>
        registered.TryGetValue(typeof(T), out var own) ? (ICacheSerializer<T>)own : Known<T>.Serializer ?? new JsonCacheSerializer<T>(json);

    /// <summary>What reads bytes of the form as that type; null if nothing does.</summary>
    public ICacheSerializer<T>? Find<T>(string form)
    {
        var serializer = Get<T>();
        if (serializer.Form == form) return serializer;
        return typeof(T) == typeof(object) ? (_scalars ??= new(this)).Of(form) as ICacheSerializer<T> : null;
    }

    /// <summary>
    /// Makes sure that values of the type come back whole, as far as a type can tell: not what a class keeps to itself, what a subclass
    /// adds, or a value that JSON refuses, such as a ring or NaN. The type is looked at once.
    /// </summary>
    /// <exception cref="CacheSerializationException">Something would be lost. The message says what.</exception>
    public void Demand<T>()
    {
        if (Known<T>.Serializer is not null || registered.ContainsKey(typeof(T))) return;
        var loss = _losses.GetOrAdd(typeof(T), static (type, json) => JsonLoss.Find(type, json), json);
        if (loss is not null) throw new CacheSerializationException(typeof(T), loss);
    }
}

// Looked up once a type.
file static class Known<T>
{
    public static readonly ICacheSerializer<T>? Serializer =
        (new TextSerializer() as object as ICacheSerializer<T>)
        ?? new RawSerializers.OfArray() as object as ICacheSerializer<T>
        ?? new RawSerializers.OfReadOnlyMemory() as object as ICacheSerializer<T>
        ?? new RawSerializers.OfMemory() as object as ICacheSerializer<T>
        ?? Brought();

    private static ICacheSerializer<T>? Brought() => typeof(T).GetCustomAttribute<CacheSerializerAttribute>() is { } brought
        ? (ICacheSerializer<T>)Activator.CreateInstance(brought.Serializer)!
        : null;
}
