using System.Collections.Frozen;
using Caching.Configuration;
using Caching.Coordination;
using Caching.Diagnostics;
using Caching.Entries;
using Caching.Policies;
using Caching.Stores;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Caching;

/// <summary>The caches of a process: namespaces over interchangeable stores. One manager an application; safe for concurrent use.</summary>
/// <remarks>
/// Counts in the meter <c>Caching</c>, each with the tag <c>type</c>: <c>cache.hits</c>, <c>cache.misses</c>, <c>cache.stale</c> (look-ups),
/// <c>cache.creations</c> (factories that ran to their end), <c>cache.refused</c> (entries for which a store had no room),
/// <c>cache.unreadable</c> (stored bytes that were foreign or damaged), <c>cache.store_errors</c> (calls of a store that failed).
/// Logs under the category <c>Caching</c>.
/// </remarks>
public sealed class CacheManager : IAsyncDisposable, IDisposable
{
    private readonly WeakTable<Cache> _caches = new();
    private readonly ILoggerFactory _loggers;
    private readonly SerializerTable _serializers;
    private readonly ConfigurationWatch _configuration;
    private PolicyTable _policies = null!;

    /// <summary>
    /// A manager with these options, which it reads now and never again; what <see cref="CacheManagerOptions.Configure"/> was given is
    /// read again whenever it changes.
    /// </summary>
    /// <exception cref="CacheConfigurationException">A setting is wrong, or the default type, or a region's, is no store.</exception>
    public CacheManager(CacheManagerOptions? options = null, TimeProvider? time = null, ILoggerFactory? loggers = null)
    {
        Time = time ?? TimeProvider.System;
        _loggers = loggers ?? NullLoggerFactory.Instance;
        Log = _loggers.CreateLogger("Caching");
        options = options is null ? new() : new(options);
        _serializers = new(options.Serializers.ToFrozenDictionary(), options.Json);
        Retired = new(Time, Log);
        _configuration = new(options, Log, Take);
    }

    /// <summary>The only clock that the caches use.</summary>
    public TimeProvider Time { get; }

    internal StoreTable Stores => Volatile.Read(ref _policies).Stores;

    internal RetiredStores Retired { get; }

    internal EpochTable Epochs { get; } = new();

    internal CacheMetrics Metrics { get; } = new();

    internal ILogger Log { get; }

    /// <summary>The cache of a namespace; the same object for as long as anybody holds it. A leading slash means nothing.</summary>
    public Cache GetCache(string ns)
    {
        ArgumentNullException.ThrowIfNull(ns);
        return _caches.GetOrAdd(ns.TrimStart('/'), static (name, manager) => new Cache(manager, name), this);
    }

    /// <summary>The type that a call with these options uses, for <see cref="Cache.TryGetLocal{T}(ReadOnlySpan{char}, string?, ulong, out T)"/>.</summary>
    /// <exception cref="CacheConfigurationException">The type or region does not exist.</exception>
    public string TypeOf(CacheEntryOptions? options) => Plan(options).Door.Type;

    /// <summary>
    /// Voids every entry with the tag, in all namespaces and stores. What a factory that runs now makes is not served
    /// to anyone who asks after, if it has the tag, whenever it was added.
    /// </summary>
    /// <exception cref="CacheInvalidationException">A store could not be reached; the others were.</exception>
    public async ValueTask RemoveByTagAsync(string tag, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(tag);
        var name = EpochTable.OfTag(tag);
        // Running flights first: one that begins after this line sees what its caller changed before calling.
        await Stores.InvalidateAsync(door =>
        {
            door.Flights.NoteInvalidated(tag);
            return ValueTask.CompletedTask;
        }).ConfigureAwait(false);
        Epochs.Renew(name);
        await Stores.InvalidateAsync(door => door.RenewAsync(name, cancellation)).ConfigureAwait(false);
    }

    /// <summary>Disposes the stores. No call may be under way or follow.</summary>
    public async ValueTask DisposeAsync()
    {
        _configuration.Dispose();
        await Stores.DisposeAsync().ConfigureAwait(false);
        await Retired.DisposeAsync().ConfigureAwait(false);
        Metrics.Dispose();
    }

    /// <summary>As <see cref="DisposeAsync"/>; waits for stores that close themselves asynchronously.</summary>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    internal CachePlan Plan(CacheEntryOptions? options) => Volatile.Read(ref _policies).Plan(options);

    // All is made and checked before anything changes. Called by one at a time, and in the constructor.
    private void Take(CacheSettings settings)
    {
        var before = _policies?.Stores;
        var policies = new PolicyTable(settings, new StoreTable(settings, before, Open), before);
        before?.PrecedeBy(policies.Stores);
        Volatile.Write(ref _policies, policies);
        before?.RetireInto(Retired);
    }

    // The door, and what is to be disposed when nobody can reach the door any more; that must not lead to the door.
    private (StoreDoor Door, object Store) Open(string type, StoreRegistration registration, TimeSpan leaseDuration)
    {
        var guard = new StoreGuard(type, Time, Log, Metrics);
        var context = new StoreContext(type, Time, _loggers);
        if (registration.Local is { } local)
        {
            var store = local(context);
            return (new LocalDoor(type, store, Epochs, guard, Time), store);
        }

        var bytes = registration.Bytes!(context);
        return (new ByteDoor(type, bytes, Epochs, guard, _serializers, Time, leaseDuration), bytes);
    }
}
