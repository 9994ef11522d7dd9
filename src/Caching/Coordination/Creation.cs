using Caching.Diagnostics;
using Caching.Entries;
using Caching.Policies;
using Caching.Stores;

namespace Caching.Coordination;

/// <summary>What calls for one key and for many have in common: how a value is served, a flight boarded, a failure noted.</summary>
internal abstract partial class Creation<T>(Cache cache, CachePlan plan, CancellationToken cancellation)
{
    private readonly long _asked = plan.Door.Flights.LastNumber;

    protected Cache Cache => cache;

    protected CachePlan Plan => plan;

    protected StoreDoor Door => plan.Door;

    protected FlightTable Flights => plan.Door.Flights;

    protected TimeProvider Time => cache.Manager.Time;

    protected long Now => Time.GetUtcNow().UtcTicks;

    /// <summary>Ends the waits of this call.</summary>
    protected CancellationToken Cancellation { get; set; } = cancellation;

    protected CacheResult<T> Accepted(CacheResult<T> found) =>
        found.HasOld && !plan.Accepts(found.Old) ? new(found.Old, found.OldEntry!, EntryState.Dead, CacheMiss.NotAccepted) : found;

    protected T Served(CacheResult<T> found)
    {
        if (found.State >= EntryState.Early) cache.Count.Hit(Door.Type);
        else cache.Count.Stale(Door.Type);
        plan.Options.Explanation?.Served(cache.Manager, found);
        return found.Old;
    }

    /// <summary>The old value, since a new one could not be had.</summary>
    protected T ServedStale(CacheResult<T> old)
    {
        cache.Count.Stale(Door.Type);
        plan.Options.Explanation?.Served(cache.Manager, old);
        return old.Old;
    }

    protected Flight<T> NewFlight(string key, in CachePlan own, Flight? parent) => new(Flights, key, own, cache.Stamp(own.Options.Tags), parent);

    /// <summary>Joins the flight of the key, or takes off as a new one: true for who leads.</summary>
    protected bool Board(string key, in CachePlan own, out Flight<T> flight)
    {
        Flight<T>? mine = null;
        while (true)
        {
            var other = Flights.Find(key);
            if (other is Flight<T> same && same.Plan.Version == own.Version && EpochStamp.AreCurrent(same.Epochs) && same.TryJoin())
            {
                flight = same;
                return false;
            }

            // What flies is of another version, or began before an invalidation: nobody that comes from now on wants it.
            flight = mine ??= NewFlight(key, own, WaitGraph.Current);
            if (other is null ? Flights.TryTakeOff(mine) : Flights.TryReplace(other, mine)) return true;
        }
    }

    // What is not older than what this call has found already: to make an entry anew before its time, that one will not do.
    protected bool WillDo(CacheResult<T> found, CacheResult<T> old) =>
        found.State >= EntryState.Early && plan.Accepts(found.Old)
        && (found.State == EntryState.Fresh || old.State != EntryState.Early || found.Entry!.Created > old.Entry!.Created);

    /// <summary>Ends a flight with what another process has stored, and gives back the lease that it took to find out.</summary>
    protected async ValueTask LandAsync(Flight<T> flight, CacheResult<T> stored)
    {
        await EndLeaseAsync(flight).ConfigureAwait(false);
        if (flight.Lease is not null) flight.Publication = LeasePublication.Stored;
        flight.Succeed(stored);
    }

    /// <summary>Ends a flight that failed. Its lease first: when its callers go on, other processes can.</summary>
    protected async ValueTask FailAsync(Flight<T> flight, CacheResult<T> old, Exception error)
    {
        try
        {
            await EndLeaseAsync(flight).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // A log or a metric that fails must not have those who wait do so for ever. They have the first error.
        }

        var now = Now;
        var rests = old.HasOld ? plan.RetryAfter : TimeSpan.Zero;
        if (!flight.Cancellation.IsCancellationRequested && (rests > TimeSpan.Zero || plan.FailureExpire > TimeSpan.Zero))
            Flights.Failures.Note(flight, error, Lifetime.Add(now, rests.Ticks), Lifetime.Add(now, plan.FailureExpire.Ticks));
        flight.Fail(error);
    }

    protected void NoteRefreshFailed(string key, Exception error)
    {
        try
        {
            Log.RefreshFailed(cache.Manager.Log, PhysicalKey.Describe(key), error);
        }
        catch (Exception)
        {
            // The flight has not landed yet, and must.
        }
    }

    protected ValueTask EndLeaseAsync(Flight<T> flight) => Door.Leases?.ReleaseAsync(flight) ?? ValueTask.CompletedTask;
}
