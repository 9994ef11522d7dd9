using System.Collections;

namespace Rendering.Values;

/// <summary>A list of values made by a template: the result of a split, a filter over a list, an array literal.</summary>
internal sealed class ValueArray(Value[] items) : IReadOnlyList<Value>
{
    public static readonly ValueArray None = new([]);

    public Value[] Items => items;

    public int Count => items.Length;

    public Value this[int index] => items[index];

    public IEnumerator<Value> GetEnumerator() => ((IEnumerable<Value>)items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => items.GetEnumerator();
}
