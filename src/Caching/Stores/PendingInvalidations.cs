using Caching.Coordination;

namespace Caching.Stores;

/// <summary>
/// Carries invalidations to a byte store. One that does not arrive is reported to its caller, and sent again until it does: by a timer,
/// and before anything is read from the store or written to it, so that in this process it is never undone. It is lost with the process.
/// </summary>
internal sealed class PendingInvalidations : IDisposable
{
    // So many keys and names are some megabytes. Beyond it everything in the store is voided instead, which is safe.
    internal const int Most = 10_000;
    internal static readonly TimeSpan RetryEvery = TimeSpan.FromSeconds(1);

    private readonly IByteStore _store;
    private readonly EpochReader _epochs;
    private readonly StoreGuard _guard;
    private readonly ITimer _timer;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, long> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _names = new(StringComparer.Ordinal);
    private long _asked;
    private Task<bool>? _sending;
    private volatile bool _any;

    public PendingInvalidations(IByteStore store, EpochReader epochs, StoreGuard guard, TimeProvider time)
    {
        _store = store;
        _epochs = epochs;
        _guard = guard;
        _timer = time.CreateTimer(
            static self => _ = ((PendingInvalidations)self!).AreSentAsync(key: null).AsTask(),
            this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Sends an invalidation, and what is still to be sent with it.</summary>
    /// <exception cref="CacheInvalidationException">It did not arrive, and is sent again.</exception>
    public async ValueTask SendAsync(IReadOnlyList<string> keys, string? epoch, CancellationToken cancellation)
    {
        try
        {
            await _guard.InvalidateAsync((this, keys, epoch, cancellation), static call =>
                call.Item1.CarryAsync(call.keys, call.epoch is null ? [] : [call.epoch], call.cancellation)).ConfigureAwait(false);
        }
        catch
        {
            Keep(keys, epoch);
            throw;
        }
    }

    /// <summary>Whether nothing is waiting to be sent; tries to send what is.</summary>
    /// <param name="key">Of this key alone, and of what covers many. Null: of any.</param>
    /// <param name="cancellation">Of the caller.</param>
    /// <exception cref="OperationCanceledException">The caller waits no longer; the sending goes on.</exception>
    public ValueTask<bool> AreSentAsync(string? key, CancellationToken cancellation = default)
    {
        if (!_any) return new(true);
        lock (_gate)
        {
            // One file that cannot be deleted must not keep all others from being read.
            if (key is not null && _names.Count == 0 && !_keys.ContainsKey(key)) return new(true);
            if (_sending is null or { IsCompleted: true }) _sending = SendPendingAsync();
            return new(_sending.WaitAsync(cancellation));
        }
    }

    /// <summary>Has the key removed soon, and before anything is read again.</summary>
    public void SendLater(string key) => Keep([key], epoch: null);

    public void Dispose() => _timer.Dispose();

    private async Task<bool> SendPendingAsync()
    {
        string[] keys, names;
        long asked;
        lock (_gate)
        {
            keys = [.. _keys.Keys];
            names = [.. _names.Keys];
            asked = _asked;
        }

        // One try for all that ask meanwhile, and through the breaker: a store that is left alone is not asked for this either.
        var sent = await _guard.ReadAsync(
            keys.Length > 0 ? keys[0] : "", (this, keys, names), missed: false,
            static async (call, cancellation) =>
            {
                await call.Item1.CarryAsync(call.keys, call.names, cancellation).ConfigureAwait(false);
                return true;
            },
            CancellationToken.None).ConfigureAwait(false);
        lock (_gate)
        {
            if (sent)
            {
                Forget(_keys, keys, asked);
                Forget(_names, names, asked);
                _any = _keys.Count + _names.Count > 0;
            }

            if (_any) _timer.Change(RetryEvery, Timeout.InfiniteTimeSpan);
            return !_any;
        }
    }

    private async ValueTask CarryAsync(IReadOnlyList<string> keys, IReadOnlyList<string> names, CancellationToken cancellation)
    {
        foreach (var name in names) await _epochs.RenewAsync(name, cancellation).ConfigureAwait(false);
        if (keys.Count == 1) await _store.RemoveAsync(keys[0], cancellation).ConfigureAwait(false);
        else if (keys.Count > 1 && _store is IBatchStore batch) await batch.RemoveManyAsync(keys, cancellation).ConfigureAwait(false);
        else await Task.WhenAll(keys.Select(key => _store.RemoveAsync(key, cancellation).AsTask())).ConfigureAwait(false);
    }

    // What was asked for again while it was sent is sent again.
    private static void Forget(Dictionary<string, long> waiting, string[] sent, long asked)
    {
        foreach (var name in sent)
            if (waiting.TryGetValue(name, out var last) && last <= asked) waiting.Remove(name);
    }

    private void Keep(IReadOnlyList<string> keys, string? epoch)
    {
        lock (_gate)
        {
            _asked++;
            if (epoch is not null) _names[epoch] = _asked;
            foreach (var key in keys) _keys[key] = _asked;
            if (_keys.Count + _names.Count > Most)
            {
                _keys.Clear();
                _names.Clear();
                if (_epochs.IsOwn) _names[EpochNames.All] = _asked;
                else _epochs.VoidAll();
            }

            _any = _keys.Count + _names.Count > 0;
            if (_any) _timer.Change(RetryEvery, Timeout.InfiniteTimeSpan);
        }
    }
}
