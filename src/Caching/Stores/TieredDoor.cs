using Caching.Coordination;
using Caching.Policies;

namespace Caching.Stores;

/// <summary>
/// Memory before a store over a network: what was read or made here is found without a round trip for as long as it is known to
/// be what the store has (<see cref="LogFollower"/>), and never longer than the store would serve it.
/// </summary>
internal sealed partial class TieredDoor : StoreDoor
{
    private readonly ByteDoor _far;
    private readonly LocalDoor _near;
    private readonly LogFollower _follower;
    private readonly EpochTable _epochs = new();
    private readonly TimeProvider _time;

    public TieredDoor(ByteDoor far, IInvalidationLog log, ILocalStore memory, EpochTable epochs, StoreGuard guard, TimeProvider time)
        : base(far.Type, epochs)
    {
        _far = far;
        _time = time;
        _near = new(far.Type, memory, _epochs, guard, time);
        _near.Follower = _follower = new(log, _epochs, guard, _near.Remove, time);
    }

    public override LocalDoor Near => _near;

    public override LeaseReader? Leases => _far.Leases;

    // What is in memory is a part of it.
    public override bool CanList => _far.CanList;

    public override IAsyncEnumerable<CacheEntryInfo> ListAsync(string prefix, CancellationToken cancellation) =>
        _far.ListAsync(prefix, cancellation);

    public override void Demand<T>() => _far.Demand<T>();

    public override async ValueTask<CacheResult<T>> ReadAsync<T>(string key, CachePlan plan, CancellationToken cancellation)
    {
        var near = _near.Read<T>(key, plan.Version);
        if (near.State >= EntryState.Early) return near;
        var (changes, now) = (_follower.Changes(key), _time.GetUtcNow().UtcTicks);
        var far = await _far.ReadAsync<T>(key, plan, cancellation).ConfigureAwait(false);
        Fill(key, plan, far, changes, now, _time.GetUtcNow().UtcTicks);
        return far;
    }

    public override async ValueTask<bool> ContainsAsync(string key, CachePlan plan, CancellationToken cancellation) =>
        await _near.ContainsAsync(key, plan, cancellation).ConfigureAwait(false)
        || await _far.ContainsAsync(key, plan, cancellation).ConfigureAwait(false);

    public override ValueTask PrepareAsync(Flight flight, CancellationToken cancellation)
    {
        Mark(flight);
        return _far.PrepareAsync(flight, cancellation);
    }

    public override async ValueTask WriteAsync<T>(EntryWrite<T> write)
    {
        var key = write.Flight.Key;
        var stored = await _far.StoreAsync(write).ConfigureAwait(false);
        // Whatever was here is not what the store has; and who has read the old value and is about to put it here must see that.
        var mine = _follower.Change(key);
        _near.Remove(key);
        if (mine == write.Flight.ChangesBefore + 1) Keep(write, stored, mine);
    }

    public override async ValueTask<CacheUpdate<T>> UpdateAsync<T>(
        Flight flight, CacheCreation creation, EpochStamp[] epochs, Func<CacheResult<T>, CacheUpdate<T>> change)
    {
        try
        {
            return await _far.UpdateAsync(flight, creation, epochs, change).ConfigureAwait(false);
        }
        finally
        {
            Drop([flight.Key]);
        }
    }

    public override bool NeedsTouch(EntryHeader entry) => _far.NeedsTouch(entry);

    public override ValueTask TouchAsync(string key, CachePlan plan) => _far.TouchAsync(key, plan);

    public override async ValueTask ExpireAsync(string key, CachePlan plan, CancellationToken cancellation)
    {
        try
        {
            await _far.ExpireAsync(key, plan, cancellation).ConfigureAwait(false);
        }
        finally
        {
            Drop([key]);
        }
    }

    public override async ValueTask RemoveAsync(IReadOnlyList<string> keys, CancellationToken cancellation)
    {
        try
        {
            await _far.RemoveAsync(keys, cancellation).ConfigureAwait(false);
        }
        finally
        {
            Drop(keys);
        }
    }

