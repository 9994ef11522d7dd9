using Rendering.Values;

namespace Rendering.Syntax;

/// <summary>Variables, the model behind them, and what loops, counters and cycles remember.</summary>
internal sealed partial class RenderFrame
{
    private readonly Stack<VariableStore> _spare = new();
    private readonly Stack<Registers> _spareRegisters = new();
    private VariableStore _store = VariableStore.None;
    private Binding _binding = null!;
    private Value _model;
    private Value _globals;
    private Registers? _registers;
    private int _sections;

    /// <summary>The variables of the page, or of the isolated partial that is running.</summary>
    public Value[] Slots { get; private set; } = [];

    /// <summary>For each slot of the running template, the place in <see cref="Slots"/> to read.</summary>
    public int[] Read { get; private set; } = [];

    /// <summary>For each slot of the running template, the place in <see cref="Slots"/> that an assignment goes to.</summary>
    public int[] Write { get; private set; } = [];

    public Binding Binding => _binding;

    /// <summary>
    /// The cached section that is running, 0 outside of all. What a template makes carries it: a section must not change an object
    /// that was made outside of it, since on a hit it would not.
    /// </summary>
    public int Section { get; private set; }

    /// <summary>Inside a section that is cached, or would be with caching on.</summary>
    public bool InSection => Section != 0;

    public Registers Registers => _registers ??= _spareRegisters.TryPop(out var registers) ? registers : new Registers();

    /// <summary>What must be put back after a scope of its own.</summary>
    public readonly record struct Saved(VariableStore Store, Binding Binding, Value Model, Registers? Registers, ParsedTemplate Template, Language Language, int Section);

    /// <summary>What can be seen from a place: variables, and the model behind them.</summary>
    public readonly record struct View(VariableStore Store, Binding Binding, Value Model, Registers Registers);

    /// <summary>The present view, handed out to a template.</summary>
    public View ShareSight()
    {
        _store.IsShared = true;
        return Sight;
    }

    private View Sight => new(_store, _binding, _model, Registers);

    /// <summary>A scope of its own: nothing of the caller is seen, and nothing that happens inside is seen by it.</summary>
    /// <param name="template">The template that runs.</param>
    /// <param name="store">Its variables, from <see cref="NewStore"/>; parameters are set in it already.</param>
    /// <param name="model">What names that nothing was assigned to stand for.</param>
    public Saved Isolate(ParsedTemplate template, VariableStore store, in Value model = default)
    {
        var saved = new Saved(_store, _binding, _model, _registers, Template, _language, Section);
        Use(store);
        _model = model;
        _registers = null;
        Switch(template, template.OwnBinding);
        return saved;
    }

    /// <summary>
    /// A scope that starts as a copy of this one and with counters of its own: what a cached section assigns or counts stays inside,
    /// since on a hit it would not happen at all.
    /// </summary>
    public Saved Fork()
    {
        var saved = new Saved(_store, _binding, _model, _registers, Template, _language, Section);
        var copy = NewStore(Slots.Length);
        Slots.CopyTo(copy.Slots, 0);
        Use(copy);
        _registers = null;
        // Like the variables around it, the loops around it can be read.
        if (saved.Registers?.Loop is { } loop) Registers.Loop = loop;
        Section = ++_sections;
        return saved;
    }

    public void Restore(in Saved saved)
    {
        // A store that `self` was taken of may still be looked at through it.
        if (!_store.IsShared)
        {
            _spare.Push(_store);
            if (_registers is not null)
            {
                _registers.Clear();
                _spareRegisters.Push(_registers);
            }
        }
        Use(saved.Store);
        _model = saved.Model;
        _registers = saved.Registers;
        Switch(saved.Template, saved.Binding);
        _language = saved.Language;
        Section = saved.Section;
    }

    /// <summary>Runs on as another template of the same page, seeing the same variables.</summary>
    public (ParsedTemplate Template, Binding Binding) Share(ParsedTemplate template, Binding binding)
    {
        var before = (Template, _binding);
        if (Slots.Length < binding.Layout.Count)
        {
            _store.Grow(binding.Layout.Count);
            Slots = _store.Slots;
        }
        Switch(template, binding);
        return before;
    }

    public void Unshare((ParsedTemplate Template, Binding Binding) before) => Switch(before.Template, before.Binding);

    public void Assign(int slot, in Value value) => Slots[Write[slot]] = value;

    /// <summary>The member of that name of the model, then of the globals; what counters have counted comes first, as in Shopify's Liquid.</summary>
    public Value ReadModel(string name, ref MemberSite site, bool strict)
    {
        // Read once: another thread may set it between a look at its type and one at its accessor.
        var known = site;
        if (_model.AsObject?.GetType() is { } type && known.Type != type) site = known = new MemberSite(type, Members.Find(type, name));
        return ReadModel(name, _model, _registers, known.Accessor, strict);
    }

    private Value ReadModel(string name, in Value model, Registers? registers, Accessor? member, bool strict)
    {
        if (registers is not null && registers.Counters.TryGetValue(name, out var count)) return Value.FromInt(count);
        if (model.IsReference)
        {
            if (member is not null) return ReadLazy(model.AsObject!, member);
            if (TryReadMember(model, Value.FromString(name), out var found)) return found;
        }
        if (_globals.IsReference)
        {
            if (TryReadMember(_globals, Value.FromString(name), out var found)) return found;
            if (Members.Find(_globals.AsObject!.GetType(), name) is { } accessor) return ReadLazy(_globals.AsObject!, accessor);
        }
        return strict && _language.StrictVariables ? Fail($"undefined variable {name}") : default;
    }

    public Value ReadByName(in Value key, IReadOnlyList<(string Name, int Slot)> visible) => ReadByName(key, visible, Sight);

    public Value ReadByName(in Value key, IReadOnlyList<(string Name, int Slot)> visible, in View view)
    {
        if (key.AsString is not { } name) return default;
        var slots = view.Store.Slots;
        if (view.Binding.TryFind(name, visible, out var slot) && slot < slots.Length && !slots[slot].IsUnset) return slots[slot];
        var member = view.Model.AsObject is { } instance ? Members.Find(instance.GetType(), name) : null;
        return ReadModel(name, view.Model, view.Registers, member, strict: false);
    }

    /// <summary>All variables in sight by name, before the model, for a partial in a language that does not share them.</summary>
    public PartialModel VisibleVariables(IReadOnlyList<(string Name, int Slot)> visible)
    {
        var variables = new PartialModel(_model, Members);
        foreach (var name in _binding.Layout.Names)
            if (_binding.TryFind(name, visible, out var slot) && slot < Slots.Length && !Slots[slot].IsUnset) variables[name] = Slots[slot].ToObject();
        return variables;
    }

    private void Switch(ParsedTemplate template, Binding binding)
    {
        Template = template;
        _binding = binding;
        Read = binding?.Read ?? [];
        Write = binding?.Write ?? [];
        if (template is not null) _language = template.Language;
    }

    private void Use(VariableStore store)
    {
        _store = store;
        Slots = store.Slots;
    }

    /// <summary>Variables, none of them assigned.</summary>
    public VariableStore NewStore(int count)
    {
        if (!_spare.TryPop(out var store)) store = new VariableStore();
        store.Reset(count);
        return store;
    }

    private void EndScopes()
    {
        _model = default;
        _globals = default;
        _registers = null;
        _sections = Section = 0;
        foreach (var store in _spare) store.Clear();
    }
}
