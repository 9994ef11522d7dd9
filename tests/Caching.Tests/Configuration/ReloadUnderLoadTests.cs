using System.Collections.Concurrent;
using Caching.Tests.Support;

namespace Caching.Tests.Configuration;

public sealed class ReloadUnderLoadTests : IDisposable
{
    private const int Flips = 3_000;
    private const int Callers = 4;
    private const int Keys = 8;

    private readonly ManualTime _time = new();
    private readonly RecordedLog _log = new();
    private readonly NamedStores _stores = new();
    private readonly ConcurrentDictionary<string, int> _running = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _wrong = new();
    private readonly SemaphoreSlim _calls = new(0);
    private int _made;
    private volatile bool _isOver;

    public void Dispose()
    {
        _log.Dispose();
        _calls.Dispose();
    }

    /// <summary>
    /// Three regions: of <c>moving</c> the store changes from one to another and the expire with it, of <c>steady</c> the expire only, and
    /// the store of <c>churned</c> is another each time.
    /// </summary>
    [Fact]
    public async Task Configuration_flips_between_two_stores_and_two_expires_under_load()
    {
        var root = Configured.Pairs(
            ("Stores:a:Type", "named"), ("Stores:b:Type", "named"), ("Stores:c:Type", "named"), ("Stores:c:Url", "0"), ("Stores:d:Type", "named"),
            ("Regions:moving:Type", "a"), ("Regions:steady:Type", "d"), ("Regions:churned:Type", "c"));
        var manager = new CacheManager(_stores.AddTo(root.Options(), "named"), _time, _log);
        await manager.GetCache("ns").ClearAsync();
        var callers = Enumerable.Range(0, Callers).Select(caller => Task.Run(() => CallAsync(manager, caller))).ToArray();
        for (var flip = 1; flip <= Flips; flip++)
        {
            root["Regions:moving:Type"] = flip % 2 == 0 ? "a" : "b";
            root["Regions:moving:Expire"] = root["Regions:steady:Expire"] = flip % 2 == 0 ? "10" : "20";
            root["Stores:c:Url"] = $"{flip}";
            root.Reload();
            // At least as many calls as flips, however the threads are scheduled.
            await _calls.WaitAsync();
            if (flip % 100 != 0) continue;
            // Past both expires, so that all is made anew; and the retired are looked after.
            GC.Collect();
            _time.Advance(30);
        }

        _isOver = true;
        await Task.WhenAll(callers);
        Assert.Empty(_wrong);
        Assert.Equal((Flips, 0), (_log.Count(30), _log.Lines.Count(static line => line.Id != 30)));
        Assert.InRange(_made, Keys, int.MaxValue);
        Assert.Equal(Flips + 4, _stores.Made.Count);
        Assert.InRange(_stores.Open.Count(), 4, Flips / 2);

        await manager.DisposeAsync();
        Assert.All(_stores.Made, static store => Assert.Equal(1, store.Disposals));
    }

    private async Task CallAsync(CacheManager manager, int caller)
    {
        var cache = manager.GetCache("ns");
        for (var i = caller; !_isOver; i++)
        {
            var region = (i % 3) switch { 0 => "moving", 1 => "steady", _ => "churned" };
            var key = $"{region} {i % Keys}";
            var options = new CacheEntryOptions { Region = region, Tags = region == "churned" ? ["t"] : null };
            try
            {
                var value = await cache.GetOrCreateAsync(key, _ => MakeAsync(key), options);
                _calls.Release();
                if (value != key) _wrong.Enqueue($"{value} for {key}");
                if (i % 97 == 0 && region == "churned") await cache.RemoveAsync(key);
                if (i % 997 == 0) await manager.RemoveByTagAsync("t");
            }
            catch (Exception error)
            {
                _wrong.Enqueue($"{key}: {error}");
            }
        }
    }

    // One flight a key and store, unless it is invalidated: of the steady region there is one store, of the moving one there are two.
    private async ValueTask<string> MakeAsync(string key)
    {
        var most = key[0] switch { 's' => 1, 'm' => 2, _ => int.MaxValue };
        var running = _running.AddOrUpdate(key, 1, static (_, count) => count + 1);
        if (running > most) _wrong.Enqueue($"{running} make {key}");
        await Task.Yield();
        _running.AddOrUpdate(key, 0, static (_, count) => count - 1);
        Interlocked.Increment(ref _made);
        return key;
    }
}
