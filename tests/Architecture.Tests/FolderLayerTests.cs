using System.Text.RegularExpressions;

namespace Architecture.Tests;

/// <summary>An import points down, never up: between the folders of a project.</summary>
public sealed class FolderLayerTests
{
    // What each folder may use, beside the project's own root namespace: its words for errors, limits and options.
    private static readonly Dictionary<string, string[]> Below = new()
    {
        ["Rendering/Output"] = [],
        ["Rendering/Values"] = ["Output"],
        ["Rendering/Engines"] = ["Values", "Output"],
        ["Rendering/Templates"] = ["Values", "Output", "Engines"],
        ["Rendering/Fragments"] = ["Values", "Output", "Engines", "Templates"],
        ["Rendering/Syntax"] = ["Values", "Output", "Engines", "Fragments"],
        ["Rendering/Liquid"] = ["Values", "Output", "Engines", "Fragments", "Syntax"],
        ["Caching/Entries"] = [],
        ["Caching/Policies"] = ["Entries"],
        ["Caching/Diagnostics"] = ["Entries", "Policies"],
        ["Caching/Stores"] = ["Entries", "Policies", "Diagnostics"],
        ["Caching/Coordination"] = ["Entries", "Policies", "Diagnostics", "Stores"],
    };

    private static readonly string[] Layered = ["Caching", "Rendering"];

    [Fact]
    public void Every_folder_has_its_place() =>
        Expect.None(Files().Where(static file => file.Folders.Length > 1).Select(Place).Distinct().Except(Below.Keys));

    [Fact]
    public void A_folder_uses_lower_folders_only()
    {
        var upward = from file in Files()
                     where file.Folders.Length > 1
                     let project = file.Folders[0]
                     let folder = file.Folders[1]
                     let allowed = Below.GetValueOrDefault(Place(file), [])
                     from used in FoldersUsed(file, project)
                     where used != folder && !allowed.Contains(used)
                     select $"{file.Path} uses {project}.{used}";
        Expect.None(upward);
    }

    [Fact]
    public void The_table_itself_points_down()
    {
        var places = Below.Keys.ToList();
        foreach (var (place, allowed) in Below)
            foreach (var lower in allowed)
                Assert.InRange(places.IndexOf(place[..(place.IndexOf('/', StringComparison.Ordinal) + 1)] + lower), 0, places.IndexOf(place) - 1);
    }

    private static IEnumerable<SourceFile> Files() => SourceTree.Below([.. Layered.Select(static project => "src/" + project)]);

    private static string Place(SourceFile file) => $"{file.Folders[0]}/{file.Folders[1]}";

    // By import, and by qualified name, which needs none.
    private static IEnumerable<string> FoldersUsed(SourceFile file, string project) =>
        Regex.Matches(file.Code, $@"\b{Regex.Escape(project)}\.(\w+)")
            .Select(static match => match.Groups[1].Value)
            .Where(name => Below.ContainsKey($"{project}/{name}"))
            .Distinct();
}
