using System.Runtime.CompilerServices;
using Caching.Diagnostics;
using Caching.Policies;

namespace Caching.Coordination;

/// <summary>One call of get-or-create that was not answered at once: reads, serves stale, joins a flight or leads one.</summary>
internal sealed partial class SingleCreation<TState, T>(
    Cache cache, string key, CachePlan plan, TState state, Func<TState, CacheCreation, ValueTask<T>> factory, CancellationToken cancellation)
    : Creation<T>(cache, plan, cancellation)
{
    public async ValueTask<T> RunAsync()
    {
        Door.Demand<T>();
        while (true)
        {
            var landings = Flights.Landings;
            var found = Accepted(await Door.LookAsync<T>(key, Plan, Cancellation).ConfigureAwait(false));
            if (found.Found) return await ServedAsync(found, landings).ConfigureAwait(false);
            if (found.State == EntryState.Failing && Flights.Failures.IsResting(key, Plan.Version, Now)) return Served(found);
            WaitGraph.RefuseOwn(Flights, key);
            if (!found.HasOld) Flights.Failures.ErrorAt(key, Plan.Version, Now)?.Throw();
            if (Board(key, Plan, out var flight)) return await LeadAsync(flight, landings, found).ConfigureAwait(false);
            var joined = await JoinedAsync(flight, found).ConfigureAwait(false);
            if (joined.Taken) return joined.Value;
        }
    }

    /// <summary>What is stored; if it is to be made anew, somebody does, and if that is this call, what it makes.</summary>
    private async ValueTask<T> ServedAsync(CacheResult<T> found, long landings)
    {
        if (found.State >= EntryState.Early) await Cache.TouchAsync(Plan, key, found.Entry!).ConfigureAwait(false);
        if (found.State != EntryState.Fresh && !Flights.Failures.IsResting(key, Plan.Version, Now) && TryRefresh(landings, found, out var mine))
            return await LeadAsync(mine, landings, found).ConfigureAwait(false);
        return Served(found);
    }

    /// <summary>Whether this call refreshes itself, and waits; else it, or somebody else, refreshes without it.</summary>
    private bool TryRefresh(long landings, CacheResult<T> old, out Flight<T> flight)
    {
        WaitGraph.RefuseOwn(Flights, key);
        var waits = Plan.Options.Refresh == StaleRefresh.Caller;
        flight = NewFlight(key, Plan, waits ? WaitGraph.Current : null);
        if (!Flights.TryTakeOff(flight)) return false;
        if (waits) return true;
        var background = flight;
        _ = Task.Run(() => FlyAsync(background, landings, old), CancellationToken.None);
        return false;
    }

    private async ValueTask<T> LeadAsync(Flight<T> flight, long landings, CacheResult<T> old)
    {
        using var edge = WaitGraph.Enter(flight);
        Cache.Count.Miss(Door.Type, old.Miss);
        Plan.Options.Explanation?.Making(Cache.Manager, old);
        // A factory that asks for a key whose factory asks for a key, and so on, must not end the process: there the stack goes on elsewhere.
        var run = TimeoutOf(old) is not null || !RuntimeHelpers.TryEnsureSufficientExecutionStack()
            ? Task.Run(() => FlyAsync(flight, landings, old), CancellationToken.None)
            : FlyAsync(flight, landings, old);
        return await LedAsync(flight, old, run.IsCompleted).ConfigureAwait(false);
    }

    private async Task FlyAsync(Flight<T> flight, long landings, CacheResult<T> old)
    {
        try
        {
            WaitGraph.Current = flight;
            // Another flight landed between this call's look into the store and its take-off: its value may be there.
            if (Flights.Landings != landings && Door.Leases is null)
            {
                var found = await Door.ReadAsync<T>(key, Plan, flight.Cancellation).ConfigureAwait(false);
                if (WillDo(found, old))
                {
                    flight.Succeed(found);
                    return;
                }
            }

            var present = old;
            if (Door.Leases is { } leases)
            {
                (var landed, present) = await LandedElsewhereAsync(flight, leases, old).ConfigureAwait(false);
                if (landed) return;
            }
            else
            {
                await Door.PrepareAsync(flight, flight.Cancellation).ConfigureAwait(false);
                // What was found before the take-off may have been invalidated by then, and its factory would bring it back.
                if (old.HasOld) present = await Door.ReadAsync<T>(key, Plan, flight.Cancellation).ConfigureAwait(false);
            }

            var creation = new CacheCreation(Plan, flight.Cancellation);
            creation.Replaces(Accepted(present));
            var value = await MakeAsync(creation).ConfigureAwait(false);
            await flight.PublishAsync(Door, value, creation).ConfigureAwait(false);
            await EndLeaseAsync(flight).ConfigureAwait(false);
            Flights.Failures.Forget(key);
            flight.Succeed(value);
        }
        catch (Exception error)
        {
            if (old.HasOld && !flight.Cancellation.IsCancellationRequested) NoteRefreshFailed(key, error);
            await FailAsync(flight, old, error).ConfigureAwait(false);
        }
    }

    private async ValueTask<T> MakeAsync(CacheCreation creation)
    {
        using var activity = Tracing.Create(Cache.Namespace, Door.Type);
        try
        {
            var value = await factory(state, creation).ConfigureAwait(false);
            Cache.Count.Creation(Door.Type);
            return value;
        }
        catch (Exception error)
        {
            Cache.Count.Failure(Door.Type);
            Tracing.Failed(activity, error);
            throw;
        }
    }
}
