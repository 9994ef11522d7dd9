using System.Xml.Linq;

namespace Architecture.Tests;

public sealed class ProjectTests
{
    [Fact]
    public void Every_project_has_tests() =>
        Expect.None(SourceTree.Projects.Where(static project => !File.Exists(Path.Combine(SourceTree.Root, "tests", project + ".Tests", project + ".Tests.csproj"))));

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = File.ReadAllText(Path.Combine(SourceTree.Root, "Rendering.sln")).Replace('\\', '/');
        Expect.None(SourceTree.Files(".", "*.csproj").Select(SourceTree.Relative).Where(path => !solution.Contains($"\"{path}\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_package_has_a_reason()
    {
        var packages = XDocument.Load(Path.Combine(SourceTree.Root, "Directory.Packages.props")).Descendants("PackageVersion").ToArray();
        Assert.NotEmpty(packages);
        Expect.None(packages.Where(static package => Before(package) is not XComment { Value.Length: > 10 }).Select(static package => package.Attribute("Include")!.Value));
    }

    // The node before an element, white space left out.
    private static XNode? Before(XElement element)
    {
        var node = element.PreviousNode;
        while (node is XText) node = node.PreviousNode;
        return node;
    }
}
