namespace Caching.Tests.History.Checks;

/// <summary>Nothing is served past its expire and its stale window, counted from the end of its factory.</summary>
internal sealed class Windows(Snapshot history, Scenario scenario)
{
    public const string Promise = "6 Past both windows it never is";

    // How long it takes from the end of a factory that nobody waits for to the reading of the clock: an instant, on a machine with many threads.
    internal static readonly TimeSpan Unwatched = TimeSpan.FromSeconds(1);

    // The wall clock is corrected now and then.
    private static readonly TimeSpan Drift = TimeSpan.FromMilliseconds(100);

    public IEnumerable<Violation> Find() =>
        from read in history.Calls
        where read.IsRead
        let maker = history.MakerOf(read)
        where maker is not null && maker.Id != read.Id
        let life = scenario.Find(read.Namespace)!.Life
        where life != MachineClock.Never && LatestBirth(maker) is { } born && read.Begin > born + life + Drift.Micros()
        select new Violation(Promise, "the first was served what the second made long before", read, maker);

    // Until when its life may have begun; null: nobody knows.
    private long? LatestBirth(Operation maker)
    {
        if (!maker.IsBackground) return maker.End == MachineClock.Never ? null : maker.End;
        if (maker.MadeAt == MachineClock.Never) return null;
        var born = maker.MadeAt + Unwatched.Micros();
        return history.IsPaused(maker.Process, maker.MadeAt, born) ? null : born;
    }
}
