namespace Caching.Coordination;

/// <summary>
/// The epochs of a process. An epoch lives as long as an entry, a creation or a cache object holds it; then it is forgotten,
/// and a new one of that name has a new value. Forgetting therefore voids and never revives.
/// </summary>
internal sealed class EpochTable
{
    // Stored bytes cannot hold an epoch, so those that they name are held here: at most so many, the oldest go first and take
    // their entries along (a miss). 65,536 epochs of about 150 bytes are some 10 MB.
    internal const int PinLimit = 65_536;

    private readonly WeakTable<Epoch> _epochs = new();
    private readonly Queue<Epoch> _pins = new();
    private readonly HashSet<Epoch> _pinned = [];
    private readonly Lock _gate = new();
    private readonly int _pinLimit;

    public EpochTable(int pinLimit = PinLimit) => _pinLimit = pinLimit;

    public int Count => _epochs.Count;

    public Epoch Get(string name) => _epochs.GetOrAdd(name, static (name, _) => new Epoch(name), 0);

    // An epoch that nobody holds has no entry and no creation to void.
    public void Renew(string name, bool soft)
    {
        if (_epochs.TryGet(name, out var epoch)) epoch.Renew(soft);
    }

    /// <summary>Every one of them. One that is drawn meanwhile belongs to a creation that began after the call did.</summary>
    public void RenewAll(bool soft)
    {
        foreach (var epoch in _epochs.Items) epoch.Renew(soft);
    }

    public void Sweep() => _epochs.Sweep();

    public void Pin(Epoch epoch)
    {
        lock (_gate)
        {
            if (!_pinned.Add(epoch)) return;
            _pins.Enqueue(epoch);
            if (_pins.Count > _pinLimit) _pinned.Remove(_pins.Dequeue());
        }
    }
}
