using Caching.Tests.Support;

namespace Caching.Tests.History.Tests;

/// <summary>Files: processes are killed, and paused past their lease.</summary>
public sealed class FileHistoryTests : HistoryContract, IDisposable
{
    private readonly TempFolder _folder = new();

    private protected override HistoryStore Store => new FileHistoryStore(_folder.Path);

    public void Dispose() => _folder.Dispose();

    private protected override async Task DisturbAsync(HistoryRun run, Random random, Task end)
    {
        while (!end.IsCompleted)
        {
            await MachineClock.DelayAsync(TimeSpan.FromMilliseconds(random.Next(300)));
            var slot = random.Next(HistoryRun.Processes);
            if (random.Next(3) == 0) await run.KillAsync(slot);
            else await run.PauseAsync(slot, Scenario.Lease * 2 * random.NextDouble());
        }
    }
}
