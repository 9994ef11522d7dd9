using System.Runtime.CompilerServices;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Primitives;

namespace Caching.Stores;

/// <summary>
/// The memory store: live entries in a MemoryCache that holds at most a number of bytes, as stated or estimated for each entry.
/// At the bound the least recently used make room, a twentieth at least; an entry of more than a quarter of the bound is
/// refused, since it would drive out too much. Dead entries (expired, or void by an invalidation) are reclaimed
/// by the store's own timer, once a minute, also when nobody asks for anything.
/// </summary>
internal sealed class MemoryStore : ILocalStore, ILocalListingStore, IDisposable
{
    private const double Room = 0.05;
    private const int LargestPart = 4;
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(1);

    private readonly TimeProvider _time;
    private readonly MemoryClock _clock;
    private readonly MemoryCache _cache;
    private readonly ITimer _sweeper;
    private readonly Lock _compacting = new();
    private readonly long _largest;
    private volatile bool _reclaims;

    public MemoryStore(StoreContext context, long limitBytes)
    {
        _time = context.Time;
        _clock = new(_time);
        _largest = limitBytes / LargestPart;
        _cache = new(new MemoryCacheOptions
        {
            SizeLimit = limitBytes,
            CompactionPercentage = Room,
            Clock = _clock,
            ExpirationScanFrequency = TimeSpan.MaxValue,
        });
        _sweeper = _time.CreateTimer(static state => ((MemoryStore)state!).Sweep(), this, SweepEvery, SweepEvery);
    }

    /// <summary>Entries held, dead ones included until they are swept.</summary>
    public int Count => _cache.Count;

    public CacheEntry? Get(ReadOnlySpan<char> key) => Get(key, _time.GetUtcNow().UtcTicks);

    /// <summary>The same for who has read the clock.</summary>
    public CacheEntry? Get(ReadOnlySpan<char> key, long now)
    {
        _clock.Advance(now);
        // Nothing else is ever put there, and a checked cast is a tenth of the look-up.
        return _cache.TryGetValue(key, out object? found) ? Unsafe.As<CacheEntry>(found) : null;
    }

    public bool Set(string key, CacheEntry entry)
    {
        _clock.Advance(_time.GetUtcNow().UtcTicks);
        if (entry.Size > _largest)
        {
            _cache.Remove(key);
            return false;
        }

        if (TrySet(key, entry)) return true;
        // Full: MemoryCache drops such an entry in silence and makes room some time later, so at the bound much that is new would be
        // lost. Making room first costs the writer that meets the bound. Compacting counts entries, not bytes, so a large
        // entry among small ones takes more than one step.
        lock (_compacting)
        {
            for (var share = Room; !TrySet(key, entry); share *= 2)
            {
                if (share > 1) return false;
                Reclaim(share);
            }
        }

        return true;
    }

    public void Remove(string key) => _cache.Remove(key);

    public IEnumerable<KeyValuePair<string, CacheEntry>> List()
    {
        // A look into MemoryCache makes an entry its most recently used. The keys come from a snapshot of no moment.
        _clock.Advance(_time.GetUtcNow().UtcTicks);
        foreach (var key in _cache.Keys)
            if (Get((string)key) is { } entry) yield return new((string)key, entry);
    }

    // Compacting by nothing removes what is dead, and the least of what lives: none.
    public void Sweep()
    {
        _clock.Advance(_time.GetUtcNow().UtcTicks);
        Reclaim(0);
    }

    public void Dispose()
    {
        _sweeper.Dispose();
        _cache.Dispose();
    }

    private bool TrySet(string key, CacheEntry entry)
    {
        var options = new MemoryCacheEntryOptions { Size = entry.Size };
        options.ExpirationTokens.Add(new Dead(this, entry));
        _cache.Set(key, entry, options);
        return _cache.TryGetValue(key.AsSpan(), out object? now) && ReferenceEquals(now, entry);
    }

    private void Reclaim(double share)
    {
        lock (_compacting)
        {
            _reclaims = true;
            _cache.Compact(share);
            _reclaims = false;
        }
    }

    /// <summary>
    /// Lets the sweep see that an entry is dead. Asked, never subscribed to: a clear stays O(1). A look-up finds a dead entry as it is, since
    /// who asks wants to know why there was nothing to serve; what it makes then takes the entry's place.
    /// </summary>
    private sealed class Dead(MemoryStore store, CacheEntry entry) : IChangeToken
    {
        public bool HasChanged => store._reclaims && !entry.IsAlive(store._clock.UtcNow);

        public bool ActiveChangeCallbacks => false;

        public IDisposable RegisterChangeCallback(Action<object?> callback, object? state) =>
            throw new NotSupportedException("Dead entries are found by asking, not by being told.");
    }
}
