using Caching.Stores.Files;
using Caching.Tests.Support;

namespace Caching.Tests.Stores.Files;

/// <summary>A folder that is written to faster than a sweeper that takes its time could go round.</summary>
public sealed class SweeperPaceTests : FileStoreFixture
{
    private const int Size = 12_000;
    private const int Written = Sweeper.FilesAStep * 5 / 4;
    private const int Limit = 100 * 12_288;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task However_fast_it_is_written_to_the_folder_stays_near_its_limit(int processes)
    {
        FileStoreOptions options = new() { LimitBytes = Limit, FlushEntries = false };
        var caches = Enumerable.Range(0, processes).Select(_ => Open(options).GetCache("ns")).ToArray();
        var key = 0;
        // A full folder, swept and quiet, to begin with.
        for (; key < 100; key++) await caches[0].SetAsync(key, new string('x', Size));
        Sweep(3);
        var most = 0;
        for (var second = 0; second < 5; second++)
        {
            // More than a sweeper looks at in a step.
            for (var i = 0; i < Written; i++, key++) await caches[key % processes].SetAsync(key, new string('x', Size));
            most = Math.Max(most, Folder.Files(".entry").Length);
            Time.Advance(Sweeper.StepEvery);
        }

        Assert.InRange(most, Written, 100 + Written);
        Sweep(2);
        Assert.InRange(Folder.Files(".entry").Length, 50, 100);
    }
}
