using System.Globalization;
using System.Text;
using Rendering.Values;

namespace Rendering.Syntax;

/// <summary>A scalar as typed text, so that it can be kept with a rendition: a letter for its kind, then its value.</summary>
internal static class ExportedValue
{
    /// <exception cref="TemplateRenderException">The value is no scalar.</exception>
    public static byte[] Write(in Value value, string name)
    {
        var text = value.Kind switch
        {
            ValueKind.Nil => "n",
            ValueKind.Bool => value.AsBool ? "b1" : "b0",
            ValueKind.Int => string.Create(CultureInfo.InvariantCulture, $"i{value.AsInt}"),
            ValueKind.Float => string.Create(CultureInfo.InvariantCulture, $"f{value.AsFloat:R}"),
            ValueKind.Decimal => string.Create(CultureInfo.InvariantCulture, $"d{value.AsDecimal}"),
            ValueKind.Date when !value.IsDay => string.Create(CultureInfo.InvariantCulture, $"t{value.AsDate:O}"),
            ValueKind.String => (value.IsMarkup ? "m" : "s") + value.AsString,
            _ => throw new TemplateRenderException($"export of '{name}': a section lets out text, numbers, truth values and times. Let out the members that are needed, one by one"),
        };
        return Encoding.UTF8.GetBytes(text);
    }

    public static Value Read(ReadOnlyMemory<byte> utf8)
    {
        var text = Encoding.UTF8.GetString(utf8.Span);
        var rest = text[1..];
        return text[0] switch
        {
            'b' => Value.FromBool(rest == "1"),
            'i' => Value.FromInt(long.Parse(rest, CultureInfo.InvariantCulture)),
            'f' => Value.FromFloat(double.Parse(rest, CultureInfo.InvariantCulture)),
            'd' => Value.FromDecimal(decimal.Parse(rest, CultureInfo.InvariantCulture)),
            't' => Value.FromDate(DateTimeOffset.ParseExact(rest, "O", CultureInfo.InvariantCulture)),
            's' => Value.FromString(rest),
            'm' => Value.FromMarkup(rest),
            _ => default,
        };
    }
}
