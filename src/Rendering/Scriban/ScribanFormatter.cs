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

    public override string ToText(in Value value) => value.Kind switch
    {
        ValueKind.String => value.AsString!,
        ValueKind.Int => value.AsInt.ToString(CultureInfo.InvariantCulture),
        ValueKind.Nil or ValueKind.Unset or ValueKind.Empty or ValueKind.Blank => "",
        ValueKind.Bool => value.AsBool ? "true" : "false",
        ValueKind.BigInt => value.AsBigInt.ToString(CultureInfo.InvariantCulture),
        ValueKind.Float => value.AsFloat.ToString(CultureInfo.InvariantCulture),
        ValueKind.Decimal => value.AsDecimal.ToString(CultureInfo.InvariantCulture),
        ValueKind.Object => value.AsObject!.ToString() ?? "",
        _ => Compose(value),
    };

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

    protected override void WriteOther(in Value value, Utf8Output output, bool escape)
    {
        switch (value.Kind)
        {
            case ValueKind.Nil or ValueKind.Unset or ValueKind.Empty or ValueKind.Blank:
                break;
            case ValueKind.Bool:
                output.Write(value.AsBool ? "true"u8 : "false"u8);
                break;
            case ValueKind.Float:
                WriteFloat(value.AsFloat, output);
                break;
            case ValueKind.Decimal:
                output.Write(value.AsDecimal);
                break;
            case ValueKind.Date:
                Dates.Write(value.AsDate, output, escape);
                break;
            case ValueKind.Array or ValueKind.Hash or ValueKind.Range:
                new ScribanInspection(output, escape).Inspect(value);
                break;
            default:
                output.Write(ToText(value), escape);
                break;
        }
    }

    // Dates, ranges, lists and objects: written as bytes by the one writer there is, then read back.
    private static string Compose(in Value value)
    {
        using var output = new Utf8Output();
        output.Reset(ScribanInspection.MaxBytes);
        Instance.Write(value, output, escape: false);
        return output.ToText();
    }
}
