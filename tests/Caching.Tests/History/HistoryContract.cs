using System.Globalization;
using Caching.Tests.History.Checks;

namespace Caching.Tests.History;

/// <summary>
/// What four processes do at random to one store, with faults, recorded and checked. The seed says what each process does and what is done
/// to it; how the processes meet is the machine's. On failure it is shown, and <c>HISTORY_SEED</c> sets it.
/// </summary>
public abstract class HistoryContract
{
    // Long where every change is checked.
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(Environment.GetEnvironmentVariable("CI") == "true" ? 20 : 4);
    private static readonly TimeSpan LongestSearch = TimeSpan.FromSeconds(60);

    private readonly int _seed = Environment.GetEnvironmentVariable("HISTORY_SEED") is { Length: > 0 } seed
        ? int.Parse(seed, CultureInfo.InvariantCulture)
        : Random.Shared.Next();

    private protected abstract HistoryStore Store { get; }

    /// <summary>Does what is to be done to the processes and the store, until the task ends.</summary>
    private protected abstract Task DisturbAsync(HistoryRun run, Random random, Task end);

    [Fact]
    public async Task Four_processes_and_faults_an_invalidation_is_never_undone_nothing_is_served_past_its_windows_and_the_factory_runs_once_per_lease()
    {
        await using var run = new HistoryRun(Store, Scenario.Sound, _seed);
        await run.StartAsync();
        var end = MachineClock.DelayAsync(Length);
        await DisturbAsync(run, new Random(_seed), end);
        var history = await run.EndAsync();
        Report(new Check(Scenario.Sound, Store.Delay).Run(history));
        Assert.True(history.Pauses + history.Outages > 0, "Nothing was disturbed.");
        foreach (var act in Enum.GetValues<Act>()) Assert.Contains(history.Calls, call => call.Act == act && call.Outcome != Outcome.Open);
        Assert.Contains(history.Calls, read => read.IsRead && history.MakerOf(read)!.Process != read.Process);
    }

    [Fact]
    public async Task Every_planted_bug_is_found_and_nothing_is_found_where_there_is_none()
    {
        await using var run = new HistoryRun(Store, Scenario.Planted, _seed);
        await run.StartAsync();
        var check = new Check(Scenario.Planted, Store.Delay);
        var missing = new HashSet<string>(Scenario.Planted.Places.Where(place => place.Bug != Bug.None).Select(place => place.Name));
        var late = MachineClock.Now + LongestSearch.Micros();
        while (missing.Count > 0 && MachineClock.Now < late)
        {
            await MachineClock.DelayAsync(TimeSpan.FromMilliseconds(200));
            foreach (var violation in check.Run(run.Recording.Look()))
                if (violation.Promise == PromiseOf(Scenario.Planted.Find(violation.Namespace)!.Bug)) missing.Remove(violation.Namespace);
        }

        var history = await run.EndAsync();
        Assert.True(missing.Count == 0, $"Not found: {string.Join(", ", missing)}. Seed {_seed}.");
        Report(check.Run(history).Where(violation => Scenario.Planted.Find(violation.Namespace)!.Bug == Bug.None));
    }

    private static string? PromiseOf(Bug bug) => bug switch
    {
        Bug.None => null,
        Bug.EveryoneMakes => Creations.Promise,
        Bug.LostIncrement => Counters.Promise,
        Bug.PastWindow => Windows.Promise,
        _ => UndoneInvalidations.Elsewhere,
    };

    private void Report(IEnumerable<Violation> violations)
    {
        Violation[] found = [.. violations];
        Assert.True(found.Length == 0, $"{found.Length} violations. Seed {_seed}.\n{string.Join('\n', found.Take(5).Select(violation => violation.Text))}");
    }
}
