using System.Collections.Concurrent;

namespace Rendering.Syntax;

/// <summary>
/// Where a template finds its variables when it runs as part of a page: for each of its own slots, the place in the page's array
/// to read from and, since an assignment inside an include reaches the page past loops and parameters, the place to write to.
/// </summary>
internal sealed class Binding
{
    private readonly ConcurrentDictionary<(Node Site, ParsedTemplate Callee, string Subject), Link> _links = new();
    private readonly Dictionary<string, int> _shadows;

    public Binding(SlotLayout layout, ParsedTemplate template, Dictionary<string, int> shadows)
    {
        Layout = layout;
        _shadows = shadows;
        Read = new int[template.Slots.Count];
        Write = new int[template.Slots.Count];
        for (var i = 0; i < Read.Length; i++)
        {
            var (name, owned) = template.Slots[i];
            Write[i] = owned ? layout.SlotOf(template, i) : layout.SlotOf(name);
            Read[i] = !owned && shadows.TryGetValue(name, out var shadow) ? shadow : Write[i];
        }
    }

    public SlotLayout Layout { get; }

    public int[] Read { get; }

    public int[] Write { get; }

    public bool HasShadows(Dictionary<string, int> shadows) =>
        shadows.Count == _shadows.Count && shadows.All(pair => _shadows.TryGetValue(pair.Key, out var slot) && slot == pair.Value);

    /// <summary>
    /// The binding of a template included at a statement, made once. <paramref name="visible"/> are the loop variables around the
    /// statement, outermost first, as slots of this template; <paramref name="parameters"/> the names the statement itself gives.
    /// </summary>
    public Link Link(Node site, ParsedTemplate callee, IReadOnlyList<(string Name, int Slot)> visible, ReadOnlySpan<string> parameters)
    {
        // One template may be included under several names, and its last parameter is called by the name.
        var last = parameters.IsEmpty ? "" : parameters[^1];
        if (_links.TryGetValue((site, callee, last), out var known)) return known;
        var shadows = new Dictionary<string, int>(_shadows, StringComparer.Ordinal);
        foreach (var (name, slot) in visible) shadows[name] = Read[slot];
        var places = new int[parameters.Length];
        for (var i = 0; i < parameters.Length; i++) shadows[parameters[i]] = places[i] = Layout.SlotOf(site, i);
        return _links.GetOrAdd((site, callee, last), new Link(Layout.Bind(callee, shadows), places));
    }

    /// <summary>The place of a name known only at run time, as seen from a statement.</summary>
    public bool TryFind(string name, IReadOnlyList<(string Name, int Slot)> visible, out int slot)
    {
        for (var i = visible.Count - 1; i >= 0; i--)
            if (visible[i].Name == name)
            {
                slot = Read[visible[i].Slot];
                return true;
            }
        return _shadows.TryGetValue(name, out slot) || Layout.TryGetSlot(name, out slot);
    }
}

/// <summary>How an include runs its callee: the callee's binding, and the places of the parameters that the statement gives.</summary>
internal sealed record Link(Binding Binding, int[] Parameters);
