using System.Globalization;
using Rendering.Output;

namespace Rendering.Values;

/// <summary>How a language prints values. What all languages print alike stands here; floats, dates and collections are each one's own.</summary>
internal abstract class ValueFormatter
{
    /// <summary>Writes any value; text that is not markup is escaped when asked.</summary>
    public void Write(in Value value, Utf8Output output, bool escape)
    {
        if (value.AsString is { } text) output.Write(text, escape && !value.IsMarkup);
        else if (value.IsInt) output.Write(value.AsInt);
        else WriteOther(value, output, escape);
    }

    /// <summary>The value as text.</summary>
    public string ToText(in Value value) => value.Kind switch
    {
        ValueKind.String => value.AsString!,
        ValueKind.Int => value.AsInt.ToString(CultureInfo.InvariantCulture),
        ValueKind.Nil or ValueKind.Unset or ValueKind.Empty or ValueKind.Blank => "",
        ValueKind.Bool => value.AsBool ? "true" : "false",
        ValueKind.BigInt => value.AsBigInt.ToString(CultureInfo.InvariantCulture),
        ValueKind.Float => FloatText(value.AsFloat),
        ValueKind.Decimal => value.AsDecimal.ToString(CultureInfo.InvariantCulture),
        ValueKind.Object => value.AsObject!.ToString() ?? "",
        _ => Compose(value),
    };

    /// <summary>Writes a floating point number.</summary>
    public abstract void WriteFloat(double number, Utf8Output output);

    protected abstract string FloatText(double number);

    protected abstract void WriteDate(in Value date, Utf8Output output, bool escape);

    /// <summary>Writes a list, a range or a hash as output prints it.</summary>
    protected abstract void WriteCollection(in Value collection, Utf8Output output, bool escape);

    /// <summary>Writes a list, a range or a hash as it is taken for text.</summary>
    protected virtual void WriteAsText(in Value collection, Utf8Output output) => WriteCollection(collection, output, escape: false);

    private void WriteOther(in Value value, Utf8Output output, bool escape)
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
                WriteDate(value, output, escape);
                break;
            case ValueKind.Array or ValueKind.Hash or ValueKind.Range:
                WriteCollection(value, output, escape);
                break;
            default:
                output.Write(ToText(value), escape);
                break;
        }
    }

    // Dates and collections: written as bytes by the one writer there is, then read back.
    private string Compose(in Value value)
    {
        using var output = new Utf8Output();
        output.Reset(Inspection.MaxBytes);
        if (value.Kind == ValueKind.Date) WriteDate(value, output, escape: false);
        else WriteAsText(value, output);
        return output.ToText();
    }
}
