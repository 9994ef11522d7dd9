namespace Caching.Stores.Files;

/// <summary>
/// A lock a shard, held for the length of one change: among the threads of this process by a lock in memory, among processes by a
/// lock of the operating system on a file, which ends when its holder dies. The files are few and never deleted: a lock on
/// a deleted file would guard nothing against who makes it anew.
/// </summary>
internal sealed class ShardLocks
{
    // A change takes well under a millisecond, and from its twentieth turn on a spin sleeps for one: some five seconds, after
    // which the holder must be stopped (a debugger, a suspended machine), and waiting longer is of no use.
    private const int MostSpins = 5_000;

    // Then whoever comes next does not wait as long again: each would, one after another, and hold a thread meanwhile. A few
    // milliseconds tell a holder that goes on.
    private const int SpinsWhenStuck = 25;

    private readonly Disk _disk;
    private readonly StoreFolder _folder;
    private readonly int _mostSpins;
    private readonly Lock[] _gates = new Lock[StoreFolder.Shards];
    private readonly bool[] _stuck = new bool[StoreFolder.Shards];

    public ShardLocks(Disk disk, StoreFolder folder, int mostSpins = MostSpins)
    {
        _disk = disk;
        _folder = folder;
        _mostSpins = mostSpins;
        for (var i = 0; i < _gates.Length; i++) _gates[i] = new();
    }

    /// <summary>Waits for the lock. Disposed by the thread that took it.</summary>
    /// <exception cref="IOException">The file cannot be locked, or its holder does not move.</exception>
    public Held Enter(int shard)
    {
        _gates[shard].Enter();
        try
        {
            return new(_gates[shard], Take(shard));
        }
        catch
        {
            _gates[shard].Exit();
            throw;
        }
    }

    private IDisposable Take(int shard)
    {
        var path = _folder.Lock(shard);
        _folder.Ensure(_disk, path);
        if (_disk.IsLink(path)) throw new IOException($"'{path}' is a link, and the store does not open files outside its folder.");
        var spin = new SpinWait();
        for (var left = _stuck[shard] ? SpinsWhenStuck : _mostSpins; left > 0; left--)
        {
            if (_disk.TryLock(path, create: true) is { } taken)
            {
                _stuck[shard] = false;
                return taken;
            }

            spin.SpinOnce();
        }

        _stuck[shard] = true;

        throw new IOException($"'{path}' is locked by a process that does not go on.");
    }

    /// <summary>The lock while it is held.</summary>
    public readonly struct Held(Lock gate, IDisposable file) : IDisposable
    {
        public void Dispose()
        {
            file.Dispose();
            gate.Exit();
        }
    }
}
