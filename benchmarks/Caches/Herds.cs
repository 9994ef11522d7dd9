using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

using Benchmarks.Harness;

namespace Benchmarks.Caches;

/// <summary>Many callers of one key at once, whose factory takes 200 ms, in one process and in four on a shared store.</summary>
internal sealed class Herds : IBenchmark
{
    private const int Processes = 4;
    private static readonly int[] Callers = [8, 1_000];

    public string Name => "caching-herd";

    public string Summary => "8 and 1,000 callers at once, in 1 and 4 processes: calls of the factory, and the slowest caller";

    public void Run(Report report)
    {
        Console.WriteLine($"\n### a herd: callers of one key in each process, at once; the factory takes {HerdProcess.Factory.TotalMilliseconds:N0} ms\n");
        Console.WriteLine("| store | processes | callers in each | entry | calls of the factory | slowest caller, median ms | worst |\n|---|---:|---:|---|---:|---:|---:|");
        Measure(report, "memory", address: "", processes: 1);
        foreach (var store in SharedStore.All)
        {
            using var place = store.Start();
            if (place is null) continue;
            Measure(report, store.Type, place.Address, processes: 1);
            Measure(report, store.Type, place.Address, Processes);
        }
    }

    private static void Measure(Report report, string type, string address, int processes)
    {
        Herder[] herders = [.. Enumerable.Range(0, processes).Select(_ => new Herder(type, address))];
        try
        {
            foreach (var herder in herders) herder.Read();
            foreach (var kind in Enum.GetValues<HerdCase>())
                foreach (var callers in Callers)
                {
                    HerdMeasure[] rounds = [.. Enumerable.Range(0, report.Effort == Effort.Quick ? 1 : 5).Select(_ => Round(herders, kind, callers))];
                    // Of several rounds the most calls, since the promise is for each. Times also tell of the neighbours, so both.
                    var (calls, worst) = (rounds.Max(static round => round.Calls), rounds.Max(static round => round.Slowest));
                    var slowest = rounds.Select(static round => round.Slowest).Order().ElementAt(rounds.Length / 2);
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                        $"| {type} | {processes} | {callers:N0} | {kind.ToString().ToLowerInvariant()} | {calls} | {slowest:N0} | {worst:N0} |"));
                    var figure = string.Create(CultureInfo.InvariantCulture, $"{type}.herd-{kind.ToString().ToLowerInvariant()}-{callers}-x{processes}");
                    report.Add(figure + ".calls", calls);
                    report.Add(figure + ".slowest-ms", slowest);
                }
        }
        finally
        {
            foreach (var herder in herders) herder.Dispose();
        }
    }

    private static HerdMeasure Round(Herder[] herders, HerdCase kind, int callers)
    {
        var key = Guid.NewGuid().ToString("N");
        if (kind == HerdCase.Expired)
        {
            herders[0].Write(HerdProcess.Seed(key));
            herders[0].Read();
        }

        foreach (var herder in herders) herder.Write(HerdProcess.Run(kind, callers, key));
        HerdMeasure[] measures = [.. herders.Select(static herder => JsonSerializer.Deserialize<HerdMeasure>(herder.Read())!)];
        return new(measures.Sum(static measure => measure.Calls), measures.Max(static measure => measure.Slowest));
    }

    private sealed class Herder : IDisposable
    {
        private readonly Process _process;

        public Herder(string type, string address)
        {
            var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true };
            foreach (var argument in (string[])[typeof(Herder).Assembly.Location, HerdProcess.Argument, type, address]) start.ArgumentList.Add(argument);
            _process = Process.Start(start)!;
        }

        public void Write(string line)
        {
            _process.StandardInput.WriteLine(line);
            _process.StandardInput.Flush();
        }

        public string Read() => _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("A process of the herd has ended.");

        // Its input ends, and so it does.
        public void Dispose()
        {
            _process.StandardInput.Close();
            _process.WaitForExit();
            _process.Dispose();
        }
    }
}
