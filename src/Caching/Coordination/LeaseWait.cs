namespace Caching.Coordination;

/// <summary>How often who waits for other processes looks again.</summary>
internal sealed class LeasePoll(TimeProvider time)
{
    // The others are to have the value within a tenth of the time that it took to make, or 25 ms, whichever is more. A poll every
    // twentieth, or 8 ms, leaves room for a coarse timer and for the write.
    private const double Part = 0.05;
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(8);

    private readonly long _began = time.GetTimestamp();

    public Task NextAsync(CancellationToken cancellation)
    {
        var part = time.GetElapsedTime(_began) * Part;
        return Task.Delay(part > Least ? part : Least, time, cancellation);
    }
}

/// <summary>How many holders of one key's lease were waited for.</summary>
internal struct LeaseHolders
{
    // A value that is not stored (a page that says so, a factory that fails) would have the processes wait for each other in a row.
    // A second holder is waited for, since the first may have died; a third is not.
    private const int Most = 2;

    private ulong _last;
    private int _count;

    /// <summary>Whether this one is a holder too many.</summary>
    public bool IsOneTooMany(ulong token)
    {
        if (token == _last) return false;
        _last = token;
        return ++_count > Most;
    }
}
