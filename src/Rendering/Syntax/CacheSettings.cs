using System.Globalization;
using Caching;
using Rendering.Values;

namespace Rendering.Syntax;

/// <summary>Reads the settings of a cached section as templates give them.</summary>
internal static class CacheSettings
{
    /// <summary>Seconds, <c>"never"</c>, or nil for the region's own.</summary>
    /// <exception cref="TemplateRenderException">Anything else.</exception>
    public static CacheExpire? Expire(in Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Nil:
                return null;
            case ValueKind.Int when value.AsInt >= 0:
                return value.AsInt;
            case ValueKind.Float when value.AsFloat >= 0 && value.AsFloat < TimeSpan.MaxValue.TotalSeconds:
                return TimeSpan.FromSeconds(value.AsFloat);
            case ValueKind.Decimal when value.AsDecimal is >= 0 and < 1_000_000_000:
                return TimeSpan.FromSeconds((double)value.AsDecimal);
            case ValueKind.String when value.AsString == "never":
                return CacheExpire.Never;
            case ValueKind.String when double.TryParse(value.AsString, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds < TimeSpan.MaxValue.TotalSeconds:
                return TimeSpan.FromSeconds(seconds);
            default:
                throw new TemplateRenderException("expire takes a number of seconds, or \"never\"");
        }
    }

    /// <summary>Text with commas, or a list.</summary>
    public static IReadOnlyCollection<string>? Tags(in Value value, RenderFrame frame)
    {
        if (value.IsNil) return null;
        if (value.AsString is { } text) return text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var items = Items.Of(value, frame.Limits.LoopLength)?.Items ?? throw new TemplateRenderException("tags takes text with commas, or a list");
        return [.. items.Select(item => frame.Formatter.ToText(item)).Where(static tag => tag.Length > 0)];
    }
}
