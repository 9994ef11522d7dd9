namespace Caching.Tests.History.Checks;

/// <summary>
/// A factory does not begin while another of its key runs, nor while what that one made is fresh, unless something came between: an
/// invalidation, a set, a lease that ran out, a failure of a factory, a process or the store.
/// </summary>
internal sealed class Creations(Snapshot history, Scenario scenario)
{
    public const string Promise = "3 In several processes the factory runs once per lease";

    // A tag added late is not stored where any tag was invalidated meanwhile. What a killed process has left half done of that is noticed
    // within a second.
    private static readonly long Noticed = TimeSpan.FromSeconds(1.2).Micros();

    private static readonly long Lease = Scenario.Lease.Micros();

    public IEnumerable<Violation> Find()
    {
        foreach (var key in history.Calls.Where(call => call.MakesFrom is not null).GroupBy(call => (call.Namespace, call.Key)))
        {
            var place = scenario.Find(key.Key.Namespace)!;
            var fresh = place.Use == Use.Short ? Place.Expire.Micros() : MachineClock.Never;
            Operation[] factories = [.. key.OrderBy(call => call.MakesFrom)];
            for (var i = 1; i < factories.Length; i++)
            {
                var (first, second) = (factories[i - 1], factories[i]);
                var atOnce = IsAtOnce(first, second);
                if ((atOnce || IsAgain(first, second, fresh)) && !IsExcused(first, second, factories))
                    yield return new(Promise, atOnce ? "two factories of a key at once" : "made again while it was there", second, first);
            }
        }
    }

    // The lease of the first was taken after its call began.
    private static bool IsAtOnce(Operation first, Operation second) =>
        second.MakesFrom < first.MadeAt && second.MakesFrom < first.Begin + Lease;

    private static bool IsAgain(Operation first, Operation second, long fresh)
    {
        if (first.IsBackground || first.FactoryFailed || first.Outcome == Outcome.Open || second.MakesFrom < first.End) return false;
        // Its lease may have run out before it could store, and the second may have taken it then.
        if (first.End >= first.Begin + Lease && second.Begin < first.End) return false;
        return fresh == MachineClock.Never || second.MakesFrom < first.MakesFrom + fresh;
    }

    private bool IsExcused(Operation first, Operation second, Operation[] factories)
    {
        var (from, to) = (Math.Min(first.Begin, second.Begin), second.MakesFrom!.Value);
        if (first.StoreFailed || second.StoreFailed || history.IsOutage(from, to)) return true;
        // Who has waited for two that stored nothing does not wait for a third.
        if (factories.Any(other => other != first && other.Begin < to && from < other.MadeAt && StoresNothing(other))) return true;
        // A change that its process was killed in may be noticed by one process before another.
        return history.Changes.Any(change => change.Begin < to && from - (change.Outcome == Outcome.Open ? Noticed : 0) < EndOf(change)
            && (change.Concerns(first) || change.Concerns(second))) || (first.LateTags.Length > 0 && history.Changes.Any(change =>
                change.Act is Act.Tag or Act.ExpireTag && change.Begin < to && from - Noticed < EndOf(change)));
    }

    private static bool StoresNothing(Operation factory) =>
        factory.FactoryFailed || factory.StoreFailed || factory.MadeAt >= factory.Begin + Lease;

    // One that was not delivered is sent again and again.
    private static long EndOf(Operation change) => change.Outcome == Outcome.Undelivered ? MachineClock.Never : change.End;
}
