using System.Reflection;
using System.Text;

namespace Caching.Tests.Support;

/// <summary>The public surface of an assembly as text, a line a member, in an order that does not depend on the compiler.</summary>
public static class PublicApi
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(Kind(type)).Append(' ').Append(Name(type)).Append('\n');
            var members = type.GetMembers(Declared).Where(IsVisible).Select(Line).Order(StringComparer.Ordinal);
            foreach (var member in members) text.Append("    ").Append(member).Append('\n');
        }

        return text.ToString();
    }

    // What every record, and everything that compares, has: it says nothing of the surface.
    private static readonly string[] Usual =
        ["Equals", "GetHashCode", "ToString", "Deconstruct", "op_Equality", "op_Inequality"];

    private static bool IsVisible(MemberInfo member) => !Usual.Contains(member.Name) && member switch
    {
        MethodInfo { IsSpecialName: true } method => method.Name.StartsWith("op_", StringComparison.Ordinal),
        MethodBase method => (method.IsPublic || method.IsFamily) && !method.Name.Contains('<', StringComparison.Ordinal),
        PropertyInfo property => property.GetAccessors().Length > 0,
        FieldInfo field => field.IsPublic && !field.IsSpecialName,
        _ => false,
    };

    private static string Line(MemberInfo member) => member switch
    {
        ConstructorInfo made => $"new({Parameters(made)})",
        MethodInfo method => $"{(method.IsStatic ? "static " : "")}{Name(method.ReturnType)} {method.Name}{Generic(method)}({Parameters(method)})",
        PropertyInfo property => $"{Name(property.PropertyType)} {property.Name} {{ {Accessors(property)}}}",
        FieldInfo field => $"{Name(field.FieldType)} {field.Name}{(field.IsLiteral ? $" = {field.GetRawConstantValue()}" : "")}",
        _ => member.Name,
    };

    private static string Accessors(PropertyInfo property)
    {
        if (property.SetMethod is not { IsPublic: true } set) return "get; ";
        var isInit = set.ReturnParameter.GetRequiredCustomModifiers().Length > 0;
        return isInit ? "get; init; " : "get; set; ";
    }

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
        $"{Name(parameter.ParameterType)} {parameter.Name}{(parameter.IsOptional ? " = default" : "")}"));

    private static string Generic(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";

    private static string Kind(Type type) => type switch
    {
        { IsInterface: true } => "interface",
        { IsEnum: true } => "enum",
        { IsValueType: true } => "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    private static string Name(Type type)
    {
        if (type.IsByRef) return "ref " + Name(type.GetElementType()!);
        if (type.IsArray) return Name(type.GetElementType()!) + "[]";
        if (Nullable.GetUnderlyingType(type) is { } underlying) return Name(underlying) + "?";
        if (!type.IsGenericType) return type.Name;
        return $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
    }
}
