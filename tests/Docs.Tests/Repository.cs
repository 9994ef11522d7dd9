namespace Docs.Tests;

/// <summary>The files that the documents speak of.</summary>
internal static class Repository
{
    // Found from the assembly: in a deterministic build the compiler's own paths are not those of the machine.
    public static string Root { get; } = FindRoot(new DirectoryInfo(AppContext.BaseDirectory));

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    public static bool Has(string relative) => File.Exists(PathOf(relative)) || Directory.Exists(PathOf(relative));

    private static string FindRoot(DirectoryInfo place) =>
        File.Exists(Path.Combine(place.FullName, "Rendering.sln")) ? place.FullName
        : FindRoot(place.Parent ?? throw new DirectoryNotFoundException($"There is no Rendering.sln above {AppContext.BaseDirectory}."));
}
