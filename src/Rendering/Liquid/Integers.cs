using System.Globalization;
using Rendering.Values;

namespace Rendering.Liquid;

/// <summary>Whole numbers where a tag needs one.</summary>
internal static class Integers
{
    /// <summary>A limit or an offset: a whole number, or text that is one.</summary>
    /// <exception cref="TemplateRenderException">invalid integer</exception>
    public static long ToInteger(in Value value)
    {
        if (value.IsInt) return value.AsInt;
        if (value.AsString is { } text && long.TryParse(text.AsSpan().Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return number;
        throw new TemplateRenderException("invalid integer");
    }

    /// <summary>An end of a range: text counts as the number it begins with, nil as 0, fractions are cut.</summary>
    /// <exception cref="TemplateRenderException">invalid integer</exception>
    public static long ToRangeEnd(in Value value) => value.Kind switch
    {
        ValueKind.Int => value.AsInt,
        ValueKind.Float => double.IsFinite(value.AsFloat) ? (long)value.AsFloat : throw new TemplateRenderException("invalid integer"),
        ValueKind.Decimal => (long)Math.Clamp(decimal.Truncate(value.AsDecimal), long.MinValue, long.MaxValue),
        ValueKind.Nil => 0,
        ValueKind.String => LeadingInteger(value.AsString!),
        _ => throw new TemplateRenderException("invalid integer"),
    };

    /// <summary>Ruby's String#to_i.</summary>
    public static long LeadingInteger(string text)
    {
        var rest = text.AsSpan().TrimStart();
        var length = rest.Length > 0 && rest[0] is '-' or '+' ? 1 : 0;
        while (length < rest.Length && (char.IsAsciiDigit(rest[length]) || (rest[length] == '_' && length > 0 && char.IsAsciiDigit(rest[length - 1])))) length++;
        var digits = rest[..length].ToString().Replace("_", "", StringComparison.Ordinal);
        return long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }
}
