namespace Caching.Stores.Files;

/// <summary>
/// Keeps the entries near the limit: measures them, and where they are too many bytes drops those that were used least recently. It asks
/// for lengths and times only and opens no file, so that it keeps up with writers, as the rounds of a <see cref="Sweeper"/> would not. It is due
/// when a round has ended, and when this process has written a sixteenth of the limit since it began last: so a folder is
/// over its limit by what each process writes before that, and while this runs.
/// </summary>
/// <remarks>Any process does it, the one that sweeps or not, and only one at a time: two would each drop all that is too much.</remarks>
internal sealed class RoomMaker(SweptParts parts, SweepFaults faults, SweepLog log, long limit, TimeProvider time) : IDisposable
{
    private const int WrittenPart = 16;
    // Making room for a tenth at once keeps a full store from measuring without end.
    private const double Room = 0.9;

    private IDisposable? _right;
    private IEnumerator<int>? _work;
    private long _written;
    private bool _asked;

    public bool IsDue => _work is not null || _asked || parts.Written - _written >= Math.Max(1, limit / WrittenPart);

    /// <summary>Somebody thinks that it is time to measure.</summary>
    public void Ask() => _asked = true;

    /// <summary>Goes on for so long at most.</summary>
    public void Step(TimeSpan lasts)
    {
        var started = time.GetTimestamp();
        if (_work is null)
        {
            _asked = false;
            _written = parts.Written;
            _right = parts.TryMakeRoom();
            if (_right is null) return;
            _work = Work().GetEnumerator();
        }

        while (_work.MoveNext())
            if (time.GetElapsedTime(started) >= lasts) return;
        Dispose();
    }

    public void Dispose()
    {
        _work?.Dispose();
        _work = null;
        _right?.Dispose();
        _right = null;
    }

    private IEnumerable<int> Work()
    {
        var ages = new AgeHistogram();
        var begun = time.GetUtcNow();
        foreach (var (shard, path) in Entries())
        {
            faults.Try(() =>
            {
                if (parts.Measure(path) is { } file) ages.Add(Age(file, begun), DiskFile.Taken(file.Length));
            });
            yield return shard;
        }

        if (ages.Total <= limit) yield break;
        var cut = ages.CutOf(ages.Total - (long)(limit * Room));
        var ofClass = cut.Bytes;
        var dropped = 0;
        foreach (var (shard, path) in Entries())
        {
            faults.Try(() =>
            {
                var now = time.GetUtcNow();
                if (parts.Measure(path) is not { } file) return;
                var age = Age(file, now) - (now - begun);
                if (age < cut.To)
                {
                    if (age < cut.From || ofClass <= 0) return;
                    ofClass -= DiskFile.Taken(file.Length);
                }

                parts.Drop(path, shard, file);
                dropped++;
            });
            yield return shard;
        }

        log.Swept(ages.Total, dropped);
    }

    private IEnumerable<(int Shard, string Path)> Entries()
    {
        for (var shard = 0; shard < StoreFolder.Shards; shard++)
            foreach (var path in faults.List(() => parts.Shard(Kind.Entry, shard)))
                yield return (shard, path);
    }

    // A time to come is of a clock that has been put right, and a use since would have marked the entry: it is as old as it is ahead.
    private static TimeSpan Age(DiskFile file, DateTimeOffset now) => (now - file.Written).Duration();
}
