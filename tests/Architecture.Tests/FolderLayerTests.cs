using System.Reflection;

namespace Architecture.Tests;

/// <summary>An import points down, never up: between the folders of src/Rendering, which are its namespaces.</summary>
public sealed class FolderLayerTests
{
    private const string Project = "Rendering";

    // What each folder may use, beside the project's root namespace: its words for errors, limits and options. From the bottom up.
    private static readonly Dictionary<string, string[]> Below = new()
    {
        ["Output"] = [],
        ["Values"] = ["Output"],
        ["Fragments"] = ["Output", "Values"],
        ["Engines"] = ["Output", "Fragments"],
        ["Templates"] = ["Engines"],
        ["Syntax"] = ["Output", "Values", "Fragments", "Engines"],
        ["Diagnostics"] = ["Output", "Values", "Fragments", "Engines", "Templates", "Syntax"],
        ["Liquid"] = ["Output", "Values", "Fragments", "Engines", "Syntax"],
        ["Scriban"] = ["Output", "Values", "Fragments", "Engines", "Syntax"],
    };

    [Fact]
    public void Every_folder_has_its_place() =>
        Assert.Equal(Below.Keys.Order(StringComparer.Ordinal), SourceTree.Below("src/" + Project).Where(static file => file.Folders.Length > 1).Select(static file => file.Folders[1]).Distinct());

    [Fact]
    public void A_folder_uses_lower_folders_only()
    {
        var upward = from type in Assembly.Load(Project).GetTypes()
                     let folder = FolderOf(type)
                     where folder is not null
                     from used in TypeUse.Of(type)
                     where used.Assembly == type.Assembly
                     let other = FolderOf(used)
                     where other is not null && other != folder && !Below[folder].Contains(other)
                     select $"{folder}/{Outermost(type).Name} uses {other}/{Outermost(used).Name}";
        Expect.None(upward.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_table_itself_points_down()
    {
        var places = Below.Keys.ToList();
        foreach (var (place, allowed) in Below)
            foreach (var lower in allowed)
                Assert.InRange(places.IndexOf(lower), 0, places.IndexOf(place) - 1);
    }

    private static string? FolderOf(Type type) =>
        type.Namespace?.Split('.') is [Project, var folder, ..] && Below.ContainsKey(folder) ? folder : null;

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}
