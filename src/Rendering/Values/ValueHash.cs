using System.Diagnostics.CodeAnalysis;

namespace Rendering.Values;

/// <summary>Keys with values in the order they were added; keys are values, so 1 and "1" are two keys.</summary>
internal sealed class ValueHash
{
    private readonly OrderedDictionary<object, Value> _items = [];

    /// <summary>The <see cref="Section"/> of what templates must not change.</summary>
    public const int Fixed = -1;

    private HashSet<string>? _readOnly;

    public int Count => _items.Count;

    /// <summary>The cached section that it was made in, 0 outside of all; <see cref="Fixed"/> for one that must not change.</summary>
    public int Section { get; init; } = Fixed;

    public Value this[string key]
    {
        get => _items.TryGetValue(key, out var value) ? value : default;
        set => _items[key] = value;
    }

    public void Set(in Value key, Value value) => _items[key.ToObject() ?? NilKey] = value;

    /// <summary>No assignment reaches this member any longer.</summary>
    public void Protect(string key) => (_readOnly ??= new(StringComparer.Ordinal)).Add(key);

    public bool IsProtected(string key) => _readOnly is not null && _readOnly.Contains(key);

    public bool Remove(string key) => _items.Remove(key);

    public bool TryGet(string key, out Value value) => _items.TryGetValue(key, out value);

    [SuppressMessage("Style", "IDE0060", Justification = "in keeps the call site free of copies")]
    public bool TryGet(in Value key, out Value value) => _items.TryGetValue(key.ToObject() ?? NilKey, out value);

    public KeyValuePair<Value, Value> At(int index)
    {
        var (key, value) = _items.GetAt(index);
        return new(ReferenceEquals(key, NilKey) ? default : Value.From(key), value);
    }

    private static readonly object NilKey = new();
}
