using Caching.Stores;

namespace Caching.Coordination;

/// <summary>The part that waits for other processes. One flight a process waits; the callers here await the flight.</summary>
internal sealed partial class SingleCreation<TState, T>
{
    /// <summary>
    /// Waits until the entry is this process's to make, and gives what it will replace; or until another has made it, and the flight has
    /// landed with that.
    /// </summary>
    private async ValueTask<(bool Landed, CacheResult<T> Present)> LandedElsewhereAsync(Flight<T> flight, LeaseReader leases, CacheResult<T> old)
    {
        var poll = new LeasePoll(Time);
        var holders = default(LeaseHolders);
        while (true)
        {
            // Each time anew: an invalidation while this process waited must not void what it makes then.
            await Door.PrepareAsync(flight, flight.Cancellation).ConfigureAwait(false);
            var mine = await leases.AcquireAsync(flight).ConfigureAwait(false);
            // The look comes after the question: who holds the lease no more has stored its value by then, and it is found.
            var found = await Door.ReadAsync<T>(key, Plan, flight.Cancellation).ConfigureAwait(false);
            if (WillDo(found, old))
            {
                await LandAsync(flight, found).ConfigureAwait(false);
                return (true, found);
            }

            if (mine || !WaitGraph.MayWait(flight)) return (false, found);
            if (Plan.Options.Refresh == StaleRefresh.Caller && Accepted(found).Found)
            {
                // Its one caller would wait for a refresh that is another's, and may have the stale value at once.
                flight.IsLeftToOthers = true;
                flight.Succeed(found);
                return (true, found);
            }

            if (holders.IsOneTooMany(flight.Lease!.Value.Token)) return (false, found);
            await poll.NextAsync(flight.Cancellation).ConfigureAwait(false);
        }
    }
}
