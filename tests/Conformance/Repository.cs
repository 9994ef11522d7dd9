namespace Conformance;

/// <summary>Where things lie: the repository around this assembly, and the suites beside it.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The directory of the suites: <c>CONFORMANCE_DATA</c>, or <c>../shared/conformance</c> beside the repository.</summary>
    public static string Data { get; } =
        Environment.GetEnvironmentVariable("CONFORMANCE_DATA") is { Length: > 0 } given ? given : Path.Combine(Root, "..", "shared", "conformance");

    public static string LedgerOf(string suite) => Path.Combine(Root, "tests", "Conformance", "ledger", suite + ".txt");

    private static string FindRoot()
    {
        for (var place = new DirectoryInfo(AppContext.BaseDirectory); place is not null; place = place.Parent)
            if (File.Exists(Path.Combine(place.FullName, "Rendering.sln"))) return place.FullName;
        return Directory.GetCurrentDirectory();
    }
}
