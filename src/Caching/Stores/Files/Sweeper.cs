namespace Caching.Stores.Files;

/// <summary>
/// Goes round the folder in small steps, one a second: each looks at so many files, or so many bytes, and no more, however large the folder is.
/// Of all processes that have the folder open one sweeps; when it ends another takes over.
/// </summary>
/// <remarks>
/// A round looks at everything once, and a new one begins ten minutes after the last one began, or when that has ended. What is over the
/// limit goes in the round after the one that found it out: the first learns how much there is and how old, the second
/// drops what was used least recently. Until then steps are larger and rounds follow each other.
/// </remarks>
internal sealed class Sweeper : IDisposable
{
    internal const int FilesAStep = 250;
    internal const long BytesAStep = 4 << 20;
    // While there is too much, so many steps are taken in one.
    private const int Hurry = 8;
    // Making room for a tenth at once keeps a full store from sweeping without end.
    private const double Room = 0.9;
    internal static readonly TimeSpan StepEvery = TimeSpan.FromSeconds(1);
    // On a disk so slow that this ends a step, three quarters of the time are the callers'.
    private static readonly TimeSpan StepLasts = StepEvery / 4;
    internal static readonly TimeSpan RoundEvery = TimeSpan.FromMinutes(10);
    private readonly SweptParts _parts;
    private readonly long _limit;
    private readonly TimeProvider _time;
    private readonly SweepFaults _faults;
    private readonly ITimer _timer;
    private readonly SweepLog _log;
    private readonly Lock _gate = new();
    private IDisposable? _right;
    private IEnumerator<long>? _round;
    private DateTimeOffset _begun = DateTimeOffset.MinValue;
    private DateTimeOffset _leastRecent;
    private long _excess;
    private bool _disposed;

    public Sweeper(SweptParts parts, long limit, TimeProvider time, SweepLog log)
    {
        _parts = parts;
        _limit = limit;
        _time = time;
        _log = log;
        _faults = new(log);
        _timer = time.CreateTimer(static sweeper => ((Sweeper)sweeper!).Step(), this, StepEvery, StepEvery);
    }

    public void Step()
    {
        // A step that takes longer than the time between two is not joined by a second one.
        if (!_gate.TryEnter()) return;
        try
        {
            if (_disposed || (_round is null && _excess == 0 && (_time.GetUtcNow() - _begun).Duration() < RoundEvery)) return;
            _round ??= Begin();
            if (_round is null) return;
            var started = _time.GetTimestamp();
            var hurry = _excess > 0 ? Hurry : 1;
            var files = FilesAStep * hurry;
            for (var bytes = BytesAStep * hurry; files > 0 && bytes > 0; files--)
            {
                if (!_round.MoveNext())
                {
                    _round = null;
                    return;
                }

                bytes -= _round.Current;
                if (_time.GetElapsedTime(started) >= StepLasts) return;
            }
        }
        catch (Exception error)
        {
            // What a round meets it passes over; so this one did not begin, and the next does at its time.
            _round = null;
            _excess = 0;
            _faults.Note(error);
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
            _right?.Dispose();
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
        var ages = new AgeHistogram();
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
                    if (Keeps(path, file)) ages.Add(Age(file!.Value, begun), file.Value.Length);
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

        _excess = ages.Total > _limit ? ages.Total - (long)(_limit * Room) : 0;
        _leastRecent = begun - Min(ages.AgeOfOldest(_excess), begun - DateTimeOffset.MinValue);
        _log.Swept(ages.Total, reclaimed);
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    // A time to come is of a clock that has been put right, and a use since would have marked the entry: it is as old as it is ahead.
    private static TimeSpan Age(DiskFile file, DateTimeOffset now) => (now - file.Written).Duration();

    private bool Keeps(string path, DiskFile? file)
    {
        var now = _time.GetUtcNow();
        if (file is not { } found || !_parts.IsAlive(path, found, now)) return false;
        if (_excess <= 0 || Age(found, now) < now - _leastRecent) return true;
        _excess -= found.Length;
        return false;
    }
}
