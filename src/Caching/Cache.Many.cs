using Caching.Coordination;
using Caching.Entries;
using Caching.Policies;

namespace Caching;

/// <summary>The part for many keys at once. A key may be given more than once; results are in the order of the call.</summary>
public sealed partial class Cache
{
    /// <summary>As <see cref="TryGetAsync"/> for each of the keys, in one round trip to the store. A key given twice is one look-up.</summary>
    public async ValueTask<CacheResult<T>[]> GetManyAsync<T>(
        IEnumerable<CacheKey> keys, CacheEntryOptions? options = null, CancellationToken cancellation = default)
    {
        var asked = new DistinctKeys<CacheKey>(keys, _prefix);
        var plan = Plan(options).ForMany(asked.Positions, asked.Count);
        if (!plan.IsEnabled) return asked.Spread(Enumerable.Repeat(new CacheResult<T>(CacheMiss.Disabled), asked.Physical.Count).ToArray());
        var found = await plan.Door.LookManyAsync<T>(asked.Physical, plan, cancellation).ConfigureAwait(false);
        var touches = new List<Task>();
        for (var i = 0; i < found.Length; i++)
        {
            found[i] = Counted(plan, found[i]);
            if (found[i] is { Found: true, IsStale: false, Entry: { } entry } && plan.Door.NeedsTouch(entry))
                touches.Add(plan.Door.TouchAsync(asked.Physical[i], plan.At(i)).AsTask());
        }

        await Task.WhenAll(touches).ConfigureAwait(false);
        return asked.Spread(found);
    }

    /// <summary>
    /// As <see cref="SetAsync"/> for each of the pairs, in one round trip to the store. Of a key given twice the last value counts.
    /// </summary>
    public async ValueTask SetManyAsync<TKey, T>(
        IEnumerable<KeyValuePair<TKey, T>> values, CacheEntryOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        cancellation.ThrowIfCancellationRequested();
        var plan = Plan(options);
        if (!plan.IsEnabled) return;
        plan.Door.Demand<T>();
        var last = new Dictionary<CacheKey, T>();
        foreach (var (key, value) in values) last[CacheKey.From(key)] = value;
        if (last.Count > 0) await SetManyAsync(last, plan).ConfigureAwait(false);
    }

    /// <summary>As <see cref="RemoveAsync"/> for each of the keys, in one round trip to each store.</summary>
    /// <exception cref="CacheInvalidationException">A store could not be reached; the others were.</exception>
    public ValueTask RemoveManyAsync<TKey>(IEnumerable<TKey> keys, CancellationToken cancellation = default)
    {
        var physical = new DistinctKeys<TKey>(keys, _prefix).Physical;
        return physical.Count == 0 ? ValueTask.CompletedTask : RemovePhysicalAsync(physical, cancellation);
    }

    /// <summary>
    /// The stored values, or what the factory makes of the keys that are missing. Like <see cref="GetOrCreateAsync{T}"/> for each key:
    /// what another call is making, for one key or for many, is waited for and not made again. All others are read in one round trip, made
    /// by one call of the factory, and stored in one round trip.
    /// </summary>
    /// <param name="keys">The keys: of any type that <see cref="CacheKey.From"/> takes.</param>
    /// <param name="factory">Gives a value for each of the missing keys, which it is given once each, in their order.</param>
    /// <param name="options">For all entries alike; see the other form for what differs.</param>
    /// <param name="cancellation">Ends this caller's wait.</param>
    public ValueTask<T[]> GetOrCreateManyAsync<TKey, T>(
        IEnumerable<TKey> keys,
        Func<IReadOnlyList<TKey>, CancellationToken, ValueTask<T[]>> factory,
        CacheEntryOptions? options = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(factory);
        return GetOrCreateManyAsync<TKey, T>(
            keys, creations => factory(creations.Keys, creations.CancellationToken), options, cancellation);
    }

