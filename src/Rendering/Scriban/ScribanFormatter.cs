using System.Globalization;
using Rendering.Output;
using Rendering.Values;

namespace Rendering.Scriban;

/// <summary>How Scriban prints: null as nothing, floats as .NET does (5.0 is 5), lists as <c>[1, "a"]</c>, objects as <c>{a: 1}</c>.</summary>
internal sealed class ScribanFormatter : ValueFormatter
{
    public static readonly ScribanFormatter Instance = new();

    private static readonly DateFormat Dates = DateFormat.Compile("%d %b %Y");

    // Shortest round-trip digits of a double, sign and exponent.
    private const int MaxFloat = 32;

    public override void WriteFloat(double number, Utf8Output output)
    {
        if (number == (int)number && (number != 0 || !double.IsNegative(number)))
        {
            output.Write((long)number);
            return;
        }
        number.TryFormat(output.GetSpan(MaxFloat), out var written, default, CultureInfo.InvariantCulture);
        output.Advance(written);
    }

    protected override string FloatText(double number) => number.ToString(CultureInfo.InvariantCulture);

    protected override void WriteDate(in Value date, Utf8Output output, bool escape) => Dates.Write(date.AsDate, output, escape);

    protected override void WriteCollection(in Value collection, Utf8Output output, bool escape) => new ScribanInspection(output, escape).Inspect(collection);
}
