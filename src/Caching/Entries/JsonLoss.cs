using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Caching.Entries;

/// <summary>
/// Finds what System.Text.Json would lose, or could not read again, of a type and of all that it is made of. What has a converter of its
/// own is taken to know what it does, and what is marked [JsonIgnore] to be meant so.
/// </summary>
internal sealed class JsonLoss
{
    private readonly HashSet<Type> _seen = [];
    private readonly JsonSerializerOptions _options;

    private JsonLoss(JsonSerializerOptions options) => _options = options;

    /// <summary>The first loss, as a clause that names the member; null where there is none.</summary>
    public static string? Find(Type type, JsonSerializerOptions options)
    {
        // As the first use for serialization does.
        if (!options.IsReadOnly) options.MakeReadOnly(populateMissingResolver: true);
        return new JsonLoss(options).Find(type, type.Name);
    }

    /// <param name="type">The type.</param>
    /// <param name="path">Where its value stands, from the root: <c>Order.Lines[].Price</c>.</param>
    private string? Find(Type type, string path)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (!_seen.Add(type)) return null;
        JsonTypeInfo info;
        try
        {
            info = _options.GetTypeInfo(type);
        }
        catch (Exception error) when (error is NotSupportedException or InvalidOperationException or ArgumentException)
        {
            return $"{path} is a {type}, which JSON refuses ({error.Message})";
        }

        if (info.Converter.GetType().Assembly != typeof(JsonSerializer).Assembly) return null;
        return info.Kind switch
        {
            JsonTypeInfoKind.Object => OfObject(info, path),
            JsonTypeInfoKind.Enumerable => OfCollection(info, path, "[]"),
            JsonTypeInfoKind.Dictionary => OfCollection(info, path, """{"0":null}"""),
            _ => OfValue(info, path),
        };
    }

    private static string? OfValue(JsonTypeInfo info, string path)
    {
        if (info.Type == typeof(object)) return $"{path} is an object, of which JSON would make a JsonElement";
        return JsonProbe.IsRead(info, "[]") ? null : $"{path} is a {info.Type}, which JSON does not write";
    }

    private string? OfCollection(JsonTypeInfo info, string path, string sample)
    {
        if (JsonCollections.Problem(info) is { } problem) return $"{path} {problem}";
        if (!JsonProbe.IsRead(info, sample)) return $"{path} is a {info.Type}, which JSON cannot fill, or whose keys it cannot read";
        return info.ElementType is { } element ? Find(element, path + "[]") : null;
    }

    private string? OfObject(JsonTypeInfo info, string path)
    {
        var derived = info.PolymorphismOptions?.DerivedTypes ?? [];
        foreach (var one in derived)
            if (Find(one.DerivedType, one.DerivedType.Name) is { } lost) return lost;
        if (info.Type.IsInterface || info.Type.IsAbstract)
            return derived.Count > 0 ? null : $"{path} is a {info.Type}, for which JSON knows no class: give it [JsonDerivedType]";
        if (JsonMembers.Problem(info) is { } problem) return $"{path}{problem}";
        foreach (var property in info.Properties)
        {
            if (property.CustomConverter is not null || property.IsExtensionData || !JsonMembers.IsStored(info, property)) continue;
            if (Find(property.PropertyType, $"{path}.{JsonMembers.NameOf(property)}") is { } inside) return inside;
        }

        return null;
    }
}
