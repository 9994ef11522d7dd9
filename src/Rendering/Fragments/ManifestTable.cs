namespace Rendering.Fragments;

/// <summary>The manifests of the pages rendered last in this process, by identity. Bounded in bytes; the least recently used go first.</summary>
internal sealed class ManifestTable(long limitBytes = ManifestTable.LimitBytes)
{
    // A page of 50 sections takes about 10 KB: the 1,600 pages rendered last.
    public const long LimitBytes = 16 * 1024 * 1024;

    private readonly Dictionary<string, LinkedListNode<Page>> _pages = new(StringComparer.Ordinal);
    private readonly LinkedList<Page> _byUse = new();
    private readonly Lock _gate = new();
    private long _size;

    public int Count
    {
        get
        {
            lock (_gate) return _pages.Count;
        }
    }

    /// <summary>What is known of the page; null: nothing.</summary>
    public Known? Find(string identity)
    {
        lock (_gate)
        {
            if (!_pages.TryGetValue(identity, out var node)) return null;
            _byUse.Remove(node);
            _byUse.AddFirst(node);
            return node.Value.Known;
        }
    }

    /// <summary>Puts in place of what is known what <paramref name="change"/> makes of it, in one step; gives the new.</summary>
    public Known Change(string identity, Func<Known, Known> change)
    {
        lock (_gate)
        {
            var before = _pages.GetValueOrDefault(identity)?.Value.Known;
            var known = change(before ?? new(PageManifest.Empty, null));
            if (ReferenceEquals(known, before)) return known;
            Remove(identity);
            var page = new Page(identity, known);
            _pages[identity] = _byUse.AddFirst(page);
            _size += page.Size;
            // The newest stays, however large: it is bounded by itself.
            while (_size > limitBytes && _byUse.Count > 1) Remove(_byUse.Last!.Value.Identity);
            return known;
        }
    }

    private void Remove(string identity)
    {
        if (!_pages.Remove(identity, out var node)) return;
        _byUse.Remove(node);
        _size -= node.Value.Size;
    }

    /// <param name="Manifest">As of the last render.</param>
    /// <param name="Stored">What was last written to the store, or read from it; null: nothing.</param>
    internal sealed record Known(PageManifest Manifest, StoredManifest? Stored);

    private sealed record Page(string Identity, Known Known)
    {
        public long Size { get; } = (2 * Identity.Length) + 200 + Known.Manifest.Size
            + (Known.Stored is { } stored && !ReferenceEquals(stored.Manifest, Known.Manifest) ? stored.Manifest.Size : 0);
    }
}

/// <summary>A manifest in a store.</summary>
/// <param name="Manifest">What it says.</param>
/// <param name="WrittenAt">When it was written.</param>
internal sealed record StoredManifest(PageManifest Manifest, DateTimeOffset WrittenAt);
