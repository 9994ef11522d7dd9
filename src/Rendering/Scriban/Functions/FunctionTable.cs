using System.Collections.Frozen;
using Rendering.Values;

namespace Rendering.Scriban.Functions;

/// <summary>The built-in functions by family; a family is a file, and this is the whole table.</summary>
internal static class FunctionTable
{
    private static readonly (string Family, BuiltInFunction[] Functions)[] Families =
    [
        ("array", ArrayFunctions.All),
        ("date", DateFunctions.All),
        ("html", HtmlFunctions.All),
        ("math", MathFunctions.All),
        ("object", ObjectFunctions.All),
        ("regex", RegexFunctions.All),
        ("string", [.. StringFunctions.All, .. TextParts.All, .. TextCodes.All]),
        ("timespan", TimeSpanFunctions.All),
    ];

    private static readonly FrozenDictionary<string, BuiltInFunction> ByName =
        Families.SelectMany(static family => family.Functions).ToFrozenDictionary(static function => function.Name, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Value> ByFamily = Families.ToFrozenDictionary(static family => family.Family, static family => AsObject(family.Functions), StringComparer.Ordinal);

    public static IEnumerable<BuiltInFunction> All => ByName.Values;

    /// <summary>The function of that name; a host's own comes first.</summary>
    public static BuiltInFunction? Find(ScribanEngine engine, string family, string name)
    {
        var full = family.Length == 0 ? name : $"{family}.{name}";
        return engine.Options.CustomFunctions.TryGetValue(full, out var custom) ? custom.Function : ByName.GetValueOrDefault(full);
    }

    /// <summary>A family as an object, whose members are its functions.</summary>
    public static bool TryGetFamily(string name, out Value family) => ByFamily.TryGetValue(name, out family);

    private static Value AsObject(BuiltInFunction[] functions)
    {
        var members = new ValueHash();
        foreach (var function in functions) members[function.Name[(function.Name.IndexOf('.', StringComparison.Ordinal) + 1)..]] = Value.FromReference(function);
        return Value.FromReference(members);
    }
}
