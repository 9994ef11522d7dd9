using Caching.Coordination;
using Caching.Policies;
using Caching.Stores;

namespace Caching;

public sealed partial class Cache
{
    /// <summary>
    /// Stores the value in place of what is there. A factory that runs for the key goes on for those who wait for it; what it
    /// makes is not stored, since it began before this.
    /// </summary>
    public async ValueTask SetAsync<T>(
        CacheKey key, T value, CacheEntryOptions? options = null, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        var plan = Plan(options);
        if (!plan.IsEnabled) return;
        plan.Door.Demand<T>();
        // A flight whose value is known: who asks meanwhile has it, and an invalidation meanwhile comes after it.
        var flight = TakeOff<T>([key], plan)[0];
        try
        {
            await plan.Door.PrepareAsync(flight, CancellationToken.None).ConfigureAwait(false);
            var creation = new CacheCreation(plan, CancellationToken.None);
            await flight.PublishAsync(plan.Door, value, creation).ConfigureAwait(false);
            flight.Succeed(value);
        }
        catch (Exception error)
        {
            flight.Fail(error);
            throw;
        }
    }

    /// <summary>
    /// Stores the value if nothing is there that <see cref="TryGetAsync"/> would find: true for the one call, of all at once in all
    /// processes that share the store, that stored it. What a factory that runs for the key makes is then not stored.
    /// </summary>
    /// <remarks>
    /// Among processes on a store without <see cref="IAtomicStore"/>, the last of them stays. False where nothing is cached. A store that
    /// fails, or refuses the value, holds up nobody: true, though nothing is stored and another may have true as well. So it is no lock.
    /// </remarks>
    public async ValueTask<bool> AddAsync<T>(
        CacheKey key, T value, CacheEntryOptions? options = null, CancellationToken cancellation = default)
    {
        if (await ContainsAsync(key, options, cancellation).ConfigureAwait(false)) return false;
        var added = await UpdateAsync<T>(
            key, options, found => found.Found ? new(false, found.Value!) : new(true, value), cancellation).ConfigureAwait(false);
        return added.IsChange;
    }

    /// <summary>
    /// Adds to the number under the key and gives the sum. Where there is none it begins with <paramref name="initial"/>, for the time
    /// that the options say; a number that is there keeps its times. No addition is lost, also of several processes on a store that is
    /// an <see cref="IAtomicStore"/> (memory, files, Redis). The number is a <see cref="long"/>, which <see cref="TryGetAsync"/> reads.
    /// </summary>
    /// <exception cref="CacheException">Under the key is a value of another type.</exception>
    /// <exception cref="OverflowException">The sum is larger than a <see cref="long"/> holds.</exception>
    public async ValueTask<long> IncrementAsync(
        CacheKey key, long by = 1, long initial = 0, CacheEntryOptions? options = null, CancellationToken cancellation = default)
    {
        var update = await UpdateAsync<long>(key, options, found =>
        {
            if (found.Miss == CacheMiss.OtherType)
                throw new CacheException($"{Namespace}:{key} is no counter: its value is not a long. Remove it, or count under another key.");
            return new(true, checked((found.Found ? found.Value : initial) + by));
        }, cancellation).ConfigureAwait(false);
        return update.Value;
    }

    /// <summary>As <see cref="IncrementAsync"/>, downwards.</summary>
    public ValueTask<long> DecrementAsync(
        CacheKey key, long by = 1, long initial = 0, CacheEntryOptions? options = null, CancellationToken cancellation = default) =>
        IncrementAsync(key, checked(-by), initial, options, cancellation);

    /// <summary>
    /// Removes the key from every store, of all versions. What a factory that runs for it makes is not stored. When the call has
    /// returned, no caller has the old value unless it asked before.
    /// </summary>
    /// <exception cref="CacheInvalidationException">A store could not be reached; the others were.</exception>
    public ValueTask RemoveAsync(CacheKey key, CancellationToken cancellation = default) =>
        RemovePhysicalAsync([key.After(_prefix)], cancellation);

    /// <summary>
    /// Ends the freshness of the key in every store: within its stale window and for errors the old value is still served, while somebody
    /// makes it anew. What a factory that runs for it makes is not stored. Where another process is making it, it is removed.
    /// </summary>
    /// <exception cref="CacheInvalidationException">A store could not be reached; the others were.</exception>
    public ValueTask ExpireAsync(CacheKey key, CacheEntryOptions? options = null, CancellationToken cancellation = default)
    {
        var physical = key.After(_prefix);
        var plan = Plan(options);
        return Manager.Stores.InvalidateAsync(async door =>
        {
            await door.Flights.Doom(physical).ConfigureAwait(false);
            await door.ExpireAsync(physical, plan, cancellation).ConfigureAwait(false);
        });
    }

    /// <summary>
    /// Voids all entries of the namespace in every store, and no others, in a time that does not depend on their number. What
    /// factories that run now make is not served to anyone who asks after.
    /// </summary>
    /// <exception cref="CacheInvalidationException">A store could not be reached; the others were.</exception>
    public ValueTask ClearAsync(CancellationToken cancellation = default)
    {
        Manager.Invalidations.Note(_epoch.Name);
        _epoch.Renew(soft: false);
        return Manager.Stores.InvalidateAsync(door => door.RenewAsync(_epoch.Name, cancellation));
    }

    /// <summary>
    /// Ends the freshness of all entries of the namespace: within their stale windows and for errors the old values are still served, while
    /// they are made anew.
    /// </summary>
    /// <exception cref="CacheInvalidationException">A store could not be reached; the others were.</exception>
    public ValueTask ExpireAllAsync(CancellationToken cancellation = default)
    {
        Manager.Invalidations.Note(EpochNames.Soft(_epoch.Name));
        _epoch.Renew(soft: true);
        return Manager.Stores.InvalidateAsync(door => door.RenewAsync(EpochNames.Soft(_epoch.Name), cancellation));
    }

    // Flights in the table: who asks meanwhile waits for what comes of them, and factories that run already store nothing.
    private Flight<T>[] TakeOff<T>(CacheKey[] keys, CachePlan plan)
    {
        var flights = Array.ConvertAll(keys, key => new Flight<T>(
            plan.Door.Flights, key.After(_prefix), plan, Stamp(plan.Options.Tags), parent: null, sets: true));
        plan.Door.Flights.TakeOver(flights);
        return flights;
    }

    private async ValueTask<CacheUpdate<T>> UpdateAsync<T>(
        CacheKey key, CacheEntryOptions? options, Func<CacheResult<T>, CacheUpdate<T>> change, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var plan = Plan(options);
        if (!plan.IsEnabled) return change(new(CacheMiss.Disabled)) with { IsChange = false };
        plan.Door.Demand<T>();
        var flight = TakeOff<T>([key], plan)[0];
        try
        {
            await flight.Predecessor.ConfigureAwait(false);
            var creation = new CacheCreation(plan, CancellationToken.None);
            var update = await plan.Door.UpdateAsync(flight, creation, flight.Epochs, change).ConfigureAwait(false);
            flight.Succeed(update.Value);
            return update;
        }
        catch (Exception error)
        {
            flight.Fail(error);
            throw;
        }
    }
}
