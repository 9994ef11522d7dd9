using System.Buffers;
using System.Reflection;
using System.Text.Json;

namespace Caching.Entries;

/// <summary>The serializers by type: those registered, those that types bring along, raw bytes, and JSON for the rest.</summary>
internal sealed class SerializerTable(IReadOnlyDictionary<Type, object> registered, JsonSerializerOptions json)
{
    public ICacheSerializer<T> Get<T>()
    {
        if (registered.TryGetValue(typeof(T), out var own)) return (ICacheSerializer<T>)own;
        if (typeof(T) == typeof(byte[])) return (ICacheSerializer<T>)(object)RawSerializer.Instance;
        return Brought<T>.Serializer ?? new JsonCacheSerializer<T>(json);
    }
}

// Looked up once a type.
file static class Brought<T>
{
    public static readonly ICacheSerializer<T>? Serializer = typeof(T).GetCustomAttribute<CacheSerializerAttribute>() is { } brought
        ? (ICacheSerializer<T>)Activator.CreateInstance(brought.Serializer)!
        : null;
}

internal sealed class RawSerializer : ICacheSerializer<byte[]>
{
    public static readonly RawSerializer Instance = new();

    public string Form => "raw";

    // The first byte tells null from empty.
    public void Write(byte[] value, IBufferWriter<byte> output)
    {
        output.Write([value is null ? (byte)0 : (byte)1]);
        output.Write(value);
    }

    public byte[] Read(ReadOnlySpan<byte> bytes) => bytes[0] == 0 ? null! : bytes[1..].ToArray();
}

// A class of its own instance each time is two words; what it holds is shared.
internal sealed class JsonCacheSerializer<T>(JsonSerializerOptions options) : ICacheSerializer<T>
{
    private static readonly string TypedForm = "json " + typeof(T);

    // The type is part of the form: JSON of one class often reads as another, and would be somebody else's value.
    public string Form => TypedForm;

    public void Write(T value, IBufferWriter<byte> output)
    {
        using var writer = new Utf8JsonWriter(output);
        JsonSerializer.Serialize(writer, value, options);
    }

    public T Read(ReadOnlySpan<byte> bytes) => JsonSerializer.Deserialize<T>(bytes, options)!;
}
