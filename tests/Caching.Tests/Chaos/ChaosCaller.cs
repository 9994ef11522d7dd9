namespace Caching.Tests.Chaos;

/// <summary>One of several callers that do random things, each from a seed of its own.</summary>
public sealed class ChaosCaller(CacheManager manager, History history, int keys, int seed)
{
    private static readonly CacheEntryOptions Times = new() { Expire = 2, Stale = TimeSpan.FromSeconds(1) };

    private readonly Random _random = new(seed);
    private readonly Cache _cache = manager.GetCache("chaos");

    /// <summary>Every key of an even number has the tag.</summary>
    public static bool IsTagged(int key) => key % 2 == 0;

    private static CacheEntryOptions Options(int key) => Times with { Tags = IsTagged(key) ? ["even"] : [] };

    public async Task RunAsync(int operations)
    {
        for (var i = 0; i < operations; i++)
        {
            var (key, what) = (_random.Next(keys), _random.Next(100));
            try
            {
                await (what switch
                {
                    < 35 => GetOrCreateAsync(key),
                    < 65 => TryGetAsync(key),
                    < 75 => SetAsync(key),
                    < 80 => CountAsync(),
                    < 82 => new(_cache.ContainsAsync(key).AsTask()),
                    _ => InvalidateAsync(key, what),
                });
            }
            catch (Exception error)
            {
                history.Wrong.Enqueue($"operation {what} raised {error}");
            }
        }
    }

    private async ValueTask GetOrCreateAsync(int key)
    {
        var floor = history.Floor(key);
        history.Check(key, floor, await _cache.GetOrCreateAsync(key, _random.Next(3), async (delay, _) =>
        {
            var made = history.Make(key);
            if (delay == 0) await Task.Delay(TimeSpan.FromMilliseconds(100), manager.Time);
            return made;
        }, Options(key)), "get or create");
    }

    private async ValueTask TryGetAsync(int key)
    {
        var (floor, now) = (history.Floor(key), manager.Time.GetUtcNow());
        var found = await _cache.TryGetAsync<string>(key);
        history.Check(key, floor, found.Value, "get");
        if (found.Entry?.StaleUntil < now) history.Wrong.Enqueue($"get: key {key} was served past its windows");
    }

    private ValueTask SetAsync(int key) => new(history.ChangeAsync(async change =>
    {
        await _cache.SetAsync(key, History.Value(key, change), Options(key));
        history.Done(key, change);
    }));

    private async ValueTask CountAsync() => await _cache.IncrementAsync("count");

    private ValueTask InvalidateAsync(int key, int what) => new(history.ChangeAsync(async change =>
    {
        try
        {
            if (what < 92) await _cache.RemoveAsync(key);
            else if (what < 96) await manager.RemoveByTagAsync("even");
            else if (what < 98) await _cache.ClearAsync();
            else await _cache.ExpireAsync(key);
        }
        catch (CacheInvalidationException)
        {
            // Reported, and kept all the same as far as this process goes.
        }

        if (what < 92) history.Done(key, change);
        else if (what < 96) history.DoneAll(change, IsTagged);
        else if (what < 98) history.DoneAll(change, static _ => true);
    }));
}
