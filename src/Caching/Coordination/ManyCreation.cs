using System.Runtime.CompilerServices;
using Caching.Diagnostics;
using Caching.Entries;
using Caching.Policies;

namespace Caching.Coordination;

/// <summary>Makes the values of these keys, given by their places in the call.</summary>
internal delegate ValueTask<T[]> ManyFactory<T>(
    IReadOnlyList<int> places, IReadOnlyList<CacheCreation> creations, CancellationToken cancellation);

/// <summary>
/// One call of get-or-create for many keys. It reads all at once, joins the flights of keys that others make, and leads one each for the
/// rest, which one call of the factory makes. It never waits for a flight that it joined before its own have gone on without it:
/// so two calls that have the same keys in another order never wait for each other.
/// </summary>
internal sealed partial class ManyCreation<T>(
    Cache cache, IReadOnlyList<string> keys, CachePlan plan, ManyFactory<T> factory, CancellationToken cancellation)
    : Creation<T>(cache, plan, cancellation)
{
    private readonly CancellationToken _caller = cancellation;
    private readonly T[] _values = new T[keys.Count];

    public async ValueTask<T[]> RunAsync()
    {
        Door.Demand<T>();
        List<int> open = [.. Enumerable.Range(0, keys.Count)];
        // A value that another made may not be for this call: then its key is asked for once more.
        while (open.Count > 0) open = await AskAsync(open).ConfigureAwait(false);
        return _values;
    }

    private async ValueTask<List<int>> AskAsync(List<int> open)
    {
        var landings = Flights.Landings;
        var (missing, stale) = await ReadAsync(open).ConfigureAwait(false);
        foreach (var asked in missing.Concat(stale)) WaitGraph.RefuseOwn(Flights, keys[asked.Place]);
        foreach (var asked in missing)
            if (!asked.Old.HasOld) Flights.Failures.ErrorAt(keys[asked.Place], Plan.At(asked.Place).Version, Now)?.Throw();

        List<Asked> led = [], joined = [], background = [];
        var waits = Plan.Options.Refresh == StaleRefresh.Caller;
        foreach (var asked in stale)
        {
            var flight = NewFlight(keys[asked.Place], Plan.At(asked.Place), waits ? WaitGraph.Current : null);
            var mine = Flights.TryTakeOff(flight);
            if (mine) (waits ? led : background).Add(asked with { Flight = flight });
            if (!mine || !waits) _values[asked.Place] = Served(asked.Old);
        }

        foreach (var asked in missing)
            (Board(keys[asked.Place], Plan.At(asked.Place), out var flight) ? led : joined).Add(asked with { Flight = flight });
        if (background.Count > 0) _ = Task.Run(() => FlyAsync(background, landings), CancellationToken.None);
        return led.Count + joined.Count == 0 ? [] : await WaitAsync(led, joined, landings).ConfigureAwait(false);
    }

    /// <summary>Serves what is there, and says what is not (missing) and what is to be made anew (stale).</summary>
    private async ValueTask<(List<Asked> Missing, List<Asked> Stale)> ReadAsync(List<int> open)
    {
        var found = await Door.LookManyAsync<T>(open.ConvertAll(place => keys[place]), Plan.Among(open), Cancellation).ConfigureAwait(false);
        List<Asked> missing = [], stale = [];
        var touches = new List<Task>();
        for (var i = 0; i < found.Length; i++)
        {
            var asked = new Asked(open[i], Accepted(found[i]), null!);
            var key = keys[asked.Place];
            var rests = asked.Old.HasOld && asked.Old.State != EntryState.Fresh && Flights.Failures.IsResting(key, Plan.At(asked.Place).Version, Now);
            if (!asked.Old.Found && !rests) missing.Add(asked);
            else if (asked.Old.State != EntryState.Fresh && !rests) stale.Add(asked);
            else _values[asked.Place] = Served(asked.Old);
            if (asked.Old.State >= EntryState.Early && Door.NeedsTouch(asked.Old.Entry!)) touches.Add(Door.TouchAsync(key, Plan.At(asked.Place)).AsTask());
        }

        await Task.WhenAll(touches).ConfigureAwait(false);
        return (missing, stale);
    }

    /// <summary>The call's values of its own flights and of those that it joined. Gives the keys to ask for once more.</summary>
    private async ValueTask<List<int>> WaitAsync(List<Asked> led, List<Asked> joined, long landings)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(_caller);
        Cancellation = ends.Token;
        var edges = new List<WaitGraph.Edge>();
        var waits = new List<Task<(bool Taken, T Value)>>();
        try
        {
            // First the joined ones, since a ring shows here: then nothing has begun.
            foreach (var asked in joined) waits.Add(JoinedAsync(asked.Flight, asked.Old));
            if (waits.Find(static wait => wait.Exception?.InnerException is CacheRingException) is { } refused)
            {
                foreach (var asked in led) asked.Flight.Fail(refused.Exception!.InnerException!);
                await refused.ConfigureAwait(false);
            }

            foreach (var asked in led)
            {
                edges.Add(WaitGraph.Enter(asked.Flight));
                Cache.Count.Miss(Door.Type, asked.Old.Miss);
            }

            // As for one key: a deep chain of factories must not end the process.
            var run = led.Exists(asked => TimeoutOf(asked.Old) is not null) || !RuntimeHelpers.TryEnsureSufficientExecutionStack()
                ? Task.Run(() => FlyAsync(led, landings), CancellationToken.None)
                : FlyAsync(led, landings);
            var isOver = run.IsCompleted;
            foreach (var asked in led) waits.Add(TakenAsync(asked, isOver));
            // The first error is the call's; the other waits end with it.
            await foreach (var wait in Task.WhenEach(waits).ConfigureAwait(false)) await wait.ConfigureAwait(false);
        }
        catch (Exception error)
        {
            // Who has waited long enough stays counted, so that what is made on in the background is stored; the other waits end as soon.
            if (error is not CacheTimeoutException) await ends.CancelAsync().ConfigureAwait(false);
            await ((Task)Task.WhenAll(waits)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _caller.ThrowIfCancellationRequested();
            throw;
        }
        finally
        {
            foreach (var edge in edges) edge.Dispose();
            Cancellation = _caller;
        }

        List<int> again = [];
        var flown = joined.Concat(led).ToList();
        for (var i = 0; i < flown.Count; i++)
        {
            var (taken, value) = await waits[i].ConfigureAwait(false);
            if (taken) _values[flown[i].Place] = value;
            else again.Add(flown[i].Place);
        }

        return again;
    }

    private async Task<(bool Taken, T Value)> TakenAsync(Asked asked, bool isOver) =>
        (true, await LedAsync(asked.Flight, asked.Old, isOver).ConfigureAwait(false));

    /// <summary>A key that is to be made: its place in the call, what was found of it, and its flight.</summary>
    private readonly record struct Asked(int Place, CacheResult<T> Old, Flight<T> Flight);
}
