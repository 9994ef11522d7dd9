namespace Caching.Tests.History.Checks;

/// <summary>
/// No addition is lost. What is added is drawn from so many numbers that a sum names the addition before it: so the additions of a counter
/// form chains, one from each time that it began anew, and a lost one is a fork, or an end that nothing explains.
/// </summary>
internal sealed class Counters(Snapshot history)
{
    public const string Promise = "No addition is lost";

    public IEnumerable<Violation> Find()
    {
        foreach (var counter in history.Calls.Where(call => call.Act == Act.Increment).GroupBy(call => (call.Namespace, call.Key)))
        {
            // One that did not end, or did with a failing store, may have been done or not.
            var doubtful = counter.Count(call => call.Outcome == Outcome.Open || call.StoreFailed);
            Operation[] sums = [.. counter.Where(call => call.Outcome == Outcome.Sum && !call.StoreFailed)];
            var next = sums.ToLookup(call => call.Sum - call.By);
            foreach (var fork in next.Where(group => group.Key != 0 && group.Count() > 1))
                yield return new(Promise, $"two additions to {fork.Key}", [.. fork]);
            var known = sums.Select(call => call.Sum).ToHashSet();
            Operation[] starts = [.. sums.Where(call => !known.Contains(call.Sum - call.By))];
            if (starts.Length > 1 + doubtful + NewBeginnings(counter.Key.Namespace, counter.Key.Key))
                yield return new(Promise, "more beginnings than were made", starts);
        }
    }

    // Of those that were not delivered nobody knows how often they were sent.
    private int NewBeginnings(string ns, int key)
    {
        Operation[] ends = [.. history.Changes.Where(change => !change.IsSoft && change.Concerns(ns, key, _ => false))];
        return Array.Exists(ends, change => change.Outcome == Outcome.Undelivered) ? int.MaxValue / 2 : ends.Length + history.Outages;
    }
}
