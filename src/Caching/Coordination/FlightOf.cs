using Caching.Policies;
using Caching.Stores;

namespace Caching.Coordination;

/// <summary>A flight with its result.</summary>
internal sealed class Flight<T>(FlightTable table, string key, CachePlan plan, EpochStamp[] epochs, Flight? parent)
    : Flight(table, key, plan, epochs, parent)
{
    // Asynchronous continuations: whoever lands a flight must not run its waiters' code, in an order nobody chose.
    private readonly TaskCompletionSource<T> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Result => _result.Task;

    /// <summary>Whether an invalidation during the flight voided the value. Set before the result.</summary>
    public bool IsVoid { get; private set; }

    public override Task Over => _result.Task.ContinueWith(
        static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    /// <summary>
    /// Writes the value, unless the flight is doomed or void. What <paramref name="replaces"/> (a set) must leave no older value
    /// behind, even where its own is not stored.
    /// </summary>
    public async ValueTask PublishAsync(StoreDoor door, T value, CacheCreation creation, bool replaces)
    {
        Replaces = replaces;
        string[] tags = [.. creation.Tags];
        // Late tags are read before the notes are: an invalidation between the two is in the notes, one after both
        // makes the stamp just read a thing of the past. The other way round, one between would be in neither.
        var epochs = Table.Stamps(Epochs, tags);
        IsVoid = WasInvalidated(tags) || !EpochStamp.AreCurrent(epochs);
        await Predecessor.ConfigureAwait(false);
        var publishes = TryPublish();
        // This process has voided it. Whether another one had before some of the callers here came, nobody can tell any more: they look again.
        if (Lease is not null && (IsVoid || !publishes)) Publication = LeasePublication.Superseded;
        if (!publishes) return;
        if (creation.IsStored && !IsVoid) await door.WriteAsync(this, value, creation, tags, epochs).ConfigureAwait(false);
        else if (replaces) await LeaveNothingAsync(door).ConfigureAwait(false);
    }

    private async ValueTask LeaveNothingAsync(StoreDoor door)
    {
        try
        {
            await door.RemoveAsync([Key], CancellationToken.None).ConfigureAwait(false);
        }
        catch (CacheInvalidationException)
        {
            // It was counted and is sent again. Who sets a value is told nothing of stores.
        }
    }

    /// <summary>Hands out what another flight has stored meanwhile.</summary>
    public void Succeed(CacheResult<T> stored)
    {
        IsVoid = WasInvalidated(stored.Entry!.Tags);
        Succeed(stored.Value!);
    }

    public void Succeed(T value)
    {
        Land();
        _result.SetResult(value);
    }

    public void Fail(Exception error)
    {
        Land();
        _result.SetException(error);
        // Observed here: when all waiters have left nobody else will, and a failure would be reported as unobserved.
        _ = _result.Task.Exception;
    }
}
