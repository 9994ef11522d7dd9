using System.Collections;

namespace Rendering.Values;

/// <summary>
/// A list of values made by a template: the result of a split, a filter over a list, an array literal. Templates of a language that
/// assigns to items change only lists that were made for that, which carry the <see cref="Section"/> they were made in.
/// </summary>
internal sealed class ValueArray(Value[] items) : IReadOnlyList<Value>
{
    public static readonly ValueArray None = new([]);

    public Value[] Items { get; private set; } = items;

    /// <summary>The cached section that it was made in, 0 outside of all; negative for a list that must not change.</summary>
    public int Section { get; init; } = ValueHash.Fixed;

    /// <summary>Members by name beside the items; null while there are none.</summary>
    public ValueHash? Members { get; set; }

    public int Count => Items.Length;

    public Value this[int index] => Items[index];

    /// <summary>Sets an item; one past the end makes the list longer, with nil in between.</summary>
    public void Set(int index, in Value value)
    {
        if (index >= Items.Length)
        {
            var longer = new Value[index + 1];
            Items.CopyTo(longer, 0);
            Items = longer;
        }
        Items[index] = value;
    }

    public IEnumerator<Value> GetEnumerator() => ((IEnumerable<Value>)Items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => Items.GetEnumerator();
}
