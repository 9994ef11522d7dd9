using Caching.Entries;

namespace Caching.Coordination;

/// <summary>The part that waits for a flight: for so long, and with an old value or an error at the end.</summary>
internal sealed partial class Creation<TState, T>
{
    // A factory that uses what belongs to its caller keeps the caller.
    private TimeSpan? TimeoutOf(CacheResult<T> old)
    {
        if (plan.Options.Refresh != StaleRefresh.Background) return null;
        return old.HasOld && plan.SoftTimeout is { } soft && !(plan.HardTimeout < soft) ? soft : plan.HardTimeout;
    }

    /// <summary>The flight's value (made), or the old one.</summary>
    private async ValueTask<(bool Made, T Value)> WaitAsync(Flight<T> flight, CacheResult<T> old)
    {
        try
        {
            if (TimeoutOf(old) is not { } timeout) await flight.Over.WaitAsync(cancellation).ConfigureAwait(false);
            else if (!await EndsWithinAsync(flight, timeout).ConfigureAwait(false))
            {
                // This caller goes and stays counted: the factory is never cancelled, and its value is stored.
                if (MayServe(old)) return (false, Served(old, Outcome.Stale));
                throw new CacheTimeoutException(PhysicalKey.Describe(key), timeout);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested && !flight.Result.IsCompleted)
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
            await flight.Over.WaitAsync(timeout, Time, cancellation).ConfigureAwait(false);
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
        catch (Exception) when (MayServe(old) && !cancellation.IsCancellationRequested)
        {
            return (false, Served(old, Outcome.Stale));
        }
    }

    // It was inside its windows when this call began; the wait may have taken longer than they last.
    private bool MayServe(CacheResult<T> old) => old.HasOld && old.OldEntry!.StateAt(Now) != EntryState.Dead;
}
