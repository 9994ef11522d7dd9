using Caching.Stores.Files;
using Caching.Tests.Support;

namespace Caching.Tests.Stores.Files;

/// <summary>One folder with any number of managers on it, each as a process of its own has it.</summary>
public abstract class FileStoreFixture : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly List<CacheManager> _managers = [];

    private protected ManualTime Time { get; } = new();

    private protected RecordedLog Log { get; } = new();

    private protected TestDisk Disk { get; } = new();

    private protected TempFolder Folder => _folder;

    public void Dispose()
    {
        foreach (var manager in _managers) manager.Dispose();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected CacheManager Open(FileStoreOptions? options = null, TestDisk? disk = null, string? path = null, ICacheSerializer<string>? texts = null)
    {
        var caching = new CacheManagerOptions { DefaultType = "file" }
            .AddStore("file", context => new FileStore(context, path ?? _folder.Path, options ?? new(), disk ?? Disk));
        if (texts is not null) caching.AddSerializer(texts);
        var manager = new CacheManager(caching, Time, Log);
        _managers.Add(manager);
        return manager;
    }

    /// <summary>Steps of the sweeper, as many as whole rounds of a small folder take.</summary>
    private protected void Sweep(int rounds = 1)
    {
        for (var round = 0; round < rounds; round++)
        {
            Time.Advance(Sweeper.RoundEvery);
            for (var step = 0; step < 20; step++) Time.Advance(Sweeper.StepEvery);
        }
    }
}
