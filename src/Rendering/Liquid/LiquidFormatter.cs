using System.Globalization;
using Rendering.Output;
using Rendering.Values;

namespace Rendering.Liquid;

/// <summary>
/// How Liquid prints: nil as nothing, floats as Ruby does, the items of a list one after the other, a hash as Ruby 3.3 shows it
/// (<c>{"a"=>1}</c>). As text for a filter (<see cref="ToText"/>) a list is shown like a hash, <c>["a", 1]</c>, as in Ruby.
/// </summary>
internal sealed class LiquidFormatter : ValueFormatter
{
    public static readonly LiquidFormatter Instance = new();

    public override string ToText(in Value value) => value.Kind switch
    {
        ValueKind.String => value.AsString!,
        ValueKind.Int => value.AsInt.ToString(CultureInfo.InvariantCulture),
        ValueKind.Nil or ValueKind.Unset or ValueKind.Empty or ValueKind.Blank => "",
        ValueKind.Bool => value.AsBool ? "true" : "false",
        ValueKind.BigInt => value.AsBigInt.ToString(CultureInfo.InvariantCulture),
        ValueKind.Float => RubyFloat.ToText(value.AsFloat),
        ValueKind.Decimal => value.AsDecimal.ToString(CultureInfo.InvariantCulture),
        ValueKind.Object => value.AsObject!.ToString() ?? "",
        _ => Compose(value),
    };

    public override void WriteFloat(double number, Utf8Output output) => RubyFloat.Write(number, output);

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
                RubyFloat.Write(value.AsFloat, output);
                break;
            case ValueKind.Decimal:
                output.Write(value.AsDecimal);
                break;
            case ValueKind.Date:
                LiquidDateText.Write(value, output);
                break;
            case ValueKind.Range:
                var (first, last) = value.AsRange;
                output.Write(first);
                output.Write(".."u8);
                output.Write(last);
                break;
            case ValueKind.Array or ValueKind.Hash:
                new LiquidInspection(output, escape).Print(value);
                break;
            default:
                output.Write(ToText(value), escape);
                break;
        }
    }

    // Dates, ranges, lists and hashes: written as bytes by the one writer there is, then read back.
    private static string Compose(in Value value)
    {
        using var output = new Utf8Output();
        if (value.Kind is ValueKind.Array or ValueKind.Hash)
        {
            output.Reset(LiquidInspection.MaxBytes);
            new LiquidInspection(output, escape: false).Inspect(value);
        }
        else
        {
            Instance.Write(value, output, escape: false);
        }
        return output.ToText();
    }
}
