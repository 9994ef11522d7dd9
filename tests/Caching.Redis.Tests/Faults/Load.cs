using System.Collections.Concurrent;
using System.Globalization;

namespace Caching.Redis.Tests.Faults;

/// <summary>
/// Callers on several nodes, who create and remove without end. The source of each key is a counter; what is served must be of that key,
/// and no older than it was at the last removal that was carried out, or was <see cref="LongestStale"/> ago.
/// </summary>
internal sealed class Load : IDisposable
{
    // Who asks for what is being made gets it, and where the store cannot say whether that was removed meanwhile nobody knows for as long as
    // the call takes (half a second here); then memory trusts it for two seconds of a clock that runs ten times faster.
    public static readonly TimeSpan LongestStale = TimeSpan.FromMilliseconds(700);
    private const int Keys = 6;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(1);
    private readonly int[] _source = new int[Keys];
    private readonly ConcurrentQueue<(long At, int Least)>[] _removed = [.. Enumerable.Range(0, Keys).Select(static _ => new ConcurrentQueue<(long, int)>())];
    private readonly CancellationTokenSource _end = new();
    private readonly Task _workers;
    private int _done;

    public Load(Cache[] nodes) => _workers = Task.WhenAll(nodes.SelectMany((node, i) => new[]
    {
        Task.Run(() => ReadAsync(node, i)), Task.Run(() => ReadAsync(node, i + 100)), Task.Run(() => ChangeAsync(node, i, nodes.Length)),
    }));

    /// <summary>Waits until so many more calls have ended; fails at once where one has failed.</summary>
    public Task DoneAsync(int calls)
    {
        var goal = Volatile.Read(ref _done) + calls;
        return Support.Until.TrueAsync(async () =>
        {
            if (_workers.IsCompleted) await _workers;
            return Volatile.Read(ref _done) >= goal;
        });
    }

    public async Task EndAsync()
    {
        await _end.CancelAsync();
        await _workers;
    }

    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    private async Task ReadAsync(Cache cache, int seed)
    {
        var random = new Random(seed);
        using var pace = new PeriodicTimer(Pace);
        while (!_end.IsCancellationRequested)
        {
            var key = random.Next(Keys);
            var least = Least(key);
            var value = await cache.GetOrCreateAsync(key, async _ =>
            {
                var made = $"{key}:{Volatile.Read(ref _source[key])}";
                await Task.Yield();
                return made;
            });
            var parts = value.Split(':');
            Assert.Equal($"{key}", parts[0]);
            Assert.True(int.Parse(parts[1], CultureInfo.InvariantCulture) >= least, $"{value} is older than {least}.");
            Interlocked.Increment(ref _done);
            await pace.WaitForNextTickAsync();
        }
    }

    // Each key has one who changes it, so that what is least is known.
    private async Task ChangeAsync(Cache cache, int node, int nodes)
    {
        var random = new Random(node);
        using var pace = new PeriodicTimer(Pace);
        while (!_end.IsCancellationRequested)
        {
            var key = (random.Next(Keys / nodes) * nodes) + node;
            var now = Interlocked.Increment(ref _source[key]);
            try
            {
                await cache.RemoveAsync(key);
                _removed[key].Enqueue((TimeProvider.System.GetTimestamp(), now));
            }
            catch (CacheInvalidationException)
            {
                // It is said not to have arrived; others may have the old value until it has.
            }

            Interlocked.Increment(ref _done);
            await pace.WaitForNextTickAsync();
        }
    }

    private int Least(int key)
    {
        var least = 0;
        foreach (var removed in _removed[key])
            if (TimeProvider.System.GetElapsedTime(removed.At) > LongestStale) least = removed.Least;
        return least;
    }
}
