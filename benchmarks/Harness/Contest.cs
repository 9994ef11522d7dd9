namespace Benchmarks.Harness;

/// <summary>
/// Contestants that do the same work, measured in turn: each runs in every round, and the median over the rounds counts, so
/// that noise from other work on the machine hits all alike.
/// </summary>
/// <param name="key">The last part of the names of its figures: <c>table</c> in <c>liquid.table</c>.</param>
/// <param name="title">Of its table.</param>
/// <param name="baseline">The contestant that is 1.</param>
/// <param name="operations">In one run of a contestant; figures are for one.</param>
/// <param name="wall">
/// Wall time, and what all threads allocate: for contestants that mostly wait for another process, or go on on other threads.
/// </param>
internal sealed class Contest(string key, string title, string baseline, int operations = 1, bool wall = false)
{
    private readonly List<Contestant> _contestants = [];

    public string Key => key;

    public string Title => title;

    public string Baseline => baseline;

    /// <summary>More passes before the first round, for contestants that are many methods deep: each is compiled several times.</summary>
    public int MoreWarmUps { get; init; }

    public void Add(string name, Action run) => _contestants.Add(new(name, run, wall));

    public IReadOnlyList<Measure> Run(Effort effort)
    {
        for (var pass = 0; pass < effort.WarmUps + MoreWarmUps; pass++)
        {
            foreach (var contestant in _contestants) contestant.WarmUp(effort);
            // Hot methods are compiled again in the background; the pause lets that end before the next pass.
            Thread.Sleep(effort.Pause);
        }
        var allocated = _contestants.Select(static contestant => contestant.MeasureAllocation()).ToArray();
        for (var round = 0; round < effort.Rounds; round++)
            foreach (var contestant in _contestants) contestant.MeasureRound();
        var unit = _contestants.First(contestant => contestant.Name == baseline).Median;
        return [.. _contestants.Select((contestant, i) => new Measure(
            contestant.Name, contestant.Median / operations, contestant.Least / operations, contestant.Most / operations, contestant.Median / unit, allocated[i] / operations))];
    }

    private sealed class Contestant(string name, Action run, bool wall)
    {
        private const int MostForAllocation = 200;
        private const double WarmUpLimit = 1e9;

        private readonly List<double> _rounds = [];
        private int _repeats;

        public string Name => name;

        public double Median => _rounds.Order().ElementAt(_rounds.Count / 2);

        public double Least => _rounds.Min();

        public double Most => _rounds.Max();

        private double Now => wall ? ThreadClock.WallNanoseconds : ThreadClock.Nanoseconds;

        private long Allocated => wall ? GC.GetTotalAllocatedBytes(precise: true) : GC.GetAllocatedBytesForCurrentThread();

        public void WarmUp(Effort effort)
        {
            var start = Now;
            var done = 0;
            double spent = 0;
            while (spent < WarmUpLimit && (done < effort.LeastRuns || spent < effort.WarmUp.TotalNanoseconds))
            {
                run();
                done++;
                spent = Now - start;
            }
            _repeats = Math.Max(1, (int)(done * effort.Slice.TotalNanoseconds / spent));
        }

        public double MeasureAllocation()
        {
            var count = Math.Min(_repeats, MostForAllocation);
            run();
            var before = Allocated;
            for (var i = 0; i < count; i++) run();
            return (Allocated - before) / (double)count;
        }

        public void MeasureRound()
        {
            var start = Now;
            for (var i = 0; i < _repeats; i++) run();
            _rounds.Add((Now - start) / _repeats);
        }
    }
}

/// <param name="Name">Of the contestant.</param>
/// <param name="Median">Nanoseconds an operation, the median of the rounds.</param>
/// <param name="Least">Of the rounds.</param>
/// <param name="Most">Of the rounds.</param>
/// <param name="Ratio">To the baseline's median.</param>
/// <param name="Bytes">Allocated an operation.</param>
internal sealed record Measure(string Name, double Median, double Least, double Most, double Ratio, double Bytes);
