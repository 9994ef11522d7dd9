using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Caching.Coordination;
using Caching.Diagnostics;
using Caching.Entries;
using Caching.Policies;

namespace Caching;

/// <summary>
/// One namespace of a <see cref="CacheManager"/>. Safe for concurrent use. Where a call does not say, type and times are those this cache
/// was asked for with, then the region's, then the manager's. Reads and writes never fail because a store does.
/// </summary>
public sealed partial class Cache
{
    private readonly string _prefix;
    private readonly Epoch _epoch;
    private readonly CacheEntryOptions? _defaults;
    private Merged? _merged;

    internal Cache(CacheManager manager, string ns)
    {
        Manager = manager;
        Namespace = ns;
        _prefix = PhysicalKey.Prefix(ns);
        _epoch = manager.Epochs.Get(EpochNames.OfNamespace(ns));
        Count = new(manager.Metrics);
    }

    // The same namespace with defaults of its own.
    private Cache(Cache cache, CacheEntryOptions defaults)
    {
        Manager = cache.Manager;
        Namespace = cache.Namespace;
        _prefix = cache._prefix;
        _epoch = cache._epoch;
        Count = cache.Count;
        _defaults = defaults;
    }

    /// <summary>The name of the namespace, without leading slashes.</summary>
    public string Namespace { get; }

    internal CacheManager Manager { get; }

    internal NamespaceCounts Count { get; }

    /// <summary>
    /// The door for a key on the stack: a fresh, current entry of this type and version, if it is in this process.
    /// Allocates nothing. All else (a miss, a stale entry, a remote store) is false, and a matter for
    /// <see cref="GetOrCreateAsync{TState, T}"/>, which counts it.
    /// </summary>
    /// <param name="encodedKey">What <see cref="CacheKeyWriter.Written"/> gave.</param>
    /// <param name="type">The name of the store; null: the manager's default.</param>
    /// <param name="version">What the value must have been made with; 0 where no version is used.</param>
    /// <param name="value">The value.</param>
    public bool TryGetLocal<T>(ReadOnlySpan<char> encodedKey, string? type, ulong version, [MaybeNullWhen(false)] out T value) =>
        TryGetLocal(encodedKey, type, null, version, new DateTimeOffset(Manager.Clock.UtcTicks, TimeSpan.Zero), out value);

    /// <summary>
    /// The same in a region, for who looks up many keys and reads the clock once. <paramref name="now"/> is as old as that reading: an
    /// entry that ended since is still served.
    /// </summary>
    [SkipLocalsInit]
    public bool TryGetLocal<T>(
        ReadOnlySpan<char> encodedKey, string? type, string? region, ulong version, DateTimeOffset now, [MaybeNullWhen(false)] out T value)
    {
        if (Manager.NearOf(type, region) is { } door)
        {
            var writer = new CacheKeyWriter(stackalloc char[256]);
            writer.AddEncoded(_prefix);
            writer.AddEncoded(encodedKey);
            var entry = door.FindFresh(writer.Written, version, now.UtcTicks);
            writer.Dispose();
            if (entry is not null && entry.TryValue(out value))
            {
                Count.Hit(door.Type);
                return true;
            }
        }

        value = default;
        return false;
    }

    /// <summary>The stored value, or what the factory makes; however many callers ask at once, it runs once.</summary>
    public ValueTask<T> GetOrCreateAsync<T>(
        CacheKey key,
        Func<CancellationToken, ValueTask<T>> factory,
        CacheEntryOptions? options = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(factory);
        return GetOrCreateAsync(key, factory, static (make, creation) => make(creation.CancellationToken), options, cancellation);
    }

    /// <summary>
    /// The stored value, or what the factory makes of <paramref name="state"/>; however many callers ask at once, it runs once.
    /// If it throws, all that waited have the same error, nothing is stored, and the next caller tries again; where there is an old value
    /// that may be served for errors, they have that instead.
    /// </summary>
    /// <exception cref="CacheRingException">The factory needs, in the end, the value that it makes.</exception>
    /// <exception cref="CacheConfigurationException">The type or region does not exist.</exception>
    /// <exception cref="CacheTimeoutException">The factory took longer than the region's hard timeout.</exception>
    /// <exception cref="OperationCanceledException">This caller's cancellation. The factory goes on while others wait.</exception>
    [SkipLocalsInit]
    public ValueTask<T> GetOrCreateAsync<TState, T>(
        CacheKey key,
        TState state,
        Func<TState, CacheCreation, ValueTask<T>> factory,
        CacheEntryOptions? options = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(factory);
        if (cancellation.IsCancellationRequested) return ValueTask.FromCanceled<T>(cancellation);
        var plan = Plan(options);
        if (!plan.IsEnabled)
        {
            plan.Options.Explanation?.Disabled();
            return factory(state, new CacheCreation(plan, cancellation));
        }

        if (plan.Door.Near is { } door)
        {
            var writer = Encode(key, stackalloc char[256]);
            var entry = door.FindFresh(writer.Written, plan.Version, Manager.Clock.UtcTicks);
            writer.Dispose();
            if (entry is not null && entry.TryValue<T>(out var value) && plan.Accepts(value))
            {
                Count.Hit(door.Type);
                plan.Options.Explanation?.Hit(entry);
                return new(value);
            }
        }

        return new SingleCreation<TState, T>(this, key.After(_prefix), plan, state, factory, cancellation).RunAsync();
    }

