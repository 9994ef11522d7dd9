using System.Runtime.CompilerServices;

namespace Docs.Tests;

/// <summary>The files that the documents speak of.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Here(), "..", ".."));

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    public static bool Has(string relative) => File.Exists(PathOf(relative)) || Directory.Exists(PathOf(relative));

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
