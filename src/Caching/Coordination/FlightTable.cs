using System.Collections.Concurrent;

namespace Caching.Coordination;

/// <summary>The flights of one store that callers may join, at most one a key.</summary>
internal sealed class FlightTable(EpochTable epochs)
{
    private readonly ConcurrentDictionary<string, Flight> _flights = new(StringComparer.Ordinal);
    private readonly Lock _succession = new();
    private long _landings;
    private long _number;

    /// <summary>How many flights have landed. Unchanged between a look into the store and a take-off: nothing new is there.</summary>
    public long Landings => Interlocked.Read(ref _landings);

    /// <summary>What began when it was this began before any flight of a greater one.</summary>
    public long LastNumber => Interlocked.Read(ref _number);

    /// <summary>Which keys could not be made lately.</summary>
    public FailureTable Failures { get; } = new();

    public int Count => _flights.Count;

    public Flight? Find(string key) => _flights.GetValueOrDefault(key);

    public bool TryTakeOff(Flight flight) => _flights.TryAdd(flight.Key, flight);

    /// <summary>Takes the place of <paramref name="other"/>, which can then store nothing; false if its place is no longer its own.</summary>
    public bool TryReplace(Flight other, Flight flight)
    {
        // In one step: a third flight that takes this one's place must find whom this one waits for.
        lock (_succession)
        {
            if (!_flights.TryUpdate(flight.Key, flight, other)) return false;
            flight.Predecessor = other.Doom();
            return true;
        }
    }

    /// <summary>
    /// Takes the places of whatever flies for their keys. All at once: of two calls with keys in common, one waits for the other in all.
    /// </summary>
    public void TakeOver(IReadOnlyList<Flight> flights)
    {
        lock (_succession)
        {
            foreach (var flight in flights) TakeOver(flight);
        }
    }

    /// <summary>Dooms the flight of the key, if there is one; the result completes when neither it nor one before it writes.</summary>
    public Task Doom(string key)
    {
        Task written;
        lock (_succession) written = _flights.TryRemove(key, out var flight) ? flight.Doom() : Task.CompletedTask;
        // After it: a flight that fails just now either sees that it is doomed or has noted its failure by now.
        Failures.Forget(key);
        return written;
    }

    /// <summary>Dooms the flights of all keys that begin so.</summary>
    public Task DoomAll(string prefix) => Task.WhenAll(
        _flights.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal)).Select(Doom));

    // Every flight that began before the call is seen: an enumeration shows what was there throughout.
    public void NoteInvalidated(string tag, bool soft)
    {
        foreach (var flight in _flights) flight.Value.NoteInvalidated(tag, soft);
    }

    /// <summary>The epochs of an entry: those read at the start where they are known, the others now. Namespace first.</summary>
    public EpochStamp[] Stamps(EpochStamp[] known, string[] tags)
    {
        var stamps = new EpochStamp[tags.Length + 1];
        stamps[0] = known[0];
        for (var i = 0; i < tags.Length; i++)
        {
            var epoch = epochs.Get(EpochNames.OfTag(tags[i]));
            var at = Array.FindIndex(known, stamp => ReferenceEquals(stamp.Epoch, epoch));
            stamps[i + 1] = at < 0 ? new(epoch) : known[at];
        }

        return stamps;
    }

    public void Detach(Flight flight) => _flights.TryRemove(new(flight.Key, flight));

    public long NextNumber() => Interlocked.Increment(ref _number);

    public void CountLanding() => Interlocked.Increment(ref _landings);

    private void TakeOver(Flight flight)
    {
        while (true)
        {
            var other = Find(flight.Key);
            if (other is null ? TryTakeOff(flight) : TryReplace(other, flight)) return;
        }
    }
}
