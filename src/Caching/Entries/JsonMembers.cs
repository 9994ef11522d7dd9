using System.Reflection;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Caching.Entries;

/// <summary>What JSON, which writes a class as its public members, loses of some.</summary>
internal static class JsonMembers
{
    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>A clause that begins with the member, or with a space where it is about the whole; null where nothing is lost.</summary>
    public static string? Problem(JsonTypeInfo info) =>
        info.Properties.Select(property => Lost(info, property) is { } lost ? $".{NameOf(property)} {lost}" : null)
            .FirstOrDefault(static lost => lost is not null)
        ?? LostField(info) ?? LostConstruction(info);

    public static string NameOf(JsonPropertyInfo property) => (property.AttributeProvider as MemberInfo)?.Name ?? property.Name;

    /// <summary>Whether it is written and read; what is left was found to be computed, or is marked to be left out.</summary>
    public static bool IsStored(JsonTypeInfo info, JsonPropertyInfo property) =>
        property.Get is not null && (property.Set is not null || property.AssociatedParameter is not null || IsPopulated(info, property));

    /// <summary>Whether the compiler made a field for the property: it keeps something.</summary>
    public static bool HasOwnField(PropertyInfo property) =>
        property.DeclaringType!.GetField($"<{property.Name}>k__BackingField", Own) is not null;

    private static string? Lost(JsonTypeInfo info, JsonPropertyInfo property)
    {
        if (property.Get is null) return property.Set is null ? null : "has no public getter";
        if (IsStored(info, property) || !KeepsSomething(info.Type, property)) return null;
        return "has neither a public setter nor a constructor's parameter that gives it back; if it is computed, mark it [JsonIgnore]";
    }

    private static string? LostField(JsonTypeInfo info)
    {
        var written = info.Properties.Select(static property => property.AttributeProvider).OfType<FieldInfo>()
            .Select(static field => field.Name).ToHashSet(StringComparer.Ordinal);
        var lost = info.Type.GetFields().FirstOrDefault(field =>
            !field.IsStatic && !field.IsDefined(typeof(JsonIgnoreAttribute)) && !written.Contains(field.Name));
        return lost is null ? null : $".{lost.Name} is a field, which JSON leaves out unless JsonSerializerOptions.IncludeFields is set";
    }

    private static string? LostConstruction(JsonTypeInfo info)
    {
        if (info.Properties.Count == 0 && FieldsOf(info.Type).Any()) return $" is a {info.Type}, of which JSON writes nothing";
        if (info.CreateObject is not null) return null;
        var given = info.Properties.Select(static property => property.AssociatedParameter?.Name).OfType<string>().ToArray();
        if (info.ConstructorAttributeProvider is not ConstructorInfo constructor)
            return given.Length > 0 ? null : $" is a {info.Type}, which has no constructor that JSON could choose";
        var missing = constructor.GetParameters().FirstOrDefault(parameter => !given.Contains(parameter.Name, StringComparer.Ordinal));
        return missing is not null
            ? $" is a {info.Type}, whose constructor takes {missing.Name}, which is no member's name"
            : null;
    }

    // A property that is all code is computed, unless the class has fields of its own that it may be the only door to.
    private static bool KeepsSomething(Type type, JsonPropertyInfo property) =>
        property.AttributeProvider is not PropertyInfo own || HasOwnField(own) || FieldsOf(type).Any(static field => !IsBacking(field));

    // Filled and not set: the reader adds to the collection that the constructor has put there.
    private static bool IsPopulated(JsonTypeInfo info, JsonPropertyInfo property) =>
        !property.PropertyType.IsValueType && property.PropertyType != typeof(string)
        && (property.ObjectCreationHandling ?? info.PreferredPropertyObjectCreationHandling ?? info.Options.PreferredObjectCreationHandling)
            == JsonObjectCreationHandling.Populate;

    private static IEnumerable<FieldInfo> FieldsOf(Type type)
    {
        for (var own = type; own is not null; own = own.BaseType)
            foreach (var field in own.GetFields(Own)) yield return field;
    }

    private static bool IsBacking(FieldInfo field) => field.Name.EndsWith(">k__BackingField", StringComparison.Ordinal);
}
