namespace Rendering.Syntax;

/// <summary>
/// The names of one template while it is parsed: names of the page, one slot each, and the variables that a loop owns, which
/// shadow them inside it.
/// </summary>
internal sealed class SlotTable
{
    private static readonly IReadOnlyList<(string Name, int Slot)> Nothing = [];

    private readonly List<(string Name, bool Owned)> _slots = [];
    private readonly Dictionary<string, int> _page = new(StringComparer.Ordinal);
    private readonly List<(string Name, int Slot)> _visible = [];
    private readonly HashSet<int> _read = [];
    private readonly List<string> _written = [];
    private IReadOnlyList<(string Name, int Slot)>? _snapshot = Nothing;

    public IReadOnlyList<(string Name, bool Owned)> Slots => _slots;

    /// <summary>
    /// The loop variables around the statement that is being parsed, outermost first, for a statement that may read any of them.
    /// </summary>
    public IReadOnlyList<(string Name, int Slot)> Visible
    {
        get
        {
            foreach (var (_, slot) in _visible) _read.Add(slot);
            return _snapshot ??= [.. _visible];
        }
    }

    /// <summary>Whether anything may read an owned variable.</summary>
    public bool IsRead(int slot) => _read.Contains(slot);

    /// <summary>The slot that a name is read from here.</summary>
    public int Read(string name)
    {
        var found = -1;
        // Through the inner one, the outer ones of the same name can be reached (forloop.parentloop).
        for (var i = _visible.Count - 1; i >= 0; i--)
            if (_visible[i].Name == name)
            {
                _read.Add(_visible[i].Slot);
                if (found < 0) found = _visible[i].Slot;
            }
        return found >= 0 ? found : OfPage(name);
    }

    /// <summary>The slot that an assignment to a name goes to: the page's, past all loops.</summary>
    public int Write(string name)
    {
        NoteWritten(name);
        return OfPage(name);
    }

    /// <summary>Notes that the template gives the name a value, in whatever slot.</summary>
    public void NoteWritten(string name) => _written.Add(name);

    /// <summary>The names that are assigned, in the order of the text.</summary>
    public IReadOnlyList<string> Written => _written;

    private int OfPage(string name)
    {
        if (_page.TryGetValue(name, out var slot)) return slot;
        _slots.Add((name, false));
        return _page[name] = _slots.Count - 1;
    }

    /// <summary>A variable that the statement being parsed owns, visible until <see cref="Close"/>.</summary>
    public int Open(string name)
    {
        _slots.Add((name, true));
        _visible.Add((name, _slots.Count - 1));
        _snapshot = null;
        return _slots.Count - 1;
    }

    /// <summary>A variable that is nobody's but this template's; its name is looked up by who asked for it.</summary>
    public int Own(string name)
    {
        _slots.Add((name, true));
        return _slots.Count - 1;
    }

    /// <summary>Ends the innermost owned variables.</summary>
    public void Close(int count)
    {
        _visible.RemoveRange(_visible.Count - count, count);
        _snapshot = _visible.Count == 0 ? Nothing : null;
    }
}
