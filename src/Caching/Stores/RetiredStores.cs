using Caching.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Caching.Stores;

/// <summary>
/// Stores that a change of the configuration has left without a name. Calls under way go on with them; each is disposed when nobody
/// can call it any more, which is when its door has been collected: every call and every flight holds the door that it uses, and
/// besides them only the table that was replaced. So a hit counts nothing and no call can be forgotten. It is how the framework retires the
/// handlers of its HTTP clients.
/// </summary>
/// <remarks>Whatever lives longer than a call must not hold a door: see <see cref="StoreDoor.Parts"/>.</remarks>
internal sealed class RetiredStores(TimeProvider time, ILogger log) : IAsyncDisposable
{
    // Nobody waits for it: a store that is unused costs its connections or its memory. A collection comes sooner or later by itself.
    internal static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly List<(WeakReference<StoreDoor> Door, IReadOnlyList<object> Parts, string Type)> _stores = [];
    private ITimer? _timer;

    public int Count
    {
        get
        {
            lock (_gate) return _stores.Count;
        }
    }

    public void Add(StoreDoor door)
    {
        lock (_gate)
        {
            _stores.Add((new(door), door.Parts, door.Type));
            _timer ??= time.CreateTimer(static state => _ = ((RetiredStores)state!).LookAsync(), this, LookEvery, LookEvery);
        }
    }

    /// <summary>Disposes those that nobody uses any more.</summary>
    public Task LookAsync() => DisposeAsync(static door => !door.TryGetTarget(out _));

    /// <summary>Disposes all. No call may be under way or follow.</summary>
    public async ValueTask DisposeAsync() => await DisposeAsync(static _ => true).ConfigureAwait(false);

    private async Task DisposeAsync(Predicate<WeakReference<StoreDoor>> isOver)
    {
        List<(WeakReference<StoreDoor> Door, IReadOnlyList<object> Parts, string Type)> over;
        lock (_gate)
        {
            over = _stores.FindAll(store => isOver(store.Door));
            _stores.RemoveAll(store => isOver(store.Door));
            if (_stores.Count == 0)
            {
                _timer?.Dispose();
                _timer = null;
            }
        }

        foreach (var (_, parts, type) in over)
        {
            try
            {
                await StoreDoor.DisposeAsync(parts).ConfigureAwait(false);
            }
            catch (Exception error)
            {
                Log.RetiredStoreNotClosed(log, type, error);
            }
        }
    }
}
