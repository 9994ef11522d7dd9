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

    private CacheMetrics Metrics => cache.Manager.Metrics;

    public async ValueTask<T> RunAsync()
    {
        while (true)
        {
            var landings = Flights.Landings;
            var found = await Door.ReadAsync<T>(key, plan.Version, cancellation).ConfigureAwait(false);
            if (found.Found && plan.Accepts(found.Value))
            {
                if (!found.IsStale) return await HitAsync(found).ConfigureAwait(false);
                if (!TryRefresh(landings, out var mine)) return Stale(found);
                return await LeadAsync(mine, landings).ConfigureAwait(false);
            }

            WaitGraph.RefuseOwn(Flights, key);
            if (Board(out var flight)) return await LeadAsync(flight, landings).ConfigureAwait(false);
            var joined = await JoinedAsync(flight).ConfigureAwait(false);
            if (joined.Taken) return joined.Value;
        }
    }

    private async ValueTask<T> HitAsync(CacheResult<T> found)
    {
        Metrics.Hit(Door.Type);
        await cache.TouchAsync(plan, key, found).ConfigureAwait(false);
        return found.Value!;
    }

    private T Stale(CacheResult<T> found)
    {
        Metrics.Stale(Door.Type);
        return found.Value!;
    }

    /// <summary>Whether this call refreshes itself, and waits; else it, or somebody else, refreshes without it.</summary>
    private bool TryRefresh(long landings, out Flight<T> flight)
    {
        WaitGraph.RefuseOwn(Flights, key);
        var waits = plan.Options.Refresh == StaleRefresh.Caller;
        flight = NewFlight(waits ? WaitGraph.Current : null);
        if (!Flights.TryTakeOff(flight)) return false;
        if (waits) return true;
        var background = flight;
        _ = Task.Run(() => FlyAsync(background, landings, log: true), CancellationToken.None);
        return false;
    }

    /// <summary>Joins the flight of the key, or takes off as a new one: true for who leads.</summary>
    private bool Board(out Flight<T> flight)
    {
        Flight<T>? mine = null;
        while (true)
        {
            var other = Flights.Find(key);
            if (other is Flight<T> same && same.Version == plan.Version && EpochStamp.AreCurrent(same.Epochs) && same.TryJoin())
            {
                flight = same;
                return false;
            }

            // What flies is of another version, or began before an invalidation: nobody that comes from now on wants it.
            flight = mine ??= NewFlight(WaitGraph.Current);
            if (other is null ? Flights.TryTakeOff(mine) : Flights.TryReplace(other, mine)) return true;
        }
    }

    private async ValueTask<T> LeadAsync(Flight<T> flight, long landings)
    {
        using var edge = WaitGraph.Enter(flight);
        Metrics.Miss(Door.Type);
        var run = FlyAsync(flight, landings, log: false);
        if (run.IsCompleted) return await flight.Result.ConfigureAwait(false);
        if (plan.Options.Refresh == StaleRefresh.Background) return await WaitAsync(flight).ConfigureAwait(false);
        // The factory uses what belongs to this caller, which therefore stays until it has ended.
        using (cancellation.UnsafeRegister(static flight => ((Flight)flight!).Leave(), flight))
            return await flight.Result.ConfigureAwait(false);
    }

    private async ValueTask<(bool Taken, T Value)> JoinedAsync(Flight<T> flight)
    {
        // A tag was invalidated before this call came: if it turns out to be one of the value's, the value is not for this call.
        var suspect = flight.IsSuspect;
        Metrics.Miss(Door.Type);
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
            var value = await WaitAsync(flight).ConfigureAwait(false);
            if ((suspect && flight.IsVoid) || !plan.Accepts(value)) return default;
            return await StandingAsync(flight, value).ConfigureAwait(false);
        }
    }

    private async Task<T> WaitAsync(Flight<T> flight)
    {
        try
        {
            return await flight.Result.WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested && !flight.Result.IsCompleted)
        {
            flight.Leave();
            throw;
        }
    }

    private async Task FlyAsync(Flight<T> flight, long landings, bool log)
    {
        try
        {
            WaitGraph.Current = flight;
            // Another flight landed between this call's look into the store and its take-off: its value may be there.
            if (Flights.Landings != landings)
            {
                var found = await Door.ReadAsync<T>(key, plan.Version, flight.Cancellation).ConfigureAwait(false);
                if (WillDo(found))
                {
                    flight.Succeed(found);
                    return;
                }
            }

            if (Door.Leases is { } leases)
            {
                if (await LandedElsewhereAsync(flight, leases).ConfigureAwait(false)) return;
            }
            else await Door.PrepareAsync(flight, flight.Cancellation).ConfigureAwait(false);

            var creation = new CacheCreation(plan, flight.Cancellation);
            var value = await factory(state, creation).ConfigureAwait(false);
            Metrics.Creation(Door.Type);
            await flight.PublishAsync(Door, value, creation, replaces: false).ConfigureAwait(false);
            await EndLeaseAsync(flight).ConfigureAwait(false);
            flight.Succeed(value);
        }
        catch (Exception error)
        {
            await EndLeaseAsync(flight).ConfigureAwait(false);
            if (log) Log.RefreshFailed(cache.Manager.Log, PhysicalKey.Describe(key), error);
            flight.Fail(error);
        }
    }

    private bool WillDo(CacheResult<T> found) => found.Found && !found.IsStale && plan.Accepts(found.Value);

    private Flight<T> NewFlight(Flight? parent) => new(Flights, key, plan.Version, cache.Stamp(plan.Options.Tags), parent);
}
