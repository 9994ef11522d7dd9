namespace Caching.Stores;

/// <summary>
/// Which keys and epochs this process has changed in a store lately, so that an answer that is older than a change is not used after it.
/// Noted when the change has reached the store, or has failed to: what is asked from then on is asked after it.
/// </summary>
internal sealed class ChangeTable
{
    // One a name would grow. Names that share one only make an answer useless now and then.
    private const int Slots = 4096;

    private readonly long[] _slots = new long[Slots];
    private long _last;

    /// <summary>The number of the last change. Read before the store is asked.</summary>
    public long Last => Interlocked.Read(ref _last);

    /// <summary>Notes that what is under the key, or the epoch, was changed.</summary>
    public void Note(string name)
    {
        var number = Interlocked.Increment(ref _last);
        ref var slot = ref Slot(name);
        // The greater of two stays, whichever is written last.
        for (var before = Volatile.Read(ref slot); before < number;)
        {
            var seen = Interlocked.CompareExchange(ref slot, number, before);
            if (seen == before) return;
            before = seen;
        }
    }

    /// <summary>Whether it was changed after <see cref="Last"/> was this.</summary>
    public bool IsChangedSince(long last, string name) => Volatile.Read(ref Slot(name)) > last;

    private ref long Slot(string name) => ref _slots[(uint)name.GetHashCode(StringComparison.Ordinal) % Slots];
}
