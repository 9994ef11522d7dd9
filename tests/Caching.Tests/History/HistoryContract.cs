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

    /// <summary>Kills a process, or pauses it, perhaps past its lease; a store of servers has faults of its own besides.</summary>
    private protected virtual Task DisturbAsync(HistoryRun run, Random random)
    {
        var slot = random.Next(HistoryRun.Processes);
        return random.Next(3) == 0 ? run.KillAsync(slot) : run.PauseAsync(slot, Scenario.Lease * 2 * random.NextDouble());
    }

    [Fact]
    public async Task Four_processes_and_faults_an_invalidation_is_never_undone_nothing_is_served_past_its_windows_and_the_factory_runs_once_per_lease()
    {
        await using var run = new HistoryRun(Store, Scenario.Sound, _seed);
        await run.StartAsync();
        var (end, random, disturbed) = (MachineClock.Now + Length.Micros(), new Random(_seed), 0);
        for (; MachineClock.Now < end || disturbed == 0; disturbed++)
        {
            await MachineClock.DelayAsync(TimeSpan.FromMilliseconds(random.Next(300)));
            await DisturbAsync(run, random);
        }

        var history = await run.EndAsync();
        Report(new Check(Scenario.Sound, Store.DelayOf).Run(history));
        foreach (var act in Enum.GetValues<Act>()) Assert.Contains(history.Calls, call => call.Act == act && call.Outcome != Outcome.Open);
        Assert.Contains(history.Calls, read => read.IsRead && history.MakerOf(read)!.Process != read.Process);
    }

    [Fact]
    public async Task Every_planted_bug_is_found_and_nothing_is_found_where_there_is_none()
    {
        await using var run = new HistoryRun(Store, Scenario.Planted, _seed);
        await run.StartAsync();
        // A planted store tells no news of its invalidations, so nobody has memory before it.
        var check = new Check(Scenario.Planted, _ => TimeSpan.Zero);
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
