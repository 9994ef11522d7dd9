using System.Text.RegularExpressions;

namespace Architecture.Tests;

/// <summary>An import points down, never up: between the folders of src/Rendering.</summary>
public sealed class FolderLayerTests
{
    // What each folder may use, beside the project's own root namespace: its words for errors, limits and options.
    private static readonly Dictionary<string, string[]> Below = new()
    {
        ["Output"] = [],
        ["Values"] = ["Output"],
        ["Engines"] = ["Values", "Output"],
        ["Templates"] = ["Values", "Output", "Engines"],
        ["Fragments"] = ["Values", "Output", "Engines", "Templates"],
        ["Syntax"] = ["Values", "Output", "Engines", "Fragments"],
        ["Liquid"] = ["Values", "Output", "Engines", "Fragments", "Syntax"],
    };

    [Fact]
    public void Every_folder_has_its_place() =>
        Expect.None(Files().Where(static file => file.Folders.Length > 1).Select(static file => file.Folders[1]).Distinct().Except(Below.Keys));

    [Fact]
    public void A_folder_uses_lower_folders_only()
    {
        var upward = from file in Files()
                     where file.Folders.Length > 1
                     let folder = file.Folders[1]
                     let allowed = Below.GetValueOrDefault(folder, [])
                     from used in FoldersUsed(file)
                     where used != folder && !allowed.Contains(used)
                     select $"{file.Path} uses Rendering.{used}";
        Expect.None(upward);
    }

    [Fact]
    public void The_table_itself_points_down()
    {
        var places = Below.Keys.ToList();
        foreach (var (place, allowed) in Below)
            foreach (var lower in allowed)
                Assert.InRange(places.IndexOf(lower), 0, places.IndexOf(place) - 1);
    }

    private static IEnumerable<SourceFile> Files() => SourceTree.Below("src/Rendering");

    // By import, and by qualified name, which needs none.
    private static IEnumerable<string> FoldersUsed(SourceFile file) =>
        Regex.Matches(file.Code, @"\bRendering\.(\w+)")
            .Select(static match => match.Groups[1].Value)
            .Where(static name => Below.ContainsKey(name))
            .Distinct();
}