    /// <summary>What is stored: fresh, or stale inside its window, or nothing and why. Makes and refreshes nothing.</summary>
    [SkipLocalsInit]
    public ValueTask<CacheResult<T>> TryGetAsync<T>(
        CacheKey key, CacheEntryOptions? options = null, CancellationToken cancellation = default)
    {
        var plan = Plan(options);
        if (!plan.IsEnabled) return new(new CacheResult<T>(CacheMiss.Disabled));
        if (plan.Door.Near is not { } near) return TryGetFarAsync<T>(key.After(_prefix), plan, cancellation);
        var writer = Encode(key, stackalloc char[256]);
        var found = near.Read<T>(writer.Written, plan.Version);
        writer.Dispose();
        return found.State >= EntryState.Early || ReferenceEquals(near, plan.Door)
            ? new(Counted(plan, found))
            : TryGetFarAsync<T>(key.After(_prefix), plan, cancellation);
    }

    /// <summary>Whether something is stored that <see cref="TryGetAsync"/> would find, whatever its type. Not counted as a look-up.</summary>
    public ValueTask<bool> ContainsAsync(CacheKey key, CacheEntryOptions? options = null, CancellationToken cancellation = default)
    {
        var plan = Plan(options);
        return plan.IsEnabled ? plan.Door.ContainsAsync(key.After(_prefix), plan, cancellation) : new(false);
    }

    /// <summary>The same namespace, with these options where a call does not say.</summary>
    internal Cache With(CacheEntryOptions defaults) => new(this, defaults);

    internal EpochStamp[] Stamp(IReadOnlyCollection<string>? tags)
    {
        var stamps = new EpochStamp[1 + (tags?.Count ?? 0)];
        stamps[0] = new(_epoch);
        var next = 1;
        foreach (var tag in tags ?? []) stamps[next++] = new(Manager.Epochs.Get(EpochNames.OfTag(tag)));
        return stamps;
    }

    internal static ValueTask TouchAsync(CachePlan plan, string key, EntryHeader hit) =>
        plan.Door.NeedsTouch(hit) ? plan.Door.TouchAsync(key, plan) : ValueTask.CompletedTask;

    private async ValueTask<CacheResult<T>> TryGetFarAsync<T>(string key, CachePlan plan, CancellationToken cancellation)
    {
        var found = Counted(plan, await plan.Door.LookAsync<T>(key, plan, cancellation).ConfigureAwait(false));
        if (found.Found && !found.IsStale) await TouchAsync(plan, key, found.Entry!).ConfigureAwait(false);
        return found;
    }

    private CachePlan Plan(CacheEntryOptions? options) =>
        Manager.Plan(_defaults is null ? options : options is null ? _defaults : OverDefaults(options));

    // A caller that looks up many keys gives the same options each time, and a hit allocates nothing.
    private CacheEntryOptions OverDefaults(CacheEntryOptions options)
    {
        var last = Volatile.Read(ref _merged);
        if (last is null || !ReferenceEquals(last.Given, options))
            Volatile.Write(ref _merged, last = new(options, options.Over(_defaults!)));
        return last.Whole;
    }

    private CacheResult<T> Counted<T>(in CachePlan plan, CacheResult<T> found)
    {
        if (found.Found && !plan.Accepts(found.Value)) found = new(CacheMiss.NotAccepted);
        if (!found.Found) Count.Miss(plan.Door.Type, found.Miss);
        else if (found.IsStale) Count.Stale(plan.Door.Type);
        else Count.Hit(plan.Door.Type);
        return found;
    }

    private CacheKeyWriter Encode(CacheKey key, Span<char> buffer)
    {
        var writer = new CacheKeyWriter(buffer);
        writer.AddEncoded(_prefix);
        key.WriteTo(ref writer);
        return writer;
    }

    private sealed record Merged(CacheEntryOptions Given, CacheEntryOptions Whole);
}
