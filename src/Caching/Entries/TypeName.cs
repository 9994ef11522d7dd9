namespace Caching.Entries;

/// <summary>
/// Names a type in keys and namespaces: with its assembly, unless that is the core library's, since two assemblies may each have a
/// <c>Product</c>; without versions, since what is stored should outlive a new build.
/// </summary>
internal static class TypeName
{
    public static string Of(Type type)
    {
        if (type.IsArray) return $"{Of(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (type.IsGenericParameter) return type.Name;
        var arguments = type.IsConstructedGenericType ? $"[{Of(type.GetGenericArguments())}]" : "";
        var definition = type.IsConstructedGenericType ? type.GetGenericTypeDefinition() : type;
        var assembly = type.Assembly == typeof(object).Assembly ? "" : type.Assembly.GetName().Name + ":";
        return assembly + definition.FullName + arguments;
    }

    public static string Of(IEnumerable<Type> types) => string.Join(',', types.Select(Of));
}
