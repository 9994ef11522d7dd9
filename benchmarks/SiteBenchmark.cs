using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

using Benchmarks.Data;
using Benchmarks.Harness;

using Rendering;
using Rendering.Site;

namespace Benchmarks;

/// <summary>
/// A site of 1,000 pages: built into an empty folder, built again, and built after one item changed, beside a floor in C# that
/// has the same bytes in memory and writes them. Each is a process of its own, as a build is, so what the runtime compiles is part of it.
/// </summary>
internal sealed class SiteBenchmark : IBenchmark
{
    /// <summary>What the processes are started with.</summary>
    public const string ChildArgument = "site-child";

    private const string Floor = "floor";
    private const string Edit = "one edit";
    private const int Edited = 500;

    private static readonly string[] Contestants = [Floor, "full", "no-op", Edit];

    public string Name => "site";

    public string Summary => "a site of 1,000 pages: a full, a no-op and a one-edit build; wall, processor time and peak memory";

    public void Run(Report report)
    {
        var folder = Directory.CreateTempSubdirectory("site-benchmark-").FullName;
        try
        {
            // What the floor writes; and the disk is warm.
            Child("full", folder, "bytes");
            var measures = Contestants.ToDictionary(static name => name, static _ => new List<SiteMeasure>());
            for (var round = 0; round < Math.Max(3, report.Effort.Rounds / 3); round++)
            {
                foreach (var contestant in Contestants)
                    measures[contestant].Add(Child(contestant, folder, contestant == Floor ? $"floor{round}" : $"out{round}"));
            }
            Compare(Path.Combine(folder, "bytes"), Path.Combine(folder, "floor0"));
            Show(report, measures.ToDictionary(static pair => pair.Key, static pair => SiteMeasure.Median(pair.Value)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The work of one process, and its figures on standard output.</summary>
    public static async Task<int> RunChildAsync(string contestant, string folder, string output)
    {
        var target = Path.Combine(folder, output);
        var bytes = contestant == Floor ? Read(Path.Combine(folder, "bytes")) : [];
        var builder = new SiteBuilder(GeneratedSite.Create(contestant == Edit ? Edited : 0), new RendererOptions { Templates = GeneratedSite.Templates });
        var (cpu, started) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        SiteSummary? summary = null;
        if (contestant == Floor) await WriteAsync(target, bytes);
        else summary = await builder.BuildAsync(target);
        var wall = Stopwatch.GetElapsedTime(started);
        cpu = Environment.CpuUsage.TotalTime - cpu;
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(JsonSerializer.Serialize(new SiteMeasure(wall.TotalMilliseconds, cpu.TotalMilliseconds, process.PeakWorkingSet64 / 1e6, summary?.Rendered ?? 0)));
        return 0;
    }

    private static SiteMeasure Child(string contestant, string folder, string output)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        foreach (var argument in (string[])[typeof(SiteBenchmark).Assembly.Location, ChildArgument, contestant, folder, output]) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var line = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? JsonSerializer.Deserialize<SiteMeasure>(line)! : throw new InvalidOperationException($"The process for '{contestant}' ended with code {process.ExitCode}.");
    }

    private static void Show(Report report, Dictionary<string, SiteMeasure> measures)
    {
        var floor = measures[Floor];
        Console.WriteLine($"\n### a site of {GeneratedSite.Pages:N0} pages, a process each\n\n| contestant | pages rendered | wall ms | x floor | processor ms | x floor | peak MB |\n|---|---:|---:|---:|---:|---:|---:|");
        foreach (var (name, measure) in measures)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {name} | {(name == Floor ? "" : measure.Rendered)} | {measure.Wall:N0} | {measure.Wall / floor.Wall:0.00} | {measure.Cpu:N0} | {measure.Cpu / floor.Cpu:0.00} | {measure.Peak:N0} |"));
            var key = name.Replace(' ', '-') + ".site";
            if (name != Floor) report.Add(key, measure.Wall / floor.Wall);
            report.Add(key + ".wall-ms", measure.Wall);
            report.Add(key + ".cpu-ms", measure.Cpu);
            report.Add(key + ".peak-mb", measure.Peak);
        }
    }

    private static Dictionary<string, byte[]> Read(string folder) => Directory.EnumerateFiles(folder, "*.html", SearchOption.AllDirectories)
        .ToDictionary(file => Path.GetRelativePath(folder, file), File.ReadAllBytes);

    private static Task WriteAsync(string folder, Dictionary<string, byte[]> files) => Parallel.ForEachAsync(files, async (file, cancellation) =>
    {
        var path = Path.Combine(folder, file.Key);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllBytesAsync(path, file.Value, cancellation);
    });

    private static void Compare(string expected, string actual)
    {
        var floor = Read(actual);
        foreach (var (name, bytes) in Read(expected)) Report.Compare("site", name, bytes, floor.GetValueOrDefault(name, []));
    }
}

/// <param name="Wall">Milliseconds.</param>
/// <param name="Cpu">Milliseconds of all processors.</param>
/// <param name="Peak">The largest working set of the process, in millions of bytes.</param>
/// <param name="Rendered">Pages.</param>
internal sealed record SiteMeasure(double Wall, double Cpu, double Peak, int Rendered)
{
    public static SiteMeasure Median(List<SiteMeasure> all) => new(Of(all, static m => m.Wall), Of(all, static m => m.Cpu), Of(all, static m => m.Peak), all[0].Rendered);

    private static double Of(List<SiteMeasure> all, Func<SiteMeasure, double> figure) => all.Select(figure).Order().ElementAt(all.Count / 2);
}
