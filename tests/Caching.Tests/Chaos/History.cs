using System.Collections.Concurrent;
using System.Globalization;

namespace Caching.Tests.Chaos;

/// <summary>
/// What was done to each key, so that each value that is read can be judged: it says for which key and when it was made, on a clock that
/// goes on by one with each change of the source.
/// </summary>
public sealed class History(int keys) : IDisposable
{
    private readonly long[] _floors = new long[keys];
    private readonly SemaphoreSlim _change = new(1);
    private long _source;

    public ConcurrentQueue<string> Wrong { get; } = new();

    public int Served { get; private set; }

    /// <summary>
    /// The source changes, and with it the cache: one change at a time, since of two at once nobody can say which was the last. Who reads and
    /// makes values does so meanwhile.
    /// </summary>
    public async Task ChangeAsync(Func<long, Task> change)
    {
        await _change.WaitAsync();
        try
        {
            await change(Interlocked.Increment(ref _source));
        }
        finally
        {
            _change.Release();
        }
    }

    /// <summary>What a factory that reads the source now makes of it.</summary>
    public string Make(int key) => Value(key, Interlocked.Read(ref _source));

    public static string Value(int key, long made) => string.Create(CultureInfo.InvariantCulture, $"{key}|{made}");

    /// <summary>A set or an invalidation has returned: from here on nothing of the key that is older is to be served.</summary>
    public void Done(int key, long change)
    {
        long floor;
        while ((floor = Interlocked.Read(ref _floors[key])) < change)
            if (Interlocked.CompareExchange(ref _floors[key], change, floor) == floor) return;
    }

    public void DoneAll(long change, Func<int, bool> which)
    {
        for (var key = 0; key < _floors.Length; key++)
            if (which(key)) Done(key, change);
    }

    /// <summary>The oldest that may be served to who asks now.</summary>
    public long Floor(int key) => Interlocked.Read(ref _floors[key]);

    public void Dispose() => _change.Dispose();

    public void Check(int key, long floor, string? value, string how)
    {
        if (value is null) return;
        Served++;
        var parts = value.Split('|');
        if (parts[0] != key.ToString(CultureInfo.InvariantCulture)) Wrong.Enqueue($"{how}: key {key} was given the value of {parts[0]}");
        else if (long.Parse(parts[1], CultureInfo.InvariantCulture) < floor) Wrong.Enqueue($"{how}: key {key} was given {parts[1]}, older than {floor}");
    }
}
