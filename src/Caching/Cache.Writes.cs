using Caching.Coordination;
using Caching.Policies;

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
        var plan = Manager.Plan(options);
        var flights = plan.Door.Flights;
        // A flight whose value is known: who asks meanwhile has it, and an invalidation meanwhile comes after it.
        var flight = new Flight<T>(flights, key.After(_prefix), plan.Version, Stamp(plan.Options.Tags), parent: null);
        flights.TakeOver(flight);
        try
        {
            await plan.Door.PrepareAsync(flight, CancellationToken.None).ConfigureAwait(false);
            var creation = new CacheCreation(plan, CancellationToken.None);
            await flight.PublishAsync(plan.Door, value, creation, replaces: true).ConfigureAwait(false);
            flight.Succeed(value);
        }
        catch (Exception error)
        {
            flight.Fail(error);
            throw;
        }
    }

    /// <summary>
    /// Stores the value if nothing is there that <see cref="TryGetAsync"/> would find: true for the one call, of all at once, that
    /// stored it. While a factory runs for the key, waits for what it makes.
    /// </summary>
    public async ValueTask<bool> AddAsync<T>(
        CacheKey key, T value, CacheEntryOptions? options = null, CancellationToken cancellation = default)
    {
        options = (options ?? CacheEntryOptions.None) with { Refresh = StaleRefresh.Caller };
        while (true)
        {
            if ((await TryGetAsync<T>(key, options, cancellation).ConfigureAwait(false)).Found) return false;
            var addition = new Addition<T>(value);
            try
            {
                await GetOrCreateAsync(key, addition, static (addition, _) => addition.Make(), options, cancellation).ConfigureAwait(false);
                return addition.Made;
            }
            catch (Exception error) when (!addition.Made && error is not (CacheException or ArgumentException)
                && !cancellation.IsCancellationRequested)
            {
                // It was another caller's factory that failed. Nothing is stored, so this value may be.
            }
        }
    }

    /// <summary>
    /// Removes the key from every store, of all versions. What a factory that runs for it makes is not stored. When the call has
    /// returned, no caller has the old value unless it asked before.
    /// </summary>
    /// <exception cref="CacheInvalidationException">A store could not be reached; the others were.</exception>
    public ValueTask RemoveAsync(CacheKey key, CancellationToken cancellation = default)
    {
        var physical = key.After(_prefix);
        return Manager.Stores.InvalidateAsync(async door =>
        {
            // First no flight writes the old value any more, then it goes.
            await door.Flights.Doom(physical).ConfigureAwait(false);
            await door.RemoveAsync(physical, cancellation).ConfigureAwait(false);
        });
    }

    /// <summary>
    /// Voids all entries of the namespace in every store, and no others, in a time that does not depend on their number. What
    /// factories that run now make is not served to anyone who asks after.
    /// </summary>
    /// <exception cref="CacheInvalidationException">A store could not be reached; the others were.</exception>
    public ValueTask ClearAsync(CancellationToken cancellation = default)
    {
        _epoch.Renew();
        return Manager.Stores.InvalidateAsync(door => door.RenewAsync(_epoch.Name, cancellation));
    }

    internal async ValueTask TouchAsync<T>(CachePlan plan, string key, CacheResult<T> hit)
    {
        if (!plan.Door.NeedsTouch(hit.Entry!)) return;
        var flight = new Flight<T>(plan.Door.Flights, key, plan.Version, Stamp(null), parent: null) { IsOpen = false };
        if (!plan.Door.Flights.TryTakeOff(flight)) return;
        await plan.Door.TouchAsync(flight).ConfigureAwait(false);
        flight.Succeed(hit.Value!);
    }

    private sealed class Addition<T>(T value)
    {
        public bool Made { get; private set; }

        public ValueTask<T> Make()
        {
            Made = true;
            return new(value);
        }
    }
}
