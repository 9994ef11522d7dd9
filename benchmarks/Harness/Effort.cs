namespace Benchmarks.Harness;

/// <summary>How long to measure.</summary>
internal sealed record Effort(int WarmUps, int LeastRuns, TimeSpan WarmUp, TimeSpan Pause, int Rounds, TimeSpan Slice)
{
    public static readonly Effort Full = new(4, 60, TimeSpan.FromMilliseconds(120), TimeSpan.FromMilliseconds(250), 15, TimeSpan.FromMilliseconds(15));

    /// <summary>Under 40 seconds for any one benchmark, at the price of some noise.</summary>
    public static readonly Effort Quick = new(3, 30, TimeSpan.FromMilliseconds(60), TimeSpan.FromMilliseconds(120), 9, TimeSpan.FromMilliseconds(8));
}
