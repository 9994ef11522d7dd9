using Caching.Stores;
using Caching.Tests.Support;

namespace Caching.Tests.Configuration;

public sealed class TierReloadTests
{
    [Fact]
    public async Task A_store_with_memory_before_it_is_disposed_when_no_call_can_use_it_though_its_connection_holds_who_listens()
    {
        var time = new ManualTime();
        var made = new List<LoggedStore>();
        var root = Configured.Pairs(("Stores:far:Type", "logged"), ("Stores:far:Url", "1"), ("Type", "far"));
        await using var manager = new CacheManager(root.Options().AddStoreKind("logged", (_, settings) =>
        {
            made.Add(new LoggedStore(settings.Text("Url")));
            return (IByteStore)made[^1];
        }), time);
        await manager.GetCache("ns").SetAsync("k", 1);
        time.Advance(1);
        await made[0].Listened.Task.WaitAsync(TimeSpan.FromSeconds(30));
        root["Stores:far:Url"] = "2";
        root.Reload();
        for (var i = 0; i < 20 && !made[0].IsDisposed; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            time.Advance(10);
            // The follower is waited for before its store goes, on another thread.
            await Task.Run(static () => { });
        }

        Assert.Equal((true, 0), (made[0].IsDisposed, made[0].Listeners.Count));
        Assert.Equal((2, "2", false), (made.Count, made[1].Url, made[1].IsDisposed));
    }

    private sealed class LoggedStore(string? url) : SimpleByteStore, IInvalidationLog, IDisposable
    {
        public string? Url => url;

        public TaskCompletionSource Listened { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public List<Action> Listeners { get; } = [];

        public bool IsDisposed { get; private set; }

        public ValueTask<InvalidationPage> ReadLogAsync(LogPosition position, CancellationToken cancellation) =>
            new(new InvalidationPage(position, IsComplete: true, [], []));

        public ValueTask<IAsyncDisposable> WatchLogAsync(Action news, CancellationToken cancellation)
        {
            Listeners.Add(news);
            Listened.TrySetResult();
            return new(new Listener(() => Listeners.Remove(news)));
        }

        public void Dispose() => IsDisposed = true;
    }

    private sealed class Listener(Action end) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            end();
            return ValueTask.CompletedTask;
        }
    }
}
