using Caching.Tests.Support;

namespace Caching.Tests.Processes;

public sealed class RaceTests : IDisposable
{
    private const int Rounds = 150;
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task No_process_is_served_what_was_invalidated_before_it_asked()
    {
        var truthFile = Path.Combine(_folder.Path, "truth");
        using var truth = new Truth(truthFile);
        var store = Path.Combine(_folder.Path, "store");
        var log = new RecordedLog();
        await using var manager = Program.Open(store, flush: false, log: log);
        var cache = manager.GetCache("ns");
        var children = Enumerable.Range(0, 3).Select(_ => new Child("read", store, "unflushed", truthFile)).ToArray();
        try
        {
            foreach (var child in children) await child.ExpectAsync("reads");
            for (var i = 1; i <= Rounds; i++)
            {
                truth.Now = i;
                await ((i % 4) switch
                {
                    0 => cache.ClearAsync(),
                    1 => manager.RemoveByTagAsync("t"),
                    2 => cache.RemoveAsync("k"),
                    _ => cache.SetAsync("k", (long)i, new() { Tags = ["t"] }),
                });
                truth.Least = i;
            }

            truth.Least = Truth.Ended;
            foreach (var child in children) Assert.Matches("^well, [1-9]", await child.HearAsync());
            Assert.Empty(log.Lines);
        }
        finally
        {
            foreach (var child in children) child.Dispose();
        }
    }
}
