using Caching.Coordination;

namespace Caching.Stores;

/// <summary>
/// Keeps the memory before a store coherent with it, by following the store's log of invalidations: at each news, and every
/// second besides. It knows as of when everything that others voided has been seen here, and an entry is trusted for
/// <see cref="Bound"/> from then on. A log that cannot be followed (a lost connection, a paused server) therefore ends the trust by
/// itself, and one that has lost its beginning voids all that is in memory.
/// </summary>
internal sealed class LogFollower : IAsyncDisposable
{
    /// <summary>How long after an invalidation by another process an old value is served here at the very most.</summary>
    internal static readonly TimeSpan Bound = TimeSpan.FromSeconds(2);
    internal static readonly TimeSpan ReadEvery = TimeSpan.FromSeconds(1);

    // What is used here is still reclaimed in a store that drops what nobody asks for: after so long the store is asked, and so told.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    // Who puts into memory what was read from the store must know whether the key was voided in between. A counter a key would grow; a
    // shared one only makes a filling in vain now and then.
    private const int Counters = 4096;
    private readonly long[] _changes = new long[Counters];
    private readonly IInvalidationLog _log;
    private readonly EpochTable _epochs;
    private readonly StoreGuard _guard;
    private readonly Action<string> _drop;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly Lock _gate = new();
    private IAsyncDisposable? _watch;
    private LogPosition _position;
    private Task? _reading;
    private bool _again;
    private bool _disposed;
    private long _coherentAt;

    public LogFollower(IInvalidationLog log, EpochTable epochs, StoreGuard guard, Action<string> drop, TimeProvider time)
    {
        (_log, _epochs, _guard, _drop, _time) = (log, epochs, guard, drop, time);
        _timer = time.CreateTimer(static self => ((LogFollower)self!).Read(), this, TimeSpan.Zero, ReadEvery);
    }

    // In both directions: a clock that was set back must not prolong it.
    public bool Trusts(CacheEntry entry, long now) =>
        Math.Abs(now - Math.Max(entry.CheckedAt, Volatile.Read(ref _coherentAt))) <= Bound.Ticks && now - entry.CheckedAt < Longest.Ticks;

    /// <summary>How often keys like this one were voided.</summary>
    public long Changes(string key) => Volatile.Read(ref Counter(key));

    /// <summary>Which of the counters is the key's.</summary>
    public static int CounterOf(string key) => (int)((uint)key.GetHashCode(StringComparison.Ordinal) % Counters);

    /// <summary>Notes that the key is voided by this process; the number of times so far.</summary>
    public long Change(string key) => Interlocked.Increment(ref Counter(key));

    /// <summary>Notes that any key may be voided by this process.</summary>
    public void ChangeAll()
    {
        foreach (ref var counter in _changes.AsSpan()) Interlocked.Increment(ref counter);
    }

    /// <summary>Reads the log until nothing is new; one reader at a time.</summary>
    public void Read()
    {
        lock (_gate)
        {
            _again = true;
            if (_disposed || _reading is { IsCompleted: false }) return;
            _reading = Task.Run(ReadAllAsync);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task? reading;
        lock (_gate)
        {
            _disposed = true;
            reading = _reading;
        }

        await _timer.DisposeAsync().ConfigureAwait(false);
        if (reading is not null) await reading.ConfigureAwait(false);
        if (_watch is not null) await _watch.DisposeAsync().ConfigureAwait(false);
    }

    private async Task ReadAllAsync()
    {
        while (true)
        {
            lock (_gate)
            {
                if (!_again || _disposed)
                {
                    _reading = null;
                    return;
                }

                _again = false;
            }

            // The watch is there before the first page is read: between the two nothing is missed.
            _watch ??= await _guard.ReadAsync<LogFollower, IAsyncDisposable?>(
                "", this, missed: null,
                static async (self, cancellation) => await self._log.WatchLogAsync(self.Read, cancellation).ConfigureAwait(false),
                CancellationToken.None).ConfigureAwait(false);
            await ReadPageAsync().ConfigureAwait(false);
        }
    }

    private async Task ReadPageAsync()
    {
        var began = _time.GetUtcNow().UtcTicks;
        var page = await _guard.ReadAsync<LogFollower, InvalidationPage?>(
            "", this, missed: null,
            static async (self, cancellation) => await self._log.ReadLogAsync(self._position, cancellation).ConfigureAwait(false),
            CancellationToken.None).ConfigureAwait(false);
        if (page is null) return;
        if (!page.IsComplete)
        {
            ChangeAll();
            _epochs.RenewAll(soft: false);
        }
        else
        {
            Apply(page);
        }

        _position = page.Position;
        Volatile.Write(ref _coherentAt, began);
    }

    // First the counters, then the entries: who fills in between finds the counter changed and takes the entry out again.
    private void Apply(InvalidationPage page)
    {
        if (page.Epochs.Count > 0) ChangeAll();
        foreach (var epoch in page.Epochs) EpochNames.Renew(_epochs, epoch);
        foreach (var key in page.Keys)
        {
            Change(key);
            _drop(key);
        }
    }

    private ref long Counter(string key) => ref _changes[CounterOf(key)];
}
