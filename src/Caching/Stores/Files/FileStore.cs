using Caching.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Caching.Stores.Files;

/// <summary>The file store: what it keeps and promises is said at <see cref="FileStoreRegistration"/>, where things lie at <see cref="StoreFolder"/>.</summary>
internal sealed class FileStore : IByteStore, IEpochStore, ILeaseStore, IAtomicStore, IListingStore, IDisposable
{
    private readonly EntryFiles _entries;
    private readonly EpochFiles _epochs;
    private readonly LeaseFiles _leases;
    private readonly ProcessNode _node;
    private readonly EntryList _list;
    private readonly Sweeper _sweeper;

    /// <summary>Touches no file: a folder that cannot be used is a miss and a log line, not a failing start.</summary>
    public FileStore(StoreContext context, string path, FileStoreOptions options, Disk? disk = null)
    {
        disk ??= new();
        var folder = new StoreFolder(path);
        var locks = new ShardLocks(disk, folder);
        _node = new(disk, folder);
        _entries = new(disk, folder, locks, context.Time, options);
        _epochs = new(disk, folder, locks, context.Time);
        _leases = new(disk, folder, locks, _node, context.Time);
        var parts = new SweptParts(disk, folder, _entries, _epochs, _leases, _node);
        _list = new(parts);
        _sweeper = new(parts, options.LimitBytes, context.Time, new SweepLog(context.Loggers.CreateLogger("Caching"), context.Name));
    }

    public ValueTask<StoredRead> GetAsync(string key, CancellationToken cancellation) => new(_entries.Read(key));

    public ValueTask<bool> SetAsync(string key, ReadOnlyMemory<byte> bytes, EntryHeader header, CancellationToken cancellation) =>
        new(_entries.Write(key, bytes, (_leases, key), Voided) == LeasePublication.Stored);

    public ValueTask RemoveAsync(string key, CancellationToken cancellation)
    {
        _entries.Remove(key, (_leases, key), Voided);
        return ValueTask.CompletedTask;
    }

    public ValueTask<StoredEpochs> ReadEpochsAsync(IReadOnlyList<string> names, CancellationToken cancellation) =>
        new(new StoredEpochs(_epochs.Read(names)));

    public ValueTask RenewEpochsAsync(IReadOnlyList<string> names, CancellationToken cancellation)
    {
        foreach (var name in names) _epochs.Renew(name);
        return ValueTask.CompletedTask;
    }

    public ValueTask<bool> ReplaceAsync(
        string key, ReadOnlyMemory<byte>? expected, ReadOnlyMemory<byte> bytes, EntryHeader header, CancellationToken cancellation)
    {
        var written = _entries.Write(key, bytes, (_entries, _leases, key, expected), static call =>
            call._entries.Holds(call.key, call.expected) && Voided((call._leases, call.key)));
        return new(written != LeasePublication.Superseded);
    }

    public ValueTask<CacheLease> AcquireAsync(string key, ulong stamp, TimeSpan duration, CancellationToken cancellation) =>
        new(_leases.Acquire(key, stamp, duration));

    public ValueTask<LeasePublication> PublishAsync(
        string key, ReadOnlyMemory<byte> bytes, EntryHeader header, CacheLease lease, CancellationToken cancellation) =>
        new(_entries.Write(key, bytes, (_leases, key, lease), static call => call._leases.End(call.key, call.lease)));

    public ValueTask ReleaseAsync(string key, CacheLease lease, CancellationToken cancellation)
    {
        _leases.Release(key, lease);
        return ValueTask.CompletedTask;
    }

    public IAsyncEnumerable<StoredRead> ListAsync(string prefix, CancellationToken cancellation) =>
        _list.Of(prefix, cancellation).ToAsyncEnumerable();

    /// <summary>One step of the sweeper, as its timer takes it.</summary>
    internal void Sweep() => _sweeper.Step();

    public void Dispose()
    {
        _sweeper.Dispose();
        _epochs.Dispose();
        _node.Dispose();
    }

    private static bool Voided((LeaseFiles Leases, string Key) call)
    {
        call.Leases.Void(call.Key);
        return true;
    }
}
