using System.Diagnostics.CodeAnalysis;
using Caching.Policies;
using Caching.Stores;

namespace Caching.Coordination;

/// <summary>
/// One making (or setting) of one entry in this process, which any number of callers await. It is also the only writer of
/// its key: an invalidation dooms it before it writes, or waits until it has written and then removes.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A source without a timer or a wait handle holds nothing to dispose of.")]
internal abstract class Flight
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _cancellation = new();
    private HashSet<string>? _invalidatedTags;
    private Phase _phase;
    private int _waiters = 1;

    protected Flight(FlightTable table, string key, CachePlan plan, EpochStamp[] epochs, Flight? parent, bool sets)
    {
        Table = table;
        Key = key;
        Plan = plan;
        Epochs = epochs;
        Parent = parent;
        Sets = sets;
        _phase = sets ? Phase.Publishing : Phase.Flying;
        Number = table.NextNumber();
    }

    private enum Phase
    {
        /// <summary>The factory runs; what it makes will be stored.</summary>
        Flying,

        /// <summary>The factory runs; what it makes goes to those who wait and is not stored.</summary>
        Doomed,

        /// <summary>All have left; the factory was cancelled.</summary>
        Abandoned,

        /// <summary>The value is being written. Too late to doom: who must win writes after.</summary>
        Publishing,

        /// <summary>Over.</summary>
        Landed,
    }

    public FlightTable Table { get; }

    public string Key { get; }

    /// <summary>The policy, version and seal that what it makes is stored with.</summary>
    public CachePlan Plan { get; }

    /// <summary>Namespace first, then the tags known at the start; read before the factory began.</summary>
    public EpochStamp[] Epochs { get; }

    /// <summary>The flight whose factory started this one and waits for it.</summary>
    public Flight? Parent { get; }

    /// <summary>What the store's own epochs were at the start; null where the process keeps them.</summary>
    public ulong[]? StoreEpochs { get; set; }

    /// <summary>How far the store's clock is ahead of ours.</summary>
    public TimeSpan ClockAhead { get; set; }

    /// <summary>
    /// Whether it sets a value, or changes one: then no older one may stay, even where its own is not stored. There is no factory to doom:
    /// from its take-off on, who must win writes after it.
    /// </summary>
    public bool Sets { get; }

    /// <summary>How often keys like this one were voided before the start; where memory is before the store.</summary>
    public long ChangesBefore { get; set; }

    /// <summary>When that was; UTC ticks. The value is as old as this at least.</summary>
    public long PreparedAt { get; set; }

    /// <summary>
    /// The store's lease of the key, of this process or of another; null where the store gives none, or this flight sets what was not
    /// made. The default value: the store could not be asked, so nobody knows whether what is made may be stored.
    /// </summary>
    public CacheLease? Lease { get; set; }

    /// <summary>
    /// What became of the value where processes share the store; null where the value was not to be stored, or could not be.
    /// Set before the result.
    /// </summary>
    public LeasePublication? Publication { get; set; }

    /// <summary>In which order flights of the table were made, and calls began: <see cref="FlightTable.LastNumber"/>.</summary>
    public long Number { get; }

    /// <summary>
    /// Whether the value was to be stored where processes share the store, and the store failed: so nobody knows what other processes have
    /// voided.
    /// </summary>
    public bool IsUnconfirmed => IsToBeStored && Lease is not null && Publication is null;

    protected bool IsToBeStored { get; set; }

    /// <summary>
    /// Whether the factory of a flight that holds a lease waits for this one, at first or second hand. Then it waits for no lease: if
    /// holders of leases waited for each other, two processes could do so for ever. Guarded by the lock of <see cref="WaitGraph"/>.
    /// </summary>
    public bool HoldsUpLease { get; set; }

    /// <summary>The flights that this one's factory waits for. Guarded by the lock of <see cref="WaitGraph"/>.</summary>
    public List<Flight> WaitsFor { get; } = [];

    /// <summary>All flights whose values the same call of a factory makes; empty where that is this one alone.</summary>
    public IReadOnlyList<Flight> Together { get; set; } = [];

    /// <summary>Completes when no earlier flight of the key writes any more: one was, when this one took its place.</summary>
    public Task Predecessor { get; set; } = Task.CompletedTask;

    public CancellationToken Cancellation => _cancellation.Token;

    /// <summary>Completes, without error, when the flight is over.</summary>
    public abstract Task Over { get; }

    /// <summary>Whether a tag, any, was invalidated since the start: the value may turn out to be void.</summary>
    public bool IsSuspect
    {
        get
        {
            lock (_gate) return _invalidatedTags is not null;
        }
    }

    /// <summary>Whether an invalidation or another value came: what becomes of this flight says nothing about its key.</summary>
    public bool IsDoomed
    {
        get
        {
            lock (_gate) return _phase == Phase.Doomed;
        }
    }

    public bool IsOver
    {
        get
        {
            lock (_gate) return _phase == Phase.Landed;
        }
    }

    /// <summary>Whether the factory of this flight makes the key.</summary>
    public bool Makes(FlightTable table, string key) =>
        (ReferenceEquals(Table, table) && Key == key) || Together.Any(other => ReferenceEquals(other.Table, table) && other.Key == key);

    /// <summary>Takes over what the store said to another flight with the same epochs.</summary>
    public void PrepareAs(Flight other) => (StoreEpochs, ClockAhead) = (other.StoreEpochs, other.ClockAhead);

    /// <summary>One more caller waits; false if the flight cannot be joined any more.</summary>
    public bool TryJoin()
    {
        lock (_gate)
        {
            if (_phase is not (Phase.Flying or Phase.Publishing)) return false;
            _waiters++;
            return true;
        }
    }

    /// <summary>A caller stops waiting. The last one cancels the factory.</summary>
    public void Leave()
    {
        lock (_gate)
        {
            if (--_waiters > 0 || _phase is not (Phase.Flying or Phase.Doomed)) return;
            _phase = Phase.Abandoned;
        }

        // Off the table first, so that who comes now starts anew. Asynchronously, since what the factory has registered on its token
        // must neither hold up nor fail the caller that leaves.
        Table.Detach(this);
        _ = _cancellation.CancelAsync();
    }

    /// <summary>
    /// What this flight makes is not stored. The result completes when it has written, if it is writing already; else when the
    /// one has that it was to wait for.
    /// </summary>
    public Task Doom()
    {
        lock (_gate)
        {
            if (_phase == Phase.Flying) _phase = Phase.Doomed;
            return _phase == Phase.Publishing ? Over : Predecessor;
        }
    }

    /// <summary>Notes an invalidation, in case the factory gives its value that tag later, or has by now.</summary>
    public void NoteInvalidated(string tag, bool soft)
    {
        // The epoch of a tag that was known at the start says that the value has aged. Of one that is added later nothing would.
        if (soft && Array.Exists(Epochs, stamp => stamp.Epoch.Name == EpochNames.OfTag(tag))) return;
        lock (_gate) (_invalidatedTags ??= new(StringComparer.Ordinal)).Add(tag);
    }

    /// <summary>Whether one of the tags was invalidated since the start.</summary>
    public bool WasInvalidated(IEnumerable<string> tags)
    {
        lock (_gate) return _invalidatedTags is not null && _invalidatedTags.Overlaps(tags);
    }

    /// <summary>From here on the value will be written; false if it must not be.</summary>
    protected bool TryPublish()
    {
        lock (_gate)
        {
            if (_phase == Phase.Flying) _phase = Phase.Publishing;
            return _phase == Phase.Publishing;
        }
    }

    // The order counts. The landing is counted before the flight leaves the table: a caller that looked in the store before
    // the value was there, and finds the table empty after, sees the count changed and looks again.
    protected void Land()
    {
        Table.CountLanding();
        Table.Detach(this);
        lock (_gate) _phase = Phase.Landed;
    }
}
