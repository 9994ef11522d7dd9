using System.Diagnostics.CodeAnalysis;

namespace Rendering.Values;

/// <summary>Keys with values in the order they were added; keys are values, so 1 and "1" are two keys.</summary>
internal sealed class ValueHash
{
    private readonly OrderedDictionary<object, Value> _items = [];

    public int Count => _items.Count;

    public Value this[string key]
    {
        get => _items.TryGetValue(key, out var value) ? value : default;
        set => _items[key] = value;
    }

    public void Set(in Value key, Value value) => _items[key.ToObject() ?? NilKey] = value;

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
