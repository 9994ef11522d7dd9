namespace Caching.Stores.Files;

/// <summary>
/// How many bytes were last used how long ago, in classes a quarter of a doubling wide: enough to find the age beyond which entries
/// make room, in a space that does not depend on their number.
/// </summary>
internal sealed class AgeHistogram
{
    private const int ClassesADoubling = 4;

    // 2^39 seconds are 17,000 years, and the most that a TimeSpan holds.
    private const int Doublings = 39;

    // The youngest class also has what a clock that was ahead has written.
    private static readonly TimeSpan Youngest = TimeSpan.FromDays(-36_500);

    private readonly long[] _bytes = new long[(ClassesADoubling * Doublings) + 1];

    public long Total { get; private set; }

    public void Add(TimeSpan age, long bytes)
    {
        _bytes[ClassOf(age)] += bytes;
        Total += bytes;
    }

    /// <summary>The cut that takes <paramref name="bytes"/>, the oldest first.</summary>
    public AgeCut CutOf(long bytes)
    {
        var at = _bytes.Length - 1;
        for (; _bytes[at] < bytes && at > 0; at--) bytes -= _bytes[at];
        return new(at == 0 ? Youngest : Least(at), Least(at + 1), bytes);
    }

    private static TimeSpan Least(int at) => TimeSpan.FromSeconds(Math.Pow(2, (double)at / ClassesADoubling) - 1);

    private static int ClassOf(TimeSpan age) =>
        age <= TimeSpan.Zero ? 0 : Math.Min((int)(Math.Log2(1 + age.TotalSeconds) * ClassesADoubling), ClassesADoubling * Doublings);
}

/// <summary>What goes: all that is older than one class of ages, and of that class, in which nobody is older than another, so many bytes.</summary>
/// <param name="From">The least age in the class.</param>
/// <param name="To">The least age beyond it.</param>
/// <param name="Bytes">What goes of the class.</param>
internal readonly record struct AgeCut(TimeSpan From, TimeSpan To, long Bytes);
