using Rendering.Output;
using Rendering.Values;

namespace Rendering.Liquid;

/// <summary>
/// Prints lists and hashes. A list or hash inside itself shows as <c>[...]</c> or <c>{...}</c>, as in Ruby, and so does one that
/// is deeper than <see cref="MaxDepth"/>; shared sub-lists can still double the work at each level, so items are counted.
/// </summary>
internal ref struct LiquidInspection(Utf8Output output, bool escape)
{
    /// <summary>Bytes of a list or hash taken as text by a filter.</summary>
    public const int MaxBytes = 64 * 1024 * 1024;

    private const int MaxDepth = 100;
    private const int MaxItems = 1_000_000;

    private readonly List<object> _path = [];
    private int _items;

    /// <summary>As output prints it: a list's items without anything between them.</summary>
    public void Print(in Value value)
    {
        if (value.Kind != ValueKind.Array)
        {
            if (value.Kind == ValueKind.Hash) Inspect(value);
            else LiquidFormatter.Instance.Write(value, output, escape);
            return;
        }
        if (!Enter(value, "[...]"u8)) return;
        foreach (var item in ItemsOf(value))
        {
            Count();
            Print(item);
        }
        Leave();
    }

    /// <summary>As Ruby's inspect shows it: text quoted, nil as nil.</summary>
    public void Inspect(in Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Nil or ValueKind.Unset:
                output.Write("nil"u8);
                break;
            case ValueKind.String:
                RubyQuote.Write(value.AsString, output, escape);
                break;
            case ValueKind.Array:
                InspectArray(value);
                break;
            case ValueKind.Hash:
                InspectHash(value);
                break;
            case ValueKind.Object when value.AsObject is IInspected inspected:
                output.Write(inspected.Inspect(), escape);
                break;
            default:
                LiquidFormatter.Instance.Write(value, output, escape);
                break;
        }
    }

    private void InspectArray(in Value array)
    {
        if (!Enter(array, "[...]"u8)) return;
        output.Write("["u8);
        var first = true;
        foreach (var item in ItemsOf(array))
        {
            Count();
            if (!first) output.Write(", "u8);
            first = false;
            Inspect(item);
        }
        output.Write("]"u8);
        Leave();
    }

    private void InspectHash(in Value hash)
    {
        if (!Enter(hash, "{...}"u8)) return;
        output.Write("{"u8);
        var first = true;
        foreach (var (key, item) in HashAccess.Of(hash.AsObject!).Pairs(hash.AsObject!))
        {
            Count();
            if (!first) output.Write(", "u8);
            first = false;
            Inspect(key);
            output.Write("=>", escape);
            Inspect(item);
        }
        output.Write("}"u8);
        Leave();
    }

    private static Value[] ItemsOf(in Value array) => Items.Of(array, MaxItems)!.Items;

    private readonly bool Enter(in Value value, ReadOnlySpan<byte> again)
    {
        var container = value.AsObject!;
        var known = _path.Count == MaxDepth;
        foreach (var outer in _path) known |= ReferenceEquals(outer, container);
        if (known) output.Write(again);
        else _path.Add(container);
        return !known;
    }

    private readonly void Leave() => _path.RemoveAt(_path.Count - 1);

    private void Count()
    {
        if (++_items > MaxItems) throw LimitException.LoopLength(MaxItems);
    }
}

/// <summary>An object that shows itself differently inside a list or hash than it prints: a Ruby symbol is <c>:a</c> there.</summary>
internal interface IInspected
{
    string Inspect();
}
