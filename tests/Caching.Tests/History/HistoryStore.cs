using Caching.Stores;
using Caching.Stores.Files;

namespace Caching.Tests.History;

/// <summary>A store that processes share, to be opened by each of them.</summary>
/// <param name="Address">Where it is, as a word on a command line.</param>
internal abstract record HistoryStore(string Address)
{
    // The bound is that of an entry's trust, to the instant; the rest is for a clock that is read a little before.
    private static readonly TimeSpan MemoryDelay = LogFollower.Bound + TimeSpan.FromMilliseconds(100);

    public abstract IByteStore Open(StoreContext context);

    /// <summary>Whether the process has memory before the store.</summary>
    public virtual bool HasMemory(string process) => false;

    /// <summary>For how long after an invalidation by another process an old value may still be served in this one.</summary>
    public TimeSpan DelayOf(string process) => HasMemory(process) ? MemoryDelay : TimeSpan.Zero;
}

internal sealed record FileHistoryStore(string Folder) : HistoryStore(Folder)
{
    // Nobody pulls the plug here.
    public override IByteStore Open(StoreContext context) => new FileStore(context, Folder, new() { FlushEntries = false });
}
