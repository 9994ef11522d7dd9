using Caching.Stores;
using Caching.Stores.Files;

namespace Caching.Tests.History;

/// <summary>A store that processes share, to be opened by each of them.</summary>
/// <param name="Address">Where it is, as a word on a command line.</param>
/// <param name="Delay">For how long after an invalidation by another process an old value may still be served.</param>
internal abstract record HistoryStore(string Address, TimeSpan Delay)
{
    public abstract IByteStore Open(StoreContext context);
}

internal sealed record FileHistoryStore(string Folder) : HistoryStore(Folder, TimeSpan.Zero)
{
    // Nobody pulls the plug here.
    public override IByteStore Open(StoreContext context) => new FileStore(context, Folder, new() { FlushEntries = false });
}
