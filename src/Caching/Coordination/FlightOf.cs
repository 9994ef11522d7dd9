using Caching.Policies;
using Caching.Stores;

namespace Caching.Coordination;

/// <summary>A flight with its result.</summary>
internal sealed class Flight<T>(FlightTable table, string key, CachePlan plan, EpochStamp[] epochs, Flight? parent, bool sets = false)
    : Flight(table, key, plan, epochs, parent, sets)
{
    // Asynchronous continuations: whoever lands a flight must not run its waiters' code, in an order nobody chose.
    private readonly TaskCompletionSource<T> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly Lock _gate = new();
    private IReadOnlyList<string> _tags = [];
    private Task<CacheResult<T>>? _standing;

    public Task<T> Result => _result.Task;

    /// <summary>Whether an invalidation during the flight voided the value. Set before the result.</summary>
    public bool IsVoid { get; private set; }

    /// <summary>
    /// Whether another process makes the value, and the result is the old one, for the caller that began the flight and no other. Set
    /// before the result.
    /// </summary>
    public bool IsLeftToOthers { get; set; }

    public override Task Over => _result.Task.ContinueWith(
        static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    /// <summary>Writes the value, unless the flight is doomed. Who sets leaves no older value behind, even where its own is not stored.</summary>
    public async ValueTask PublishAsync(StoreDoor door, T value, CacheCreation creation)
    {
        if (await BeginPublishAsync(value, creation).ConfigureAwait(false) is not { } write) return;
        if (write.IsStored) await door.WriteAsync(write).ConfigureAwait(false);
        else if (Sets) await door.LeaveNothingAsync([Key]).ConfigureAwait(false);
    }

    /// <summary>From here on the value will be written, and invalidations wait for that; null: it must not be.</summary>
    public async ValueTask<EntryWrite<T>?> BeginPublishAsync(T value, CacheCreation creation)
    {
        string[] tags = [.. creation.Tags];
        _tags = tags;
        // Late tags are read before the notes are: an invalidation between the two is in the notes, one after both
        // makes the stamp just read a thing of the past. The other way round, one between would be in neither.
        var epochs = Table.Stamps(Epochs, tags);
        IsVoid = WasInvalidated(tags) || !EpochStamp.AreCurrent(epochs);
        await Predecessor.ConfigureAwait(false);
        IsToBeStored = creation.IsStored;
        var publishes = TryPublish();
        // This process has voided it. Whether another one had before some of the callers here came, nobody can tell any more: they look again.
        if (Lease is not null && (IsVoid || !publishes)) Publication = LeasePublication.Superseded;
        return publishes ? new(this, value, creation, tags, epochs) : null;
    }

    /// <summary>
    /// What the store has when the flight is over. Read once for all that joined, however many: they came before it was over, so what is
    /// current now was not void when any of them came.
    /// </summary>
    public Task<CacheResult<T>> ReadStandingAsync(StoreDoor door)
    {
        lock (_gate) return _standing ??= door.ReadAsync<T>(Key, Plan, CancellationToken.None).AsTask();
    }

    /// <summary>Hands out what another flight has stored meanwhile.</summary>
    public void Succeed(CacheResult<T> stored)
    {
        _tags = stored.Entry!.Tags;
        Succeed(stored.Value!);
    }

    public void Succeed(T value)
    {
        Land();
        // Once more, now that nobody can join: of an invalidation since the value was checked, who joined after it must hear.
        IsVoid |= WasInvalidated(_tags);
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
