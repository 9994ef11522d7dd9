namespace Architecture.Tests;

/// <summary>The repository's own files, as they lie on disk.</summary>
internal static class SourceTree
{
    public static string Root { get; } = FindRoot();

    /// <summary>The projects under <c>src</c>, by the names of their folders.</summary>
    public static IReadOnlyList<string> Projects { get; } =
        [.. Directory.EnumerateDirectories(Path.Combine(Root, "src")).Select(static path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    /// <summary>The C# files below a folder of the repository, without what a build makes.</summary>
    public static IEnumerable<SourceFile> Below(params string[] folders) =>
        folders.SelectMany(static folder => Files(folder, "*.cs")).Select(static path => new SourceFile(Relative(path), File.ReadAllText(path)));

    public static IEnumerable<string> Files(string folder, string pattern)
    {
        var place = Path.Combine(Root, folder);
        return Directory.Exists(place)
            ? Directory.EnumerateFiles(place, pattern, SearchOption.AllDirectories).Where(static path => !IsBuilt(Relative(path))).Order(StringComparer.Ordinal)
            : [];
    }

    public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static bool IsBuilt(string path) => path.Split('/').Any(static part => part is "bin" or "obj" || part.StartsWith('.'));

    private static string FindRoot()
    {
        var place = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(place.FullName, "Rendering.sln"))) place = place.Parent ?? throw new InvalidOperationException("No Rendering.sln above the tests.");
        return place.FullName;
    }
}
