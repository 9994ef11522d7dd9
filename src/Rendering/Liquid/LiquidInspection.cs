using Rendering.Output;
using Rendering.Values;

namespace Rendering.Liquid;

/// <summary>Prints lists and hashes: <see cref="Inspection.Inspect"/> is Ruby's inspect, text quoted, nil as nil, <c>{"a"=>1}</c>.</summary>
internal sealed class LiquidInspection(Utf8Output output, bool escape) : Inspection(output, escape)
{
    /// <summary>As output prints it: a list's items without anything between them.</summary>
    public void Print(in Value value)
    {
        if (value.Kind == ValueKind.Hash) Inspect(value);
        else if (value.Kind != ValueKind.Array) LiquidFormatter.Instance.Write(value, Output, Escape);
        else if (Enter(value, "[...]"u8))
        {
            foreach (var item in ItemsOf(value)) Print(item);
            Leave();
        }
    }

    protected override void InspectScalar(in Value value)
    {
        if (value.IsNil || value.IsUnset) Output.Write("nil"u8);
        else if (value.AsString is { } text) RubyQuote.Write(text, Output, Escape);
        else if (value.Kind == ValueKind.Object && value.AsObject is IInspected inspected) Output.Write(inspected.Inspect(), Escape);
        else LiquidFormatter.Instance.Write(value, Output, Escape);
    }

    protected override void WriteKey(in Value key)
    {
        Inspect(key);
        Output.Write("=>", Escape);
    }
}

/// <summary>An object that shows itself differently inside a list or hash than it prints: a Ruby symbol is <c>:a</c> there.</summary>
internal interface IInspected
{
    string Inspect();
}
