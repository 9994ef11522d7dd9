using Caching.Entries;

namespace Caching.Coordination;

/// <summary>
/// Which flight waits for which. A factory that asks for a key adds an edge from its own flight; an edge that would close a
/// ring is refused, in the call that adds it. One lock for the process: only calls from inside a factory take it.
/// </summary>
internal static class WaitGraph
{
    private static readonly AsyncLocal<Flight?> Running = new();
    private static readonly Lock Gate = new();

    /// <summary>The flight whose factory the calling code runs in. A setting lasts to the end of the async method that makes it.</summary>
    public static Flight? Current
    {
        get => Running.Value;
        set => Running.Value = value;
    }

    /// <summary>
    /// Refuses a key that is being made by this flow of calls, whatever became of the flight in the table. The flow ends at a
    /// flight that is over: what its factory left running, nobody waits for.
    /// </summary>
    public static void RefuseOwn(FlightTable table, string key)
    {
        for (var flight = Current; flight is { IsOver: false }; flight = flight.Parent)
        {
            if (!flight.Makes(table, key)) continue;
            var ring = new List<string> { Name(key) };
            for (var inner = Current; inner != flight; inner = inner!.Parent) ring.Insert(0, Name(inner!.Key));
            ring.Insert(0, Name(key));
            throw new CacheRingException(ring);
        }
    }

    public static Edge Enter(Flight target)
    {
        if (Current is not { IsOver: false } waiter) return default;
        lock (Gate)
        {
            var path = new List<Flight>();
            if (Reaches(target, waiter, path, []))
                throw new CacheRingException([Name(waiter.Key), .. path.Select(flight => Name(flight.Key))]);
            waiter.WaitsFor.Add(target);
            if (waiter.HoldsUpLease || waiter.Lease is { IsMine: true } || waiter.Together.Any(static flight => flight.Lease is { IsMine: true }))
                Hurry(target);
            return new([waiter], target);
        }
    }

    /// <summary>
    /// The flights are made by one call of a factory, which runs as <paramref name="leader"/>: all wait for it, and its factory asks for none
    /// of them.
    /// </summary>
    public static Edge Bind(Flight leader, IReadOnlyList<Flight> together)
    {
        Flight[] others = [.. together.Where(flight => flight != leader)];
        lock (Gate)
        {
            leader.Together = together;
            foreach (var other in others)
            {
                other.WaitsFor.Add(leader);
                if (other.HoldsUpLease) Hurry(leader);
            }
        }

        return new(others, leader);
    }

    /// <summary>Whether the flight may wait for a lease.</summary>
    public static bool MayWait(Flight flight)
    {
        lock (Gate) return !flight.HoldsUpLease;
    }

    // There is no ring: each edge was checked.
    private static void Hurry(Flight flight)
    {
        if (flight.HoldsUpLease) return;
        flight.HoldsUpLease = true;
        foreach (var next in flight.WaitsFor) Hurry(next);
    }

    private static bool Reaches(Flight from, Flight to, List<Flight> path, HashSet<Flight> seen)
    {
        if (!seen.Add(from)) return false;
        path.Add(from);
        if (from == to) return true;
        foreach (var next in from.WaitsFor)
            if (Reaches(next, to, path, seen)) return true;
        path.RemoveAt(path.Count - 1);
        return false;
    }

    private static string Name(string key) => PhysicalKey.Describe(key);

    /// <summary>A wait, of one flight or of several; disposed when it is over.</summary>
    public readonly struct Edge(Flight[] waiters, Flight target) : IDisposable
    {
        public void Dispose()
        {
            if (waiters is null) return;
            lock (Gate)
                foreach (var waiter in waiters) waiter.WaitsFor.Remove(target);
        }
    }
}
