using Rendering.Values;

namespace Rendering.Syntax;

/// <summary>What holes ask of the place where they stand.</summary>
internal sealed partial class RenderFrame
{
    /// <summary>Whether the model here is the page's: an isolated partial has none, and one of a foreign language has its own.</summary>
    public bool SeesPageModel => _model.IsReference && (_context.HasPageModel || _model.AsObject is PartialModel);

    /// <summary>Whether what the path begins with is a variable of this place, and no member of the page's model.</summary>
    public bool IsLocal(ReadPath read) =>
        !Slots[Read[read.Slot]].IsUnset
        || (read.Scope >= 0 && Slots[Read[read.Scope]] is { IsUnset: false, IsNil: false })
        || IsCounter(read.Path[0])
        || IsOfModel(read.Path[0]);

    /// <summary>Whether every template sees it: it needs no model.</summary>
    public bool IsGlobal(string name) => name == RequestExpression.Name
        || (_globals.AsObject is { } globals && (Members.Find(globals.GetType(), name) is not null || TryReadMember(_globals, Value.FromString(name), out _)));

    /// <summary>The variable of that name in sight of this place; false where there is none.</summary>
    public bool TryReadLocal(string name, IReadOnlyList<(string Name, int Slot)> visible, out Value value)
    {
        value = default;
        if (_binding.TryFind(name, visible, out var slot) && slot < Slots.Length && !Slots[slot].IsUnset) value = Slots[slot];
        else if (IsCounter(name) || IsOfModel(name)) value = ReadByName(Value.FromString(name), visible);
        else return false;
        return true;
    }

    private bool IsCounter(string name) => _registers?.Counters.ContainsKey(name) == true;

    // The model of a partial in another language is made of the variables that it was called with.
    private bool IsOfModel(string name) => _model.IsReference && (_model.AsObject is PartialModel partial
        ? partial.HasVariable(name)
        : !_context.HasPageModel && TryReadMember(_model, Value.FromString(name), out _));
}