    /// <summary>
    /// The same with a factory that may set the times and tags of each entry, or not store it, and sees the old values. If it throws, all of
    /// its keys fail with that error; where there is an old value that may be served for errors, they have that. Stale values are served at
    /// once, and one more call of the factory makes them anew in the background (<see cref="StaleRefresh.Caller"/>: in the one call).
    /// </summary>
    /// <exception cref="CacheException">The factory gave another number of values than it was asked for.</exception>
    /// <exception cref="CacheRingException">The factory needs, in the end, a value that it makes.</exception>
    /// <exception cref="CacheConfigurationException">The type or region does not exist.</exception>
    /// <exception cref="CacheTimeoutException">The factory took longer than the region's hard timeout.</exception>
    /// <exception cref="OperationCanceledException">This caller's cancellation. The factory goes on while others wait for any of its keys.</exception>
    public async ValueTask<T[]> GetOrCreateManyAsync<TKey, T>(
        IEnumerable<TKey> keys,
        Func<CacheCreations<TKey>, ValueTask<T[]>> factory,
        CacheEntryOptions? options = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(factory);
        cancellation.ThrowIfCancellationRequested();
        var asked = new DistinctKeys<TKey>(keys, _prefix);
        var plan = Plan(options).ForMany(asked.Positions, asked.Count);
        if (asked.Physical.Count == 0) return [];
        if (plan.IsEnabled)
            return asked.Spread(await new ManyCreation<T>(this, asked.Physical, plan, MakeAsync, cancellation).RunAsync().ConfigureAwait(false));
        int[] all = [.. Enumerable.Range(0, asked.Physical.Count)];
        return asked.Spread(await MakeAsync(all, Array.ConvertAll(all, _ => new CacheCreation(plan, cancellation)), cancellation).ConfigureAwait(false));

        async ValueTask<T[]> MakeAsync(IReadOnlyList<int> places, IReadOnlyList<CacheCreation> creations, CancellationToken cancellation)
        {
            var values = await factory(new(
                [.. places.Select(place => asked.Given[place])], [.. places.Select(place => asked.Positions[place])], creations, cancellation)).ConfigureAwait(false);
            return values?.Length == places.Count ? values : throw new CacheException(
                $"The factory was asked for {places.Count} values of {Namespace} and gave {values?.Length ?? 0}: it must give one for each key, in their order.");
        }
    }

    private async ValueTask SetManyAsync<T>(Dictionary<CacheKey, T> values, CachePlan plan)
    {
        var flights = TakeOff<T>([.. values.Keys], plan);
        try
        {
            await plan.Door.PrepareManyAsync(flights, CancellationToken.None).ConfigureAwait(false);
            var writes = new List<EntryWrite<T>>();
            var voids = new List<string>();
            foreach (var (flight, value) in flights.Zip(values.Values))
            {
                if (await flight.BeginPublishAsync(value, new(plan, CancellationToken.None)).ConfigureAwait(false) is not { } write) continue;
                if (write.IsStored) writes.Add(write);
                else voids.Add(flight.Key);
            }

            if (voids.Count > 0) await plan.Door.LeaveNothingAsync(voids).ConfigureAwait(false);
            if (writes.Count > 0) await plan.Door.WriteManyAsync(writes).ConfigureAwait(false);
            foreach (var (flight, value) in flights.Zip(values.Values)) flight.Succeed(value);
        }
        catch (Exception error)
        {
            foreach (var flight in flights)
                if (!flight.IsOver) flight.Fail(error);
            throw;
        }
    }

    private ValueTask RemovePhysicalAsync(IReadOnlyList<string> keys, CancellationToken cancellation) =>
        Manager.Stores.InvalidateAsync(async door =>
        {
            // First no flight writes an old value any more, then they go.
            await Task.WhenAll(keys.Select(door.Flights.Doom)).ConfigureAwait(false);
            await door.RemoveAsync(keys, cancellation).ConfigureAwait(false);
        });
}
