using System.Reflection;
using System.Xml.Linq;

namespace Architecture.Tests;

/// <summary>An import points down, never up: between projects.</summary>
public sealed class ProjectLayerTests
{
    // What each project may refer to, from the bottom up. A new project takes its line here.
    private static readonly Dictionary<string, string[]> Below = new()
    {
        ["Caching"] = [],
        ["Caching.Redis"] = ["Caching"],
        ["Rendering"] = ["Caching"],
        ["Rendering.AspNetCore"] = ["Caching", "Rendering"],
        ["Rendering.Site"] = ["Caching", "Rendering"],
    };

    [Fact]
    public void Every_project_has_its_place() => Assert.Equal(Below.Keys.Order(StringComparer.Ordinal), SourceTree.Projects);

    [Fact]
    public void A_project_refers_to_lower_projects_only()
    {
        foreach (var (project, lower) in Below)
            Expect.None(References(project, "ProjectReference").Select(static path => Path.GetFileNameWithoutExtension(path)).Except(lower));
    }

    [Fact]
    public void Caching_knows_no_template() =>
        Expect.None(ImportsOf("Caching").Where(static name => name.StartsWith("Rendering", StringComparison.Ordinal)));

    [Theory]
    [InlineData("Caching")]
    [InlineData("Rendering")]
    [InlineData("Rendering.Site")]
    public void Caching_rendering_and_building_know_no_HTTP(string project)
    {
        Expect.None(References(project, "FrameworkReference"));
        Expect.None(References(project, "PackageReference").Where(static name => name.Contains("AspNetCore", StringComparison.Ordinal)));
        Expect.None(ImportsOf(project).Where(static name => name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || name == "System.Net.Http"));
    }

    [Theory]
    [InlineData("Caching")]
    [InlineData("Rendering")]
    [InlineData("Rendering.Site")]
    public void Their_assemblies_are_built_without_it_too(string project) =>
        Expect.None(Assembly.Load(project).GetReferencedAssemblies().Select(static name => name.Name!).Where(static name => name.Contains("AspNetCore", StringComparison.Ordinal)));

    private static IEnumerable<string> ImportsOf(string project) => SourceTree.Below("src/" + project).SelectMany(static file => file.Imports);

    private static IEnumerable<string> References(string project, string kind) =>
        XDocument.Load(Path.Combine(SourceTree.Root, "src", project, project + ".csproj")).Descendants(kind)
            .Select(static item => item.Attribute("Include")!.Value.Replace('\\', '/'));
}
