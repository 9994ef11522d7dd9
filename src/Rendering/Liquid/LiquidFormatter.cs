using Rendering.Output;
using Rendering.Values;

namespace Rendering.Liquid;

/// <summary>
/// How Liquid prints: nil as nothing, floats as Ruby does, the items of a list one after the other, a hash as Ruby 3.3 shows it
/// (<c>{"a"=>1}</c>). As text for a filter (<see cref="ValueFormatter.ToText"/>) a list is shown like a hash, <c>["a", 1]</c>, as in Ruby.
/// </summary>
internal sealed class LiquidFormatter : ValueFormatter
{
    public static readonly LiquidFormatter Instance = new();

    public override void WriteFloat(double number, Utf8Output output) => RubyFloat.Write(number, output);

    protected override string FloatText(double number) => RubyFloat.ToText(number);

    protected override void WriteDate(in Value date, Utf8Output output, bool escape) => LiquidDateText.Write(date, output);

    protected override void WriteCollection(in Value collection, Utf8Output output, bool escape)
    {
        if (collection.Kind == ValueKind.Range) WriteRange(collection, output);
        else new LiquidInspection(output, escape).Print(collection);
    }

    protected override void WriteAsText(in Value collection, Utf8Output output)
    {
        if (collection.Kind == ValueKind.Range) WriteRange(collection, output);
        else new LiquidInspection(output, escape: false).Inspect(collection);
    }

    private static void WriteRange(in Value range, Utf8Output output)
    {
        var (first, last) = range.AsRange;
        output.Write(first);
        output.Write(".."u8);
        output.Write(last);
    }
}
