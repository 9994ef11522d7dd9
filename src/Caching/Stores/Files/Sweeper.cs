namespace Caching.Stores.Files;

/// <summary>
/// Goes round the folder in small steps, one a second: each looks at so many files, or so many bytes, and no more, however large the folder is.
/// Of all processes that have the folder open one sweeps; when it ends another takes over. What it finds dead goes; what lives and
/// is too much is left to a <see cref="RoomMaker"/>, which has its own share of each step.
/// </summary>
/// <remarks>A round looks at everything once, and a new one begins ten minutes after the last one began, or when that has ended.</remarks>
internal sealed class Sweeper : IDisposable
{
    internal const int FilesAStep = 250;
    internal const long BytesAStep = 4 << 20;
    internal static readonly TimeSpan StepEvery = TimeSpan.FromSeconds(1);
    internal static readonly TimeSpan RoundEvery = TimeSpan.FromMinutes(10);
    // Where the disk is so slow that this ends a step, most of the time is the callers'.
    private static readonly TimeSpan StepLasts = StepEvery / 4;

    private readonly SweptParts _parts;
    private readonly TimeProvider _time;
    private readonly SweepLog _log;
    private readonly SweepFaults _faults;
    private readonly RoomMaker _room;
    private readonly ITimer _timer;
    private readonly Lock _gate = new();
    private IDisposable? _right;
    private IEnumerator<long>? _round;
    private DateTimeOffset _begun = DateTimeOffset.MinValue;
    private bool _disposed;

    public Sweeper(SweptParts parts, long limit, TimeProvider time, SweepLog log)
    {
        _parts = parts;
        _time = time;
        _log = log;
        _faults = new(log);
        _room = new(parts, _faults, log, limit, time);
        _timer = time.CreateTimer(static sweeper => ((Sweeper)sweeper!).Step(), this, StepEvery, StepEvery);
    }

    public void Step()
    {
        // A step that takes longer than the time between two is not joined by a second one.
        if (!_gate.TryEnter()) return;
        try
        {
            if (_disposed) return;
            _faults.Try(Sweep);
            if (_room.IsDue) _faults.Try(() => _room.Step(StepLasts));
        }
        finally
        {
            _gate.Exit();
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        lock (_gate)
        {
            _disposed = true;
            _round?.Dispose();
            _room.Dispose();
            _right?.Dispose();
        }
    }

    private void Sweep()
    {
        // Either way: after a clock was put right, ten minutes may not be a year.
        if (_round is null && (_time.GetUtcNow() - _begun).Duration() < RoundEvery) return;
        _round ??= Begin();
        if (_round is null) return;
        var started = _time.GetTimestamp();
        var files = FilesAStep;
        for (var bytes = BytesAStep; files > 0 && bytes > 0 && _time.GetElapsedTime(started) < StepLasts; files--)
        {
            if (!_round.MoveNext())
            {
                _round = null;
                _room.Ask();
                return;
            }

            bytes -= _round.Current;
        }
    }

    /// <summary>A round, if this process may sweep.</summary>
    private IEnumerator<long>? Begin()
    {
        // Noted first: who may not, or fails, asks again when the next round is due, not each second.
        _begun = _time.GetUtcNow();
        _faults.Begin();
        _right ??= _parts.TryBegin();
        return _right is null ? null : Round(_begun).GetEnumerator();
    }

    /// <summary>One round; each item is a file or folder looked at, and says how many bytes were read.</summary>
    private IEnumerable<long> Round(DateTimeOffset begun)
    {
        var reclaimed = 0;
        var alive = 0L;
        foreach (var path in _faults.List(() => _parts.Temps))
        {
            _faults.Try(() => _parts.Temp(path, begun));
            yield return 0;
        }

        for (var shard = 0; shard < StoreFolder.Shards; shard++)
        {
            foreach (var path in _faults.List(() => _parts.Shard(Kind.Entry, shard)))
            {
                DiskFile? file = null;
                _faults.Try(() =>
                {
                    file = _parts.Look(path);
                    if (file is { } found && _parts.IsAlive(path, found, _time.GetUtcNow())) alive += found.Length;
                    else
                    {
                        _parts.Drop(path, shard, file);
                        reclaimed++;
                    }
                });
                yield return file?.Length ?? 0;
            }

            foreach (var path in _faults.List(() => _parts.Shard(Kind.Lease, shard)))
            {
                _faults.Try(() => _parts.Lease(path, shard));
                yield return 0;
            }

            yield return 0;
        }

        // After the entries, which have marked those that they use.
        for (var shard = 0; shard < StoreFolder.Shards; shard++)
        {
            foreach (var path in _faults.List(() => _parts.Shard(Kind.Epoch, shard)))
            {
                _faults.Try(() => _parts.Epoch(path, shard, begun));
                yield return 0;
            }

            yield return 0;
        }

        // Last, so that a lease of a dead process has gone before what tells that it is dead.
        foreach (var path in _faults.List(() => _parts.Nodes))
        {
            _faults.Try(() => _parts.Node(path));
            yield return 0;
        }

        _log.Swept(alive, reclaimed);
    }
}
