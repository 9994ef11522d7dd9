using Caching.Stores;

namespace Caching.Coordination;

/// <summary>The part that waits for other processes. One flight a process waits; the callers here await the flight.</summary>
internal sealed partial class Creation<TState, T>
{
    // The others are to have the value within a tenth of the time that it took to make, or 25 ms, whichever is more. A poll every
    // twentieth, or 8 ms, leaves room for a coarse timer and for the write.
    private const double PollPart = 0.05;
    private static readonly TimeSpan LeastPoll = TimeSpan.FromMilliseconds(8);

    // A value that is not stored (a page that says so, a factory that fails) would have the processes wait for each other in a row.
    // A second holder is waited for, since the first may have died; a third is not.
    private const int MostHolders = 2;

    /// <summary>
    /// Waits until the entry is this process's to make: false; or until another has made it: true, and the flight has landed with it.
    /// </summary>
    private async ValueTask<bool> LandedElsewhereAsync(Flight<T> flight, LeaseReader leases, CacheResult<T> old)
    {
        var time = Time;
        var began = time.GetTimestamp();
        var holder = 0ul;
        for (var holders = 0; ;)
        {
            // Each time anew: an invalidation while this process waited must not void what it makes then.
            await Door.PrepareAsync(flight, flight.Cancellation).ConfigureAwait(false);
            var mine = await leases.AcquireAsync(flight).ConfigureAwait(false);
            // The look comes after the question: who holds the lease no more has stored its value by then, and it is found.
            var found = await Door.ReadAsync<T>(key, plan, flight.Cancellation).ConfigureAwait(false);
            if (WillDo(found, old))
            {
                await leases.ReleaseAsync(flight).ConfigureAwait(false);
                flight.Publication = LeasePublication.Stored;
                flight.Succeed(found);
                return true;
            }

            if (mine || !WaitGraph.MayWait(flight)) return false;
            if (flight.Lease!.Value.Token != holder && ++holders > MostHolders) return false;
            holder = flight.Lease.Value.Token;
            var poll = time.GetElapsedTime(began) * PollPart;
            await Task.Delay(poll > LeastPoll ? poll : LeastPoll, time, flight.Cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// What a caller that joined a flight may have of it. The caller may have come after another process's invalidation, of which flights
    /// here know nothing; but what is stored, and still current, was not void when the caller came.
    /// </summary>
    private async ValueTask<(bool Taken, T Value)> StandingAsync(Flight<T> flight, T value)
    {
        if (flight.Publication == LeasePublication.Superseded) return default;
        if (flight.Publication != LeasePublication.Stored) return (true, value);
        var stored = await Door.ReadAsync<T>(key, plan, cancellation).ConfigureAwait(false);
        return (WillDo(stored, default), stored.Value!);
    }

    // Before the flight lands: when its callers go on, other processes can.
    private ValueTask EndLeaseAsync(Flight<T> flight) => Door.Leases?.ReleaseAsync(flight) ?? ValueTask.CompletedTask;
}
