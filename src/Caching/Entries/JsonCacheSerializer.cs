using System.Buffers;
using System.Text.Json;

namespace Caching.Entries;

/// <summary>Any type, by System.Text.Json. A class of its own instance each time is two words; what it holds is shared.</summary>
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
