using System.Collections.Concurrent;

using Conformance.Engines;
using Conformance.Suites;

namespace Conformance.Running;

/// <summary>Runs cases on all cores; what a case does, it is counted and the next one runs.</summary>
internal static class CaseRunner
{
    // An honest case takes a millisecond. One that has no answer by then loops, and its thread is left behind.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static IReadOnlyList<Verdict> Run(IReadOnlyList<ConformanceCase> cases, IReadOnlyList<Way> ways, Journal? journal = null)
    {
        var verdicts = new Verdict[cases.Count * ways.Count];
        var rest = new List<int>();
        for (var index = 0; index < verdicts.Length; index++)
            if (journal?.Suspects.Contains(NameOf(index)) == true) Run(index);
            else rest.Add(index);
        Parallel.ForEach(Partitioner.Create(rest, loadBalance: true), new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, Run);
        return verdicts;

        void Run(int index) => verdicts[index] = CaseRunner.Run(cases[index / ways.Count], ways[index % ways.Count], NameOf(index), journal);

        string NameOf(int index) => $"{cases[index / ways.Count].Suite.Name} {ways[index % ways.Count]} {cases[index / ways.Count].Name}";
    }

    private static Verdict Run(ConformanceCase test, Way way, string name, Journal? journal)
    {
        if (EngineTable.Find(test.Lang) is not { } engine) return new(test, way, Skipped: $"no engine for {test.Lang}");
        if (test.Suite.CannotRun(test) is { } lack) return new(test, way, Skipped: lack);
        if (!engine.Applies(test, way)) return new(test, way, Skipped: $"not run {way.ToString().ToLowerInvariant()}");
        if (journal?.Culprits.Contains(name) == true) return Judge.Decide(test, way, new(null, new(["the process died"], IsFault: true)));
        journal?.Begin(name);
        try
        {
            return Judge.Decide(test, way, Attempt(engine, test, way));
        }
        catch (Exception e)
        {
            return Judge.Decide(test, way, Fault(e));
        }
        finally
        {
            journal?.End(name);
        }
    }

    private static RunResult Attempt(IConformanceEngine engine, ConformanceCase test, Way way)
    {
        // A task of its own, so that an engine that never yields can be walked away from.
        var run = Task.Run(() => engine.RunAsync(test, way));
        try
        {
            return run.Wait(Patience) ? run.Result : new(null, new([$"no answer within {Patience.TotalSeconds} s"], IsFault: true));
        }
        catch (AggregateException e)
        {
            return Fault(e.GetBaseException());
        }
    }

    private static RunResult Fault(Exception e) => new(null, new([$"{e.GetType().Name}: {e.Message}"], IsFault: true));
}
