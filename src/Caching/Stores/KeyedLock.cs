namespace Caching.Stores;

/// <summary>One holder a key, in the order of asking. A key that nobody holds or waits for takes no room.</summary>
internal sealed class KeyedLock
{
    private readonly Dictionary<string, Task> _last = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    public async ValueTask<Held> EnterAsync(string key)
    {
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task? before;
        lock (_gate)
        {
            before = _last.GetValueOrDefault(key);
            _last[key] = mine.Task;
        }

        if (before is not null) await before.ConfigureAwait(false);
        return new(this, key, mine);
    }

    /// <summary>The locks of several keys. In the order of the keys, or two who ask for the same ones could wait for each other.</summary>
    public async ValueTask<HeldAll> EnterAllAsync(IEnumerable<string> keys)
    {
        var held = new List<Held>();
        foreach (var key in keys.Order(StringComparer.Ordinal)) held.Add(await EnterAsync(key).ConfigureAwait(false));
        return new(held);
    }

    /// <summary>The locks while they are held.</summary>
    public readonly struct HeldAll(List<Held>? held) : IDisposable
    {
        public void Dispose()
        {
            foreach (var one in held ?? []) one.Dispose();
        }
    }

    /// <summary>The lock while it is held.</summary>
    public readonly struct Held(KeyedLock? owner, string key, TaskCompletionSource mine) : IDisposable
    {
        public void Dispose()
        {
            if (owner is null) return;
            lock (owner._gate)
                if (owner._last.GetValueOrDefault(key) == mine.Task) owner._last.Remove(key);
            mine.SetResult();
        }
    }
}
