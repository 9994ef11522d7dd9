namespace Caching.Stores.Files;

/// <summary>
/// The sign that this store object lives: a file that it keeps locked. The lock is the operating system's and ends with the process,
/// however that ends, so there is no heartbeat to miss: a lease of a killed process is free at once, and one of a process that
/// is merely slow is not taken for dead. Numbers are drawn at random and never used again, so a file may be deleted once it is unlocked.
/// Where somebody has deleted it, though, its process would look dead to all others for as long as it lives: it gives another sign.
/// </summary>
internal sealed class ProcessNode(Disk disk, StoreFolder folder) : IDisposable
{
    private readonly Lock _gate = new();
    private IDisposable? _lock;
    private ulong _id;
    private bool _locksWork;

    /// <summary>The number of this store object; locked from the first call on. Another one where the file has gone.</summary>
    public ulong Id
    {
        get
        {
            lock (_gate)
            {
                if (_lock is not null && disk.Exists(folder.Node(_id))) return _id;
                _lock?.Dispose();
                _lock = null;
                var id = IEpochStore.Draw();
                var path = folder.Node(id);
                folder.Ensure(disk, path);
                _lock = disk.TryLock(path, create: true) ?? throw new IOException($"'{path}' is locked, though nobody knows of it.");
                // Some network file systems, and a switch of the runtime, turn file locks into nothing: then all would look dead.
                using var second = disk.TryLock(path, create: false);
                _locksWork = second is null;
                return _id = id;
            }
        }
    }

    /// <summary>Whether the process of that number may live. Where locks do not work, all do, and leases end by their time alone.</summary>
    public bool MayLive(ulong id)
    {
        if (id == Id || !_locksWork) return true;
        var path = folder.Node(id);
        if (!disk.Exists(path)) return false;
        using var free = disk.TryLock(path, create: false);
        return free is null && disk.Exists(path);
    }

    /// <summary>Drops the file of a process that is gone.</summary>
    public void Reclaim(string path)
    {
        _ = Id;
        if (!_locksWork || disk.IsLink(path)) return;
        using (var free = disk.TryLock(path, create: false))
            if (free is null) return;
        disk.Delete(path);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_lock is null) return;
            _lock.Dispose();
            _lock = null;
            try
            {
                disk.Delete(folder.Node(_id));
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // It is unlocked, and so, swept.
            }
        }
    }
}
