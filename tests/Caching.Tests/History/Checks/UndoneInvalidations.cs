namespace Caching.Tests.History.Checks;

/// <summary>
/// Nobody who asks after an invalidation (a removal, a clear, a tag, a set of another value) has returned is served a value whose factory began
/// before the invalidation did; in other processes than the one that invalidated, after <paramref name="delayOf"/> the process.
/// </summary>
internal sealed class UndoneInvalidations(Snapshot history, Func<string, TimeSpan> delayOf)
{
    public const string Promise = "8 An invalidation is never undone";
    public const string Elsewhere = "9 Remove, Clear and tag invalidation reach every node";

    private readonly Dictionary<string, List<Operation>> _changes =
        history.Changes.GroupBy(PlaceOf).ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);

    public IEnumerable<Violation> Find() =>
        from read in history.Calls
        where read.IsRead
        let maker = history.MakerOf(read)
        where maker is not null && maker.Id != read.Id
        let undone = Undone(read, maker)
        where undone is not null
        select new Violation(undone.Process == read.Process ? Promise : Elsewhere, "the first was served what the third voided", read, maker, undone);

    private static string PlaceOf(Operation change) => change.Act switch
    {
        Act.Clear or Act.ExpireAll => Place(change.Namespace),
        Act.Tag or Act.ExpireTag => Tag(change.Tags[0]),
        _ => Key(change),
    };

    private static string Place(string ns) => $"n {ns}";

    private static string Tag(string tag) => $"t {tag}";

    private static string Key(Operation call) => $"k {call.Namespace} {call.Key}";

    private Operation? Undone(Operation read, Operation maker)
    {
        // What was set may have been stored as late as the call's end.
        var since = maker.Act == Act.GetOrCreate ? maker.MakesFrom!.Value : maker.End;
        // Only a look says whether what it found is fresh, and a soft invalidation ends no more than that.
        var knownFresh = read is { Act: Act.TryGet, Outcome: Outcome.Value };
        string[] places = [Key(maker), Place(maker.Namespace), Tag("*"), .. maker.Tags.Concat(maker.LateTags).Select(Tag)];
        foreach (var place in places)
        {
            if (!_changes.TryGetValue(place, out var changes)) continue;
            for (var i = changes.Count - 1; i >= 0 && changes[i].Begin > since; i--)
                if (changes[i] is var change && change.Id != maker.Id && (knownFresh || !change.IsSoft) && HoldsFor(change, read)) return change;
        }

        return null;
    }

    private bool HoldsFor(Operation change, Operation read)
    {
        var same = change.Process == read.Process;
        // A set that the store did not take leaves what was there. An invalidation that was not delivered holds in its own process.
        var holds = change.Act is Act.Set or Act.Add ? change.Outcome == Outcome.Done && !change.StoreFailed
            : change.Outcome == Outcome.Done || (same && change.Outcome == Outcome.Undelivered);
        return holds && change.End + (same ? 0 : delayOf(read.Process).Micros()) < read.Begin;
    }
}
