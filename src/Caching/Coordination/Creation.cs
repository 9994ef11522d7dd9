using Caching.Diagnostics;
using Caching.Entries;
using Caching.Policies;
using Caching.Stores;

namespace Caching.Coordination;

/// <summary>One call of get-or-create that was not answered at once: reads, serves stale, joins a flight or leads one.</summary>
internal sealed partial class Creation<TState, T>(
    Cache cache, string key, CachePlan plan, TState state, Func<TState, CacheCreation, ValueTask<T>> factory, CancellationToken cancellation)
{
    private StoreDoor Door => plan.Door;

    private FlightTable Flights => plan.Door.Flights;

    private TimeProvider Time => cache.Manager.Time;

    public async ValueTask<T> RunAsync()
    {
        Door.Demand<T>();
        while (true)
        {
            var landings = Flights.Landings;
            var found = await Door.ReadAsync<T>(key, plan, cancellation).ConfigureAwait(false);
            if (found.HasOld && !plan.Accepts(found.Old)) found = new(CacheMiss.NotAccepted);
            if (found.Found) return await ServedAsync(found, landings).ConfigureAwait(false);
            if (found.State == EntryState.Failing && Flights.Failures.IsResting(key, plan.Version, Now)) return Served(found, Outcome.Stale);
            WaitGraph.RefuseOwn(Flights, key);
            if (!found.HasOld && Flights.Failures.ErrorAt(key, plan.Version, Now) is { } failure) throw failure;
            if (Board(out var flight)) return await LeadAsync(flight, landings, found).ConfigureAwait(false);
            var joined = await JoinedAsync(flight, found).ConfigureAwait(false);
            if (joined.Taken) return joined.Value;
        }
    }

    private long Now => Time.GetUtcNow().UtcTicks;

    /// <summary>What is stored; if it is to be made anew, somebody does, and if that is this call, what it makes.</summary>
    private async ValueTask<T> ServedAsync(CacheResult<T> found, long landings)
    {
        var fresh = found.State >= EntryState.Early;
        if (fresh) await Cache.TouchAsync(plan, key, found.Entry!).ConfigureAwait(false);
        if (found.State != EntryState.Fresh && !Flights.Failures.IsResting(key, plan.Version, Now) && TryRefresh(landings, found, out var mine))
            return await LeadAsync(mine, landings, found).ConfigureAwait(false);
        return Served(found, fresh ? Outcome.Hit : Outcome.Stale);
    }

    private T Served(CacheResult<T> found, Outcome outcome)
    {
        if (outcome == Outcome.Hit) cache.Count.Hit(Door.Type);
        else cache.Count.Stale(Door.Type);
        return found.Old;
    }

    /// <summary>Whether this call refreshes itself, and waits; else it, or somebody else, refreshes without it.</summary>
    private bool TryRefresh(long landings, CacheResult<T> old, out Flight<T> flight)
    {
        WaitGraph.RefuseOwn(Flights, key);
        var waits = plan.Options.Refresh == StaleRefresh.Caller;
        flight = NewFlight(waits ? WaitGraph.Current : null);
        if (!Flights.TryTakeOff(flight)) return false;
        if (waits) return true;
        var background = flight;
        _ = Task.Run(() => FlyAsync(background, landings, old), CancellationToken.None);
        return false;
    }

    /// <summary>Joins the flight of the key, or takes off as a new one: true for who leads.</summary>
    private bool Board(out Flight<T> flight)
    {
        Flight<T>? mine = null;
        while (true)
        {
            var other = Flights.Find(key);
            if (other is Flight<T> same && same.Plan.Version == plan.Version && EpochStamp.AreCurrent(same.Epochs) && same.TryJoin())
            {
                flight = same;
                return false;
            }

            // What flies is of another version, or began before an invalidation: nobody that comes from now on wants it.
            flight = mine ??= NewFlight(WaitGraph.Current);
            if (other is null ? Flights.TryTakeOff(mine) : Flights.TryReplace(other, mine)) return true;
        }
    }

    private async ValueTask<T> LeadAsync(Flight<T> flight, long landings, CacheResult<T> old)
    {
        using var edge = WaitGraph.Enter(flight);
        cache.Count.Miss(Door.Type, old.Miss);
        var run = TimeoutOf(old) is not null
            ? Task.Run(() => FlyAsync(flight, landings, old), CancellationToken.None)
            : FlyAsync(flight, landings, old);
        if (run.IsCompleted || plan.Options.Refresh == StaleRefresh.Background)
            return (await WaitAsync(flight, old).ConfigureAwait(false)).Value;
        // The factory uses what belongs to this caller, which therefore stays until it has ended.
        using (cancellation.UnsafeRegister(static flight => ((Flight)flight!).Leave(), flight))
            return (await OutcomeAsync(flight, old).ConfigureAwait(false)).Value;
    }

    private async ValueTask<(bool Taken, T Value)> JoinedAsync(Flight<T> flight, CacheResult<T> old)
    {
        // A tag was invalidated before this call came: if it turns out to be one of the value's, the value is not for this call.
        var suspect = flight.IsSuspect;
        cache.Count.Miss(Door.Type, old.Miss);
        WaitGraph.Edge edge;
        try
        {
            edge = WaitGraph.Enter(flight);
        }
        catch
        {
            flight.Leave();
            throw;
        }

        using (edge)
        {
            var (made, value) = await WaitAsync(flight, old).ConfigureAwait(false);
            if (!made) return (true, value);
            if ((suspect && flight.IsVoid) || !plan.Accepts(value)) return default;
            return await StandingAsync(flight, value).ConfigureAwait(false);
        }
    }

    private async Task FlyAsync(Flight<T> flight, long landings, CacheResult<T> old)
    {
        try
        {
            WaitGraph.Current = flight;
            // Another flight landed between this call's look into the store and its take-off: its value may be there.
            if (Flights.Landings != landings)
            {
                var found = await Door.ReadAsync<T>(key, plan, flight.Cancellation).ConfigureAwait(false);
                if (WillDo(found, old))
                {
                    flight.Succeed(found);
                    return;
                }
            }

            if (Door.Leases is { } leases)
            {
                if (await LandedElsewhereAsync(flight, leases, old).ConfigureAwait(false)) return;
            }
            else await Door.PrepareAsync(flight, flight.Cancellation).ConfigureAwait(false);

            var creation = new CacheCreation(plan, flight.Cancellation);
            creation.Replaces(old);
            var value = await MakeAsync(creation).ConfigureAwait(false);
            await flight.PublishAsync(Door, value, creation, replaces: false).ConfigureAwait(false);
            await EndLeaseAsync(flight).ConfigureAwait(false);
            Flights.Failures.Forget(key);
            flight.Succeed(value);
        }
        catch (Exception error)
        {
            await EndLeaseAsync(flight).ConfigureAwait(false);
            Note(flight, old, error);
            flight.Fail(error);
        }
    }

    private async ValueTask<T> MakeAsync(CacheCreation creation)
    {
        using var activity = Tracing.Create(cache.Namespace, Door.Type);
        try
        {
            var value = await factory(state, creation).ConfigureAwait(false);
            cache.Count.Creation(Door.Type);
            return value;
        }
        catch (Exception error)
        {
            cache.Count.Failure(Door.Type);
            Tracing.Failed(activity, error);
            throw;
        }
    }

    private void Note(Flight<T> flight, CacheResult<T> old, Exception error)
    {
        if (flight.Cancellation.IsCancellationRequested) return;
        if (old.HasOld) Log.RefreshFailed(cache.Manager.Log, PhysicalKey.Describe(key), error);
        var now = Now;
        var rests = old.HasOld ? plan.RetryAfter : TimeSpan.Zero;
        if (rests > TimeSpan.Zero || plan.FailureExpire > TimeSpan.Zero)
            Flights.Failures.Note(flight, error, now + rests.Ticks, now + plan.FailureExpire.Ticks);
    }

    // What is not older than what this call has found already: to make an entry anew before its time, that one will not do.
    private bool WillDo(CacheResult<T> found, CacheResult<T> old) =>
        found.State >= EntryState.Early && plan.Accepts(found.Old)
        && (found.State == EntryState.Fresh || old.State != EntryState.Early || found.Entry!.Created > old.Entry!.Created);

    private Flight<T> NewFlight(Flight? parent) => new(Flights, key, plan, cache.Stamp(plan.Options.Tags), parent);

    private enum Outcome
    {
        Hit, Stale,
    }
}
