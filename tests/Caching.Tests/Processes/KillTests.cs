using Caching.Tests.Support;

namespace Caching.Tests.Processes;

public sealed class KillTests : IDisposable
{
    // 200 where every change is checked; a fifth of it beside the desk.
    private static readonly int Kills = Environment.GetEnvironmentVariable("CI") == "true" ? 200 : 40;
    private const int AtOnce = 4;

    private readonly TempFolder _folder = new();
    private readonly RecordedLog _log = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_process_killed_at_any_instant_leaves_a_store_that_the_next_one_reads()
    {
        // Four write the same few keys at once. When one is killed, a new one takes its place, so those that go on work beside the dead one's
        // remains. The instant is the time that a number of lines takes, and so falls anywhere in a write.
        var kills = 0;
        var found = 0;
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(worker => Task.Run(async () =>
        {
            var random = new Random(worker);
            for (int turn; (turn = Interlocked.Increment(ref kills)) <= Kills;)
            {
                using var child = new Child("write", _folder.Path, random.Next(4) == 0 ? "flushed" : "unflushed", $"{turn}");
                for (var lines = random.Next(1, 16); lines > 0; lines--) await child.ExpectAsync(".");
                await child.KillAsync();
                await using var manager = Program.Open(_folder.Path, log: _log);
                Interlocked.Add(ref found, await Program.CountAsync(manager));
                Assert.Equal("made", await manager.GetCache("after").GetOrCreateAsync(turn, _ => new ValueTask<string>("made")));
                Assert.True(await manager.GetCache("after").ContainsAsync(turn));
            }
        })));
        Assert.True(found > Kills, $"{found} values in {Kills} looks: the writers hardly wrote.");
        Assert.Empty(_log.Lines);
    }
}
