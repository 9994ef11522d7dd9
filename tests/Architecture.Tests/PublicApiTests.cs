using System.Reflection;

namespace Architecture.Tests;

/// <summary>The public surface is what was reviewed: one file an assembly, whose diff shows in every change.</summary>
public sealed class PublicApiTests
{
    private const string Update = "UPDATE_PUBLIC_API";

    public static TheoryData<string> Assemblies => [.. SourceTree.Projects];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void The_public_surface_is_the_reviewed_one(string assembly)
    {
        var path = Path.Combine(SourceTree.Root, "tests", "Architecture.Tests", "PublicApi", assembly + ".txt");
        var actual = PublicSurface.Describe(Assembly.Load(assembly)).ToArray();
        if (Environment.GetEnvironmentVariable(Update) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllLines(path, actual);
        }
        var reviewed = File.Exists(path) ? File.ReadAllLines(path) : [];
        var difference = reviewed.Except(actual).Select(static line => "- " + line).Concat(actual.Except(reviewed).Select(static line => "+ " + line)).ToArray();
        Assert.True(difference.Length == 0,
            $"The public surface of {assembly} changed:\n{string.Join('\n', difference)}\nIf that is meant, run the tests with {Update}=1 and commit {SourceTree.Relative(path)}.");
    }
}
