using Caching.Coordination;
using Caching.Policies;

namespace Caching.Stores;

/// <summary>The part for many keys: the store is asked for what is not here.</summary>
internal sealed partial class TieredDoor
{
    public override async ValueTask<CacheResult<T>[]> ReadManyAsync<T>(
        IReadOnlyList<string> keys, CachePlan plan, CancellationToken cancellation)
    {
        var found = new CacheResult<T>[keys.Count];
        var far = new List<int>();
        for (var i = 0; i < found.Length; i++)
        {
            found[i] = _near.Read<T>(keys[i], plan.At(i).Version);
            if (found[i].State < EntryState.Early) far.Add(i);
        }

        if (far.Count == 0) return found;
        var changes = far.ConvertAll(i => _follower.Changes(keys[i]));
        var now = _time.GetUtcNow().UtcTicks;
        var read = await _far.ReadManyAsync<T>(far.ConvertAll(i => keys[i]), plan.Among(far), cancellation).ConfigureAwait(false);
        var answeredAt = _time.GetUtcNow().UtcTicks;
        for (var i = 0; i < read.Length; i++)
        {
            found[far[i]] = read[i];
            Fill(keys[far[i]], plan.At(far[i]), read[i], changes[i], now, answeredAt);
        }

        return found;
    }

    public override ValueTask PrepareManyAsync(IReadOnlyList<Flight> flights, CancellationToken cancellation)
    {
        foreach (var flight in flights) Mark(flight);
        return _far.PrepareManyAsync(flights, cancellation);
    }

    public override async ValueTask WriteManyAsync<T>(IReadOnlyList<EntryWrite<T>> writes)
    {
        var stored = await _far.StoreManyAsync(writes).ConfigureAwait(false);
        // As for one key; but keys share counters, so all are counted first, and then a counter must have gone on by these alone.
        var mine = new Dictionary<int, long>();
        foreach (var write in writes)
        {
            var counter = LogFollower.CounterOf(write.Flight.Key);
            mine[counter] = mine.GetValueOrDefault(counter) + 1;
            _follower.Change(write.Flight.Key);
            _near.Remove(write.Flight.Key);
        }

        for (var i = 0; i < stored.Length; i++)
        {
            var key = writes[i].Flight.Key;
            var changes = writes[i].Flight.ChangesBefore + mine[LogFollower.CounterOf(key)];
            if (_follower.Changes(key) == changes) Keep(writes[i], stored[i], changes);
        }
    }
}
