using Caching.Entries;
using Caching.Stores;

namespace Caching.Coordination;

/// <summary>The part that waits for a flight: for so long, and with an old value or an error at the end.</summary>
internal abstract partial class Creation<T>
{
    // No timer lasts longer, and nobody waits so long.
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromDays(49);

    // A factory that uses what belongs to its caller keeps the caller.
    protected TimeSpan? TimeoutOf(CacheResult<T> old)
    {
        if (plan.Options.Refresh != StaleRefresh.Background) return null;
        var timeout = old.HasOld && plan.SoftTimeout is { } soft && !(plan.HardTimeout < soft) ? soft : plan.HardTimeout;
        return timeout < LongestTimeout ? timeout : null;
    }

    /// <summary>What this call has of the flight that it leads.</summary>
    protected async Task<T> LedAsync(Flight<T> flight, CacheResult<T> old, bool isOver)
    {
        if (isOver || plan.Options.Refresh == StaleRefresh.Background)
            return (await WaitAsync(flight, old).ConfigureAwait(false)).Value;
        // The factory uses what belongs to this caller, which therefore stays until it has ended.
        using (Cancellation.UnsafeRegister(static flight => ((Flight)flight!).Leave(), flight))
            return (await OutcomeAsync(flight, old).ConfigureAwait(false)).Value;
    }

    /// <summary>What this call may have of a flight that it joined; not taken: it asks anew.</summary>
    protected async Task<(bool Taken, T Value)> JoinedAsync(Flight<T> flight, CacheResult<T> old)
    {
        // A tag was invalidated before this call came: if it turns out to be one of the value's, the value is not for this call.
        var suspect = flight.IsSuspect;
        cache.Count.Miss(Door.Type, old.Miss);
        plan.Options.Explanation?.Joined(old.Miss);
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
            if (flight.IsLeftToOthers) return default;
            if ((suspect && flight.IsVoid) || !plan.Accepts(value)) return default;
            return await StandingAsync(flight, value).ConfigureAwait(false);
        }
    }

    /// <summary>The flight's value (made), or the old one.</summary>
    private async ValueTask<(bool Made, T Value)> WaitAsync(Flight<T> flight, CacheResult<T> old)
    {
        try
        {
            if (TimeoutOf(old) is not { } timeout) await flight.Over.WaitAsync(Cancellation).ConfigureAwait(false);
            else if (!await EndsWithinAsync(flight, timeout).ConfigureAwait(false))
            {
                // This caller goes and stays counted: the factory is never cancelled, and its value is stored.
                if (MayServe(old)) return (false, ServedStale(old));
                throw new CacheTimeoutException(PhysicalKey.Describe(flight.Key), timeout);
            }
        }
        catch (OperationCanceledException) when (Cancellation.IsCancellationRequested && !flight.Result.IsCompleted)
        {
            flight.Leave();
            throw;
        }

        return await OutcomeAsync(flight, old).ConfigureAwait(false);
    }

    private async ValueTask<bool> EndsWithinAsync(Flight<T> flight, TimeSpan timeout)
    {
        try
        {
            await flight.Over.WaitAsync(timeout, Time, Cancellation).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return flight.Result.IsCompleted;
        }
    }

    /// <summary>The result, or the old value in place of an error.</summary>
    private async ValueTask<(bool Made, T Value)> OutcomeAsync(Flight<T> flight, CacheResult<T> old)
    {
        try
        {
            return (true, await flight.Result.ConfigureAwait(false));
        }
        catch (Exception) when (MayServe(old) && !Cancellation.IsCancellationRequested)
        {
            return (false, ServedStale(old));
        }
    }

    // It was inside its windows when this call began; the wait may have taken longer than they last.
    private bool MayServe(CacheResult<T> old) => old.HasOld && old.OldEntry!.StateAt(Now) != EntryState.Dead;

    /// <summary>
    /// What a caller that joined a flight may have of it. The caller may have come after another process's invalidation, of which flights
    /// here know nothing; but what is stored, and still current, was not void when the caller came.
    /// </summary>
    private async ValueTask<(bool Taken, T Value)> StandingAsync(Flight<T> flight, T value)
    {
        if (flight.Publication == LeasePublication.Superseded) return default;
        // The store failed, so it cannot say. Right is what was begun after this call was: the next flight, so a call waits for two at most.
        if (flight.IsUnconfirmed && flight.Number <= _asked) return default;
        if (flight.Publication != LeasePublication.Stored) return (true, value);
        var stored = await flight.ReadStandingAsync(Door).WaitAsync(Cancellation).ConfigureAwait(false);
        // So is what is current and has ended already, or who waited would make it one after the other.
        return WillDo(stored, default) ? (true, stored.Value!) : (stored.HasOld || stored.Miss == CacheMiss.Expired, value);
    }
}
