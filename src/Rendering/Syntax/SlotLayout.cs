using System.Collections.Concurrent;

namespace Rendering.Syntax;

/// <summary>
/// The variables of one page, or of one isolated partial, with everything it includes: each name has one place in an array.
/// It grows as includes are linked and never shrinks; the names of the templates involved bound it.
/// </summary>
internal sealed class SlotLayout
{
    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<string, int> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<(object Owner, int Index), int> _blockSlots = [];
    private readonly Dictionary<ParsedTemplate, List<Binding>> _bindings = [];
    private int _count;

    public int Count => Volatile.Read(ref _count);

    /// <summary>The place of a name that belongs to the page as a whole.</summary>
    public int SlotOf(string name)
    {
        if (_names.TryGetValue(name, out var slot)) return slot;
        lock (_lock)
        {
            if (!_names.TryGetValue(name, out slot)) _names[name] = slot = _count++;
            return slot;
        }
    }

    public IEnumerable<string> Names => _names.Keys;

    public bool TryGetSlot(string name, out int slot) => _names.TryGetValue(name, out slot);

    /// <summary>The place of a loop's variable or a parameter: one for each statement that owns it, whatever calls it.</summary>
    public int SlotOf(object owner, int index)
    {
        lock (_lock)
        {
            if (!_blockSlots.TryGetValue((owner, index), out var slot)) _blockSlots[(owner, index)] = slot = _count++;
            return slot;
        }
    }

    /// <summary>
    /// The binding of a template under these shadows. Equal shadows give the same binding, so a template that includes itself
    /// comes to an end after one round.
    /// </summary>
    public Binding Bind(ParsedTemplate template, Dictionary<string, int> shadows)
    {
        lock (_lock)
        {
            if (!_bindings.TryGetValue(template, out var known)) _bindings[template] = known = [];
            foreach (var binding in known)
                if (binding.HasShadows(shadows)) return binding;
            var made = new Binding(this, template, shadows);
            known.Add(made);
            return made;
        }
    }
}
