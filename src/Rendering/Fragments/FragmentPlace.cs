namespace Rendering.Fragments;

/// <summary>
/// What is counted of one cached statement of a template. It belongs to the parsed statement and goes with it, so an edited template
/// counts anew.
/// </summary>
internal sealed class FragmentPlace
{
    // Enough to tell keys that are as many as requests from keys that are many.
    internal const int MostKeys = 1024;

    // Each processor counts on a line of its own: one number would travel between them on every hit.
    private const int Line = 16;
    private static readonly int Mask = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Environment.ProcessorCount) - 1;

    private readonly Lock _gate = new();
    private readonly HashSet<int> _keys = [];
    private long[]? _hits;
    private (int Length, string ETag)? _first;
    private bool _differs;
    private long _misses;
    private long _askedWhenFull;
    private long _made;
    private TimeSpan _making;
    private long _lookedUp;
    private TimeSpan _lookingUp;

    /// <summary>How it was asked for last: its name and place.</summary>
    public FragmentSpec Spec { get; private set; }

    /// <summary>Whether the renderer knows of it.</summary>
    public bool IsListed { get; set; }

    public long Hits
    {
        get
        {
            var sum = 0L;
            for (var i = 0; _hits is { } hits && i < hits.Length; i += Line) sum += Volatile.Read(ref hits[i]);
            return sum;
        }
    }

    public void Hit(int times = 1)
    {
        var hits = _hits ?? Interlocked.CompareExchange(ref _hits, new long[(Mask + 1) * Line], null) ?? _hits;
        Interlocked.Add(ref hits[(Thread.GetCurrentProcessorId() & Mask) * Line], times);
    }

    /// <summary>Notes a section that the cache was asked for at length: not answered at once by this process.</summary>
    public void Note(in FragmentSpec spec, int keyHash, FragmentReport report, Rendition rendition)
    {
        var isHit = report.Outcome is FragmentOutcome.Hit or FragmentOutcome.StaleHit;
        if (isHit) Hit();
        lock (_gate)
        {
            Spec = spec with { Tags = null };
            if (!isHit) _misses++;
            if (_keys.Count < MostKeys && _keys.Add(keyHash) && _keys.Count == MostKeys) _askedWhenFull = Hits + _misses;
            if (report.Outcome == FragmentOutcome.Made)
            {
                _made++;
                _making += report.MadeIn;
                if (!_differs) _differs = Differs(rendition);
            }
            else if (isHit && report.Took > TimeSpan.Zero)
            {
                _lookedUp++;
                _lookingUp += report.Took;
            }
        }
    }

    // Until one does; and its digest is only asked for where its length does not say so.
    private bool Differs(Rendition rendition)
    {
        var length = rendition.Utf8.Length;
        var first = _first ??= (length, rendition.ETag);
        return first.Length != length || first.ETag != rendition.ETag;
    }

    /// <summary>What was counted so far.</summary>
    public FragmentStatistics Read(int line, int column)
    {
        lock (_gate)
        {
            var hits = Hits;
            var read = new FragmentStatistics
            {
                Name = Spec.Name,
                Template = Spec.From ?? Spec.Template,
                Line = line,
                Column = column,
                Hits = hits,
                Misses = _misses,
                Keys = _keys.Count,
                MadeIn = _made == 0 ? TimeSpan.Zero : _making / _made,
                LookUp = _lookedUp == 0 ? TimeSpan.Zero : _lookingUp / _lookedUp,
            };
            return read with { Hints = [.. FragmentHints.Of(read, _made, _lookedUp, isEqual: !_differs, _keys.Count < MostKeys ? hits + _misses : _askedWhenFull)] };
        }
    }
}
