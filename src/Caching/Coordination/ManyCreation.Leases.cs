using Caching.Stores;

namespace Caching.Coordination;

/// <summary>
/// The part that waits for other processes. The leases are asked for all at once; what this process got is made at once, and only then are
/// those asked for again that others held: who holds a lease waits for none.
/// </summary>
internal sealed partial class ManyCreation<T>
{
    /// <summary>Lands what is stored; of the rest, what is this process's to make and what others are making.</summary>
    private async ValueTask<(List<Asked> Mine, List<Asked> Elsewhere)> AskForLeasesAsync(
        LeaseReader leases, List<Asked> flying, CancellationToken cancellation)
    {
        await PrepareAsync(flying, cancellation).ConfigureAwait(false);
        var got = await Task.WhenAll(flying.Select(asked => leases.AcquireAsync(asked.Flight).AsTask())).ConfigureAwait(false);
        var mine = flying.Where((_, i) => got[i]).Select(static asked => asked.Place).ToHashSet();
        // The look comes after the question, as for one key.
        var open = await LandStoredAsync(flying, cancellation).ConfigureAwait(false);
        return (open.FindAll(IsToMake), open.FindAll(asked => !IsToMake(asked)));

        bool IsToMake(Asked asked) => mine.Contains(asked.Place) || !WaitGraph.MayWait(asked.Flight);
    }

    /// <summary>
    /// Waits until others have made these values, or makes them after all. While the factory runs (<paramref name="made"/>) it only looks
    /// into the store: the factory of a call never runs twice at once.
    /// </summary>
    private async Task AwaitElsewhereAsync(List<Asked> waiting, Task made)
    {
        var poll = new LeasePoll(Time);
        var holders = waiting.ToDictionary(static asked => asked.Place, static _ => default(LeaseHolders));
        _ = TakeTooMany(waiting, holders);
        try
        {
            using var all = new AllLeft(waiting.ConvertAll(static Flight (asked) => asked.Flight));
            while (waiting.Count > 0)
            {
                await poll.NextAsync(all.Token).ConfigureAwait(false);
                waiting = await DropLeftAsync(waiting).ConfigureAwait(false);
                if (!made.IsCompleted)
                {
                    waiting = await LandStoredAsync(waiting, all.Token).ConfigureAwait(false);
                    continue;
                }

                var (making, elsewhere) = await AskForLeasesAsync(Door.Leases!, waiting, all.Token).ConfigureAwait(false);
                making.AddRange(TakeTooMany(elsewhere, holders));
                made = MakeAsync(making, [.. making, .. elsewhere]);
                waiting = elsewhere;
            }
        }
        catch (Exception error)
        {
            await FailAsync(waiting, error).ConfigureAwait(false);
        }

        await made.ConfigureAwait(false);
    }

    // What is not stored would otherwise have the processes wait for each other in a row.
    private static List<Asked> TakeTooMany(List<Asked> elsewhere, Dictionary<int, LeaseHolders> holders)
    {
        var taken = new List<Asked>();
        foreach (var asked in elsewhere)
        {
            var seen = holders[asked.Place];
            if (seen.IsOneTooMany(asked.Flight.Lease!.Value.Token)) taken.Add(asked);
            holders[asked.Place] = seen;
        }

        elsewhere.RemoveAll(taken.Contains);
        return taken;
    }

    // Nobody waits for these any more; for others somebody does.
    private async ValueTask<List<Asked>> DropLeftAsync(List<Asked> waiting)
    {
        var left = waiting.FindAll(static asked => asked.Flight.Cancellation.IsCancellationRequested);
        await FailAsync(left, new OperationCanceledException()).ConfigureAwait(false);
        return waiting.FindAll(static asked => !asked.Flight.IsOver);
    }
}
