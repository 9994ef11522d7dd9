using Rendering.Output;

namespace Rendering.Values;

/// <summary>
/// Prints lists and hashes with all that is in them. One inside itself shows as <c>[...]</c> or <c>{...}</c>, and so does one that is
/// deeper than <see cref="MaxDepth"/>; shared sub-lists can still double the work at each level, so items are counted.
/// </summary>
internal abstract class Inspection(Utf8Output output, bool escape)
{
    /// <summary>Bytes of a list or hash taken as text.</summary>
    public const int MaxBytes = 64 * 1024 * 1024;

    private const int MaxDepth = 100;
    private const int MaxItems = 1_000_000;

    private readonly List<object> _path = [];
    private int _items;

    protected Utf8Output Output => output;

    protected bool Escape => escape;

    /// <summary>Shows a value as it stands inside a list.</summary>
    public void Inspect(in Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Array when Enter(value, "[...]"u8):
                WriteItems(value);
                Leave();
                break;
            case ValueKind.Hash when Enter(value, "{...}"u8):
                WriteMembers(value);
                Leave();
                break;
            case ValueKind.Array or ValueKind.Hash:
                break;
            default:
                InspectScalar(value);
                break;
        }
    }

    /// <summary>Shows what is neither a list nor a hash.</summary>
    protected abstract void InspectScalar(in Value value);

    /// <summary>Writes the key of a hash, and what stands between it and its value.</summary>
    protected abstract void WriteKey(in Value key);

    /// <summary>The items of a list or a range, in brackets.</summary>
    protected void WriteItems(in Value list)
    {
        output.Write("["u8);
        var first = true;
        foreach (var item in ItemsOf(list))
        {
            if (!first) output.Write(", "u8);
            first = false;
            Inspect(item);
        }
        output.Write("]"u8);
    }

    /// <summary>The items of a list or a range, each of them counted.</summary>
    protected Value[] ItemsOf(in Value list)
    {
        var items = Items.Of(list, MaxItems)!.Items;
        Count(items.Length);
        return items;
    }

    protected bool Enter(in Value value, ReadOnlySpan<byte> again)
    {
        var container = value.AsObject!;
        var known = _path.Count == MaxDepth;
        foreach (var outer in _path) known |= ReferenceEquals(outer, container);
        if (known) output.Write(again);
        else _path.Add(container);
        return !known;
    }

    protected void Leave() => _path.RemoveAt(_path.Count - 1);

    private void WriteMembers(in Value hash)
    {
        output.Write("{"u8);
        var first = true;
        foreach (var (key, item) in HashAccess.Of(hash.AsObject!).Pairs(hash.AsObject!))
        {
            Count(1);
            if (!first) output.Write(", "u8);
            first = false;
            WriteKey(key);
            Inspect(item);
        }
        output.Write("}"u8);
    }

    private void Count(int items)
    {
        if ((_items += items) > MaxItems) throw LimitException.LoopLength(MaxItems);
    }
}
