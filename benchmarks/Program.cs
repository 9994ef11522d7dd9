using System.Globalization;

using Benchmarks;
using Benchmarks.Caches;
using Benchmarks.Fragments;
using Benchmarks.Harness;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

if (args is [SiteBenchmark.ChildArgument, var contestant, var folder, var output]) return await SiteBenchmark.RunChildAsync(contestant, folder, output);
if (args is [HerdProcess.Argument, var type, var address]) return await HerdProcess.RunAsync(type, address);

var caching = new CachingBenchmark();
IBenchmark[] benchmarks =
[
    new RenderBenchmark(),
    new FragmentBenchmark(),
    new SiteBenchmark(),
    new RedisPage(),
    caching,
    .. caching.Parts,
];

var asked = benchmarks.Where(benchmark => args.Contains(benchmark.Name)).ToArray();
var unknown = args.Where(argument => argument is not ("--json" or "--quick") && benchmarks.All(benchmark => benchmark.Name != argument)).ToArray();
if (asked.Length == 0 || unknown.Length > 0)
{
    Console.WriteLine("usage: dotnet run -c Release --project benchmarks -- BENCHMARK... [--quick] [--json]\n");
    foreach (var benchmark in benchmarks) Console.WriteLine($"  {benchmark.Name,-22} {benchmark.Summary}");
    Console.WriteLine("\n  --quick                under 40 seconds each, with more noise\n  --json                 the figures as one JSON object on the last line: ratios to the floor, and bytes allocated an operation");
    return unknown.Length > 0 ? 2 : 0;
}

#if DEBUG
Console.WriteLine("warning: a debug build; run with -c Release");
#endif
Console.WriteLine($".NET {Environment.Version}, {Environment.ProcessorCount} processors, {(ThreadClock.IsProcessorTime ? "processor time of the thread" : "wall time")}, medians of rounds in turn");
var report = new Report(args.Contains("--json"), args.Contains("--quick") ? Effort.Quick : Effort.Full);
foreach (var benchmark in asked) benchmark.Run(report);
report.Finish();
return 0;
