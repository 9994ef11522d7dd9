using Rendering.Output;
using Rendering.Values;

namespace Rendering.Scriban;

/// <summary>
/// Prints lists and objects. One inside itself, or too deep, shows as <c>...</c>; shared sub-lists can still double the work at each
/// level, so items are counted.
/// </summary>
internal ref struct ScribanInspection(Utf8Output output, bool escape)
{
    /// <summary>Bytes of a list or object taken as text.</summary>
    public const int MaxBytes = 64 * 1024 * 1024;

    private const int MaxDepth = 100;
    private const int MaxItems = 1_000_000;

    private readonly List<object> _path = [];
    private int _items;

    /// <summary>Text inside a list is quoted, null shows as null.</summary>
    public void Inspect(in Value value)
    {
        if (++_items > MaxItems) throw LimitException.LoopLength(MaxItems);
        switch (value.Kind)
        {
            case ValueKind.Nil or ValueKind.Unset:
                output.Write("null"u8);
                break;
            case ValueKind.String:
                output.Write("\"", escape);
                output.Write(Quoted(value.AsString!), escape && !value.IsMarkup);
                output.Write("\"", escape);
                break;
            case ValueKind.Range:
                List(Items.Of(value, MaxItems)!.Items);
                break;
            case ValueKind.Array when Enter(value, "[...]"u8):
                List(Items.Of(value, MaxItems)!.Items);
                _path.RemoveAt(_path.Count - 1);
                break;
            case ValueKind.Hash when Enter(value, "{...}"u8):
                Members(value);
                _path.RemoveAt(_path.Count - 1);
                break;
            case ValueKind.Array or ValueKind.Hash:
                break;
            default:
                ScribanFormatter.Instance.Write(value, output, escape);
                break;
        }
    }

    private void List(Value[] items)
    {
        output.Write("["u8);
        for (var i = 0; i < items.Length; i++)
        {
            if (i > 0) output.Write(", "u8);
            Inspect(items[i]);
        }
        output.Write("]"u8);
    }

    private void Members(in Value hash)
    {
        output.Write("{"u8);
        var first = true;
        foreach (var (key, item) in HashAccess.Of(hash.AsObject!).Pairs(hash.AsObject!))
        {
            if (!first) output.Write(", "u8);
            first = false;
            ScribanFormatter.Instance.Write(key, output, escape);
            output.Write(": "u8);
            Inspect(item);
        }
        output.Write("}"u8);
    }

    private readonly bool Enter(in Value value, ReadOnlySpan<byte> again)
    {
        var container = value.AsObject!;
        var known = _path.Count == MaxDepth;
        foreach (var outer in _path) known |= ReferenceEquals(outer, container);
        if (known) output.Write(again);
        else _path.Add(container);
        return !known;
    }

    private static string Quoted(string text) => text.AsSpan().IndexOfAny('"', '\\', '\n') < 0
        ? text
        : text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
