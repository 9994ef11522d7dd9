using System.Reflection;
using System.Runtime.CompilerServices;

namespace Architecture.Tests;

/// <summary>What users of an assembly can name: a line a type and a line a member, sorted, each readable on its own.</summary>
internal static class PublicSurface
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> Describe(Assembly assembly) =>
        assembly.GetExportedTypes()
            .OrderBy(static type => type.FullName, StringComparer.Ordinal)
            .SelectMany(static type => Members(type).Order(StringComparer.Ordinal).Prepend(TypeLine(type)));

    private static string TypeLine(Type type)
    {
        var kind = type.IsEnum ? "enum" : type.IsInterface ? "interface" : type.IsValueType ? "struct"
            : typeof(Delegate).IsAssignableFrom(type) ? "delegate"
            : type is { IsAbstract: true, IsSealed: true } ? "static class" : type.IsAbstract ? "abstract class" : type.IsSealed ? "sealed class" : "class";
        var inherited = type.BaseType?.GetInterfaces() ?? [];
        var bases = type.GetInterfaces().Except(inherited).Where(static contract => contract.IsPublic).Select(TypeNames.Of).Order(StringComparer.Ordinal).ToList();
        if (type is { IsClass: true, BaseType: { } parent } && parent != typeof(object)) bases.Insert(0, TypeNames.Of(parent));
        return $"{kind} {TypeNames.Of(type)}{(bases.Count == 0 || type.IsEnum ? "" : " : " + string.Join(", ", bases))}";
    }

    private static IEnumerable<string> Members(Type type)
    {
        var owner = TypeNames.Of(type);
        if (type.IsEnum) return Enum.GetNames(type).Select(name => $"{owner}.{name} = {Convert.ToInt64(Enum.Parse(type, name))}");
        return type.GetMembers(Declared).Where(static member => !IsMadeByCompiler(member)).Select(member => Line(owner, member)).OfType<string>();
    }

    private static string? Line(string owner, MemberInfo member) => member switch
    {
        ConstructorInfo made when IsVisible(made) && !made.IsStatic => $"{owner}({Parameters(made)})",
        MethodInfo { IsSpecialName: false } method when IsVisible(method) =>
            $"{Static(method)}{owner}.{method.Name}{TypeNames.Arguments(method.GetGenericArguments())}({Parameters(method)}) : {TypeNames.Of(method.ReturnType)}",
        MethodInfo { IsSpecialName: true, Name: ['o', 'p', '_', ..] } method when IsVisible(method) =>
            $"static {owner}.{method.Name}({Parameters(method)}) : {TypeNames.Of(method.ReturnType)}",
        PropertyInfo property when property.GetAccessors(nonPublic: true).Where(IsVisible).ToArray() is { Length: > 0 } accessors =>
            $"{Static(accessors[0])}{owner}.{property.Name} : {TypeNames.Of(property.PropertyType)} {{ {string.Join(' ', accessors.Select(Accessor).Order(StringComparer.Ordinal))} }}",
        FieldInfo field when field.IsPublic || field.IsFamily =>
            $"{(field.IsLiteral ? "const " : field.IsStatic ? "static " : "")}{owner}.{field.Name} : {TypeNames.Of(field.FieldType)}",
        EventInfo happening when happening.AddMethod is { } add && IsVisible(add) => $"event {owner}.{happening.Name} : {TypeNames.Of(happening.EventHandlerType!)}",
        _ => null,
    };

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsMadeByCompiler(MemberInfo member) => member.IsDefined(typeof(CompilerGeneratedAttribute)) && member is not PropertyInfo;

    private static string Static(MethodBase method) => method.IsStatic ? "static " : "";

    private static string Accessor(MethodInfo accessor) =>
        accessor.Name.StartsWith("get_", StringComparison.Ordinal) ? "get;"
        : accessor.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init;" : "set;";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(static parameter =>
        $"{(parameter.IsOut ? "out " : parameter.IsIn ? "in " : parameter.ParameterType.IsByRef ? "ref " : "")}{TypeNames.Of(parameter.ParameterType)} {parameter.Name}{(parameter.HasDefaultValue ? " = " + (parameter.RawDefaultValue ?? "default") : "")}"));
}
