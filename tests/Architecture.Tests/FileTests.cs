using System.Globalization;

using Xunit.Abstractions;

namespace Architecture.Tests;

public sealed class FileTests(ITestOutputHelper output)
{
    private const int LongestFile = 400;

    // A project so small that one namespace holds it, whatever its folders.
    private static readonly string[] Flat = ["Rendering.AspNetCore"];

    [Fact]
    public void No_file_is_longer_than_400_lines()
    {
        foreach (var project in SourceTree.Projects)
            if (SourceTree.Below("src/" + project).Select(static file => file.Lines).Order().ToArray() is { Length: > 0 } lines)
                output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{project}: {lines.Length} files, median {lines[lines.Length / 2]} lines, nine in ten at most {lines[lines.Length * 9 / 10]}, the longest {lines[^1]}"));
        Expect.None(SourceTree.Below("src").Where(static file => file.Lines > LongestFile).Select(static file => $"{file.Path}: {file.Lines}"));
    }

    /// <summary>A public type may stand in the project's root namespace, so that users need one import; all else is where its folder says.</summary>
    [Fact]
    public void Namespaces_are_named_as_folders()
    {
        var elsewhere = from file in SourceTree.Below("src")
                        let name = file.Namespace ?? "no namespace"
                        where name != string.Join('.', file.Folders) && !((file.DeclaresPublicType || Flat.Contains(file.Folders[0])) && IsDoor(name, file.Folders[0]))
                        select $"{file.Path} is in {name}";
        Expect.None(elsewhere);
    }

    // Extensions of a host's builders stand where the host's users look for them.
    private static bool IsDoor(string name, string project) =>
        name == project || name is "Microsoft.Extensions.DependencyInjection" or "Microsoft.AspNetCore.Builder";
}