    public override async ValueTask RenewAsync(string epoch, CancellationToken cancellation)
    {
        try
        {
            await _far.RenewAsync(epoch, cancellation).ConfigureAwait(false);
        }
        finally
        {
            // After the store: what is read between its renewal and this one is dropped, and not kept under the epoch that is new here.
            _follower.ChangeAll();
            EpochNames.Renew(_epochs, epoch);
        }
    }

    public override IReadOnlyList<object> Parts => [_follower, .. _near.Parts, .. _far.Parts];

    // Before the factory begins, as with the epochs: what another node voids while it runs is void. Where that is not heard of, since the
    // log cannot be followed, what the factory makes is trusted from here on: a slow one must not prolong the bound.
    private void Mark(Flight flight)
    {
        flight.ChangesBefore = _follower.Changes(flight.Key);
        flight.PreparedAt = _time.GetUtcNow().UtcTicks;
    }

    private void Drop(IReadOnlyList<string> keys)
    {
        foreach (var key in keys)
        {
            _follower.Change(key);
            _near.Remove(key);
        }
    }

    private void Keep<T>(EntryWrite<T> write, Entries.StoredEntry? stored, long changes)
    {
        var flight = write.Flight;
        var now = flight.PreparedAt;
        // Where the store could not take it: for as long as an entry is trusted without the store it spares making it again: short enough
        // that an invalidation by another process is not late, long enough that an outage does not run a factory for each request.
        if (stored is null && flight.Publication is LeasePublication.Superseded) return;
        var lifetime = stored?.Lifetime.Moved(-flight.ClockAhead.Ticks) ?? Unstored(now, write.Creation);
        var size = LocalDoor.Size(flight.Key, write.Value, write.Creation);
        Put(flight.Key, write.Value, size, lifetime, flight.Plan.Version, write.Tags, changes, now);
    }

    // Stale entries stay with the store, since another process may have made them anew.
    private void Fill<T>(string key, CachePlan plan, CacheResult<T> far, long changes, long askedAt, long answeredAt)
    {
        if (far.State < EntryState.Early || far.Entry is not { } entry) return;
        // The store told its time before the answer came. Counted from before the question, the entry ends rather early than late.
        var lifetime = entry.Lifetime.Moved(askedAt - answeredAt);
        Put(key, far.Value!, LocalDoor.Size(key, far.Value!, null), lifetime, plan.Version, entry.TagArray, changes, askedAt);
    }

    private void Put<T>(string key, T value, long size, Lifetime lifetime, ulong version, string[] tags, long changes, long now)
    {
        // Of a sliding entry the store must hear each hit.
        if (lifetime.Sliding != 0) return;
        // The epochs first, then the counter, then the entry, and no removal between the last two: an invalidation before the counter was
        // read has changed it, one after it makes the epochs a thing of the past, or removes the entry.
        var stamps = Stamps(key, tags);
        lock (_near.Gate(key))
        {
            if (_follower.Changes(key) == changes) _near.Put(key, value, size, lifetime, version, tags, stamps, checkedAt: now);
        }
    }

    private static Lifetime Unstored(long now, CacheCreation creation)
    {
        var end = now + LogFollower.Bound.Ticks;
        var lifetime = Lifetime.From(now, creation);
        return new(now, Math.Min(lifetime.RefreshFrom, end), Math.Min(lifetime.FreshUntil, end), Math.Min(lifetime.StaleUntil, end),
            Math.Min(lifetime.ErrorUntil, end), Sliding: 0);
    }

    private EpochStamp[] Stamps(string key, string[] tags) =>
    [
        new(_epochs.Get(EpochNames.OfNamespace(Entries.PhysicalKey.NamespaceOf(key)))),
        .. tags.Select(tag => new EpochStamp(_epochs.Get(EpochNames.OfTag(tag)))),
    ];
}
