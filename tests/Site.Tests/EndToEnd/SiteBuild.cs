using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Site.Tests.EndToEnd;

/// <summary><c>build</c> as a user runs it: a process of its own.</summary>
internal sealed record SiteBuild(int Code, string Output)
{
    public int Rendered => Number("rendered");
    public int Reused => Number("reused");
    public int Written => Number("written");
    public int Deleted => Number("deleted");

    public static Process Start(string folder, string contentRoot) => Start(contentRoot, ["build", folder]);

    public static Task<SiteBuild> RunAsync(string folder, string contentRoot) => RunAsync(contentRoot, ["build", folder]);

    /// <summary>The site with any arguments, which may be wrong.</summary>
    public static async Task<SiteBuild> RunAsync(string contentRoot, string[] arguments)
    {
        using var process = Start(contentRoot, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new(process.ExitCode, await output + errors);
    }

    private static Process Start(string contentRoot, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = Path.GetTempPath(), RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "Site.dll"), .. arguments]) start.ArgumentList.Add(argument);
        start.Environment["ASPNETCORE_CONTENTROOT"] = contentRoot;
        return Process.Start(start)!;
    }

    /// <summary>Waits until a build has written more than so many files, or has ended.</summary>
    public static async Task WrittenAsync(Process process, string folder, int files)
    {
        // A watch would miss files in folders that are new. Looking without a pause would take the processor from the build.
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
        while (!process.HasExited && (!Directory.Exists(folder) || Files(folder, "*.html").Count() <= files)) await pause.WaitForNextTickAsync();
    }

    /// <summary>The built files by name, without what the build keeps for itself.</summary>
    public static SortedDictionary<string, byte[]> Files(string folder) =>
        new(Files(folder, "*").ToDictionary(name => name, name => File.ReadAllBytes(Path.Combine(folder, name))), StringComparer.Ordinal);

    private static IEnumerable<string> Files(string folder, string pattern) => Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/')).Where(name => !name.StartsWith('.'));

    private int Number(string what) => int.Parse(Regex.Match(Output, $@"(\d+) {what}").Groups[1].Value, CultureInfo.InvariantCulture);
}
