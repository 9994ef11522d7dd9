using System.Collections.Concurrent;
using Caching.Stores;
using Caching.Tests.Support;

namespace Caching.Tests.Configuration;

/// <summary>A kind of stores that notes which were made and which were disposed, and fails if one is used after.</summary>
internal sealed class NamedStores
{
    public ConcurrentQueue<NamedStore> Made { get; } = new();

    public IEnumerable<NamedStore> Open => Made.Where(static store => store.Disposals == 0);

    public NamedStore Make(StoreContext context, StoreSettings settings)
    {
        var store = new NamedStore(context.Name, settings);
        Made.Enqueue(store);
        return store;
    }

    public CacheManagerOptions AddTo(CacheManagerOptions options, string kind) => options.AddStoreKind(kind, Make);
}

internal sealed class NamedStore : SimpleByteStore, IAsyncDisposable
{
    private int _disposals;

    public NamedStore(string name, StoreSettings settings)
    {
        (Name, Url, Folder) = (name, settings.Text("Url"), settings.Text("Folder"));
        KeyLimit = settings.KeyLimit();
        Before = _ => Disposals > 0 ? throw new ObjectDisposedException(Name) : ValueTask.CompletedTask;
    }

    public string Name { get; }

    public string? Url { get; }

    public string? Folder { get; }

    public KeyLimit KeyLimit { get; }

    public int Disposals => Volatile.Read(ref _disposals);

    public ValueTask DisposeAsync()
    {
        Interlocked.Increment(ref _disposals);
        return ValueTask.CompletedTask;
    }
}
