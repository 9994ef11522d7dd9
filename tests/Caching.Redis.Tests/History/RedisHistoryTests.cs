using Caching.Redis.Tests.Support;
using Caching.Tests.History;

namespace Caching.Redis.Tests.History;

/// <summary>A server that is killed, which loses all that it had, one that stands still, and connections that are cut.</summary>
public sealed class RedisHistoryTests : HistoryContract, IAsyncLifetime, IDisposable
{
    // Within the time that a call may take: what comes after an answer that is late is Faults/DownTests.
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(600);

    private readonly RedisServer _server = new();

    private protected override HistoryStore Store => new RedisHistoryStore(_server.Address);

    public Task InitializeAsync() => _server.StartAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _server.Dispose();

    private protected override Task DisturbAsync(HistoryRun run, Random random) => random.Next(10) switch
    {
        0 => RestartAsync(run),
        < 3 => CutAsync(),
        < 6 => PauseAsync(LongestPause * random.NextDouble()),
        _ => base.DisturbAsync(run, random),
    };

    private async Task RestartAsync(HistoryRun run)
    {
        var from = MachineClock.Now;
        await _server.KillAsync();
        await _server.StartAsync();
        run.Recording.Outage(new(from, MachineClock.Now));
    }

    private async Task CutAsync()
    {
        await _server.AskAsync("CLIENT KILL TYPE normal");
        await _server.AskAsync("CLIENT KILL TYPE pubsub");
    }

    private async Task PauseAsync(TimeSpan span)
    {
        _server.Pause();
        await MachineClock.DelayAsync(span);
        _server.Resume();
    }
}
