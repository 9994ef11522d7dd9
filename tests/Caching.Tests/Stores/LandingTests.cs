using Caching.Tests.Support;
using Microsoft.Extensions.Logging;

namespace Caching.Tests.Stores;

/// <summary>Whatever happens on the way, a flight lands, and with what its callers may have.</summary>
public sealed class LandingTests
{
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(30);
    private readonly ManualTime _time = new();

    [Fact]
    public async Task A_tag_added_by_the_factory_and_invalidated_while_the_value_is_written_is_not_for_who_asks_after()
    {
        TaskCompletionSource writing = new(), write = new();
        var store = new SimpleByteStore();
        await using var manager = Open(store);
        var cache = manager.GetCache("ns");
        store.Before = async call =>
        {
            if (call == "set" && writing.TrySetResult()) await write.Task;
        };
        var made = cache.GetOrCreateAsync("k", 0, (_, creation) =>
        {
            creation.Tags.Add("t");
            return new ValueTask<string>("old");
        }).AsTask();
        await writing.Task;
        await manager.RemoveByTagAsync("t");
        var after = cache.GetOrCreateAsync("k", _ => new ValueTask<string>("new")).AsTask();
        write.SetResult();
        Assert.Equal(("old", "new"), (await made, await after));
    }

    [Fact]
    public async Task A_log_that_fails_does_not_hold_up_those_who_wait()
    {
        await using var manager = new CacheManager(new(), _time, new BrokenLog());
        var cache = manager.GetCache("ns");
        await cache.SetAsync("k", "old", new() { Expire = 100, Stale = TimeSpan.Zero, StaleIfError = TimeSpan.FromSeconds(50) });
        _time.Advance(105);
        var gate = new TaskCompletionSource<string>();
        var made = cache.GetOrCreateAsync("k", _ => new ValueTask<string>(gate.Task)).AsTask();
        gate.SetException(new InvalidOperationException("no"));
        Assert.Equal("old", await made.WaitAsync(Hang));
    }

    [Fact]
    public async Task Hundreds_of_factories_may_each_ask_for_the_next_on_a_small_stack()
    {
        await using var manager = new CacheManager(new(), _time);
        var cache = manager.GetCache("ns");
        ValueTask<int> Depth(int n) => cache.GetOrCreateAsync(n, async _ => n == 0 ? 0 : 1 + await Depth(n - 1));
        var made = new TaskCompletionSource<Task<int>>();
        var small = new Thread(() => made.SetResult(Depth(500).AsTask()), maxStackSize: 512 * 1024);
        small.Start();
        Assert.Equal(500, await (await made.Task).WaitAsync(Hang));
    }

    private CacheManager Open(SimpleByteStore store) =>
        new(new CacheManagerOptions { DefaultType = "bytes" }.AddStore("bytes", _ => store), _time);

    private sealed class BrokenLog : ILoggerFactory, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new IOException("disk full");

        public void Dispose()
        {
        }
    }
}
