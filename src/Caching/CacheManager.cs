using System.Collections.Frozen;
using System.Runtime.ExceptionServices;
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
/// Counts in the meter <c>Caching</c>, each with the tag <c>type</c>: <c>cache.hits</c>, <c>cache.misses</c> (with the tag <c>reason</c>, a <see cref="CacheMiss"/>), <c>cache.stale</c> (look-ups),
/// <c>cache.creations</c> (factories that ran to their end), <c>cache.failures</c> (factories that failed), <c>cache.refused</c> (entries for which a store had no room),
/// <c>cache.unreadable</c> (stored bytes that were foreign or damaged), <c>cache.store_errors</c> (calls of a store that failed).
/// Each run of a factory is an activity <c>cache.create</c> of the source <c>Caching</c>, with the tags <c>cache.namespace</c> and
/// <c>cache.type</c>. Logs under the category <c>Caching</c>.
/// </remarks>
public sealed partial class CacheManager : IAsyncDisposable, IDisposable
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
        Clock = new(Time);
        _loggers = loggers ?? NullLoggerFactory.Instance;
        Log = _loggers.CreateLogger("Caching");
        options = options is null ? new() : new(options);
        _serializers = new(options.Serializers.ToFrozenDictionary(), options.Json);
        Retired = new(Time, Log);
        Invalidations = new(Time);
        _configuration = new(options, Log, Take);
    }

    /// <summary>The only clock that the caches use.</summary>
    public TimeProvider Time { get; }

    internal CoarseClock Clock { get; }

    internal StoreTable Stores => Volatile.Read(ref _policies).Stores;

    internal RetiredStores Retired { get; }

    internal EpochTable Epochs { get; } = new();

    internal RecentInvalidations Invalidations { get; }

    internal CacheMetrics Metrics { get; } = new();

    internal ILogger Log { get; }

    /// <summary>The cache of a namespace; the same object for as long as anybody holds it. A leading slash means nothing.</summary>
    public Cache GetCache(string ns)
    {
        ArgumentNullException.ThrowIfNull(ns);
        return _caches.GetOrAdd(ns.TrimStart('/'), static (name, manager) => new Cache(manager, name), this);
    }

    /// <summary>
    /// The same, with options for the calls that do not give their own: <c>GetCache("stock", new() { Region = "short_term" })</c>. What a
    /// call gives comes first, member by member.
    /// </summary>
    public Cache GetCache(string ns, CacheEntryOptions defaults)
    {
        ArgumentNullException.ThrowIfNull(defaults);
        return GetCache(ns).With(defaults);
    }

    /// <summary>The type that a call with these options uses, for <see cref="Cache.TryGetLocal{T}(ReadOnlySpan{char}, string?, ulong, out T)"/>.</summary>
    /// <exception cref="CacheConfigurationException">The type or region does not exist.</exception>
    public string TypeOf(CacheEntryOptions? options) => Plan(options).Door.Type;

    /// <summary>
    /// Voids every entry that has one of the tags, in all namespaces and stores; the tag <c>*</c> voids everything. What a factory that
    /// runs now makes is not served to anyone who asks after, if it has the tag, whenever it was added.
    /// </summary>
    /// <exception cref="CacheInvalidationException">A store could not be reached; the others were.</exception>
    public ValueTask RemoveByTagAsync(string tag, CancellationToken cancellation = default) => RenewAsync([tag], soft: false, cancellation);

    /// <summary>The same for several tags.</summary>
    /// <exception cref="CacheInvalidationException">A store could not be reached; the others were.</exception>
    public ValueTask RemoveByTagAsync(IEnumerable<string> tags, CancellationToken cancellation = default) =>
        RenewAsync(tags, soft: false, cancellation);

    /// <summary>
    /// Ends the freshness of every entry that has the tag: within their stale windows and for errors the old values are still served, while
    /// they are made anew. The tag <c>*</c> is everything.
    /// </summary>
    /// <exception cref="CacheInvalidationException">A store could not be reached; the others were.</exception>
    public ValueTask ExpireByTagAsync(string tag, CancellationToken cancellation = default) => RenewAsync([tag], soft: true, cancellation);

    /// <summary>The same for several tags.</summary>
    /// <exception cref="CacheInvalidationException">A store could not be reached; the others were.</exception>
    public ValueTask ExpireByTagAsync(IEnumerable<string> tags, CancellationToken cancellation = default) =>
        RenewAsync(tags, soft: true, cancellation);

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

    private async ValueTask RenewAsync(IEnumerable<string> tags, bool soft, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(tags);
        ExceptionDispatchInfo? failed = null;
        foreach (var tag in tags)
        {
            try
            {
                await RenewAsync(tag, soft, cancellation).ConfigureAwait(false);
            }
            catch (CacheInvalidationException error)
            {
                failed ??= ExceptionDispatchInfo.Capture(error);
            }
        }

        failed?.Throw();
    }

    private async ValueTask RenewAsync(string tag, bool soft, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(tag);
        var name = tag == "*" ? EpochNames.All : EpochNames.OfTag(tag);
        // Running flights first: one that begins after this line sees what its caller changed before calling.
        await Stores.InvalidateAsync(door =>
        {
            door.Flights.NoteInvalidated(tag, soft);
            return ValueTask.CompletedTask;
        }).ConfigureAwait(false);
        name = soft ? EpochNames.Soft(name) : name;
        Invalidations.Note(name);
        EpochNames.Renew(Epochs, name);
        await Stores.InvalidateAsync(door => door.RenewAsync(name, cancellation)).ConfigureAwait(false);
    }

    /// <summary>
    /// Whether many keys of this type and region are one round trip, so that it is worth while to read them ahead
    /// (<see cref="CacheReadAhead"/>). False where there is no such type or region.
    /// </summary>
    /// <param name="type">The store; null: the region's.</param>
    /// <param name="region">The region; null: the manager's defaults.</param>
    public bool IsBatched(string? type, string? region = null) => DoorOf(type, region)?.IsBatched ?? false;

    internal StoreDoor? DoorOf(string? type, string? region) => Volatile.Read(ref _policies).DoorOf(type, region);

    internal LocalDoor? NearOf(string? type, string? region) => Volatile.Read(ref _policies).NearOf(type, region);

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

    private StoreDoor Open(string type, StoreRegistration registration, StoreLimits limits)
    {
        var guard = new StoreGuard(type, Time, Log, Metrics);
        var context = new StoreContext(type, Time, _loggers);
        if (registration.Local is { } local) return new LocalDoor(type, local(context), Epochs, guard, Time);
        var store = registration.Bytes!(context);
        var door = new ByteDoor(type, store, Epochs, guard, _serializers, Time, limits.LeaseDuration);
        return store is IInvalidationLog log && limits.MemoryTierBytes > 0
            ? new TieredDoor(door, log, new MemoryStore(context, limits.MemoryTierBytes), Epochs, guard, Time)
            : door;
    }
}
