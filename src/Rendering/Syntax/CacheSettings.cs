using Caching;
using Rendering.Fragments;
using Rendering.Values;

namespace Rendering.Syntax;

/// <summary>Reads the settings of a cached section as templates give them.</summary>
internal static class CacheSettings
{
    /// <summary>Seconds, <c>"never"</c>, or nil for the region's own. More seconds than a span of time holds are never.</summary>
    /// <exception cref="TemplateRenderException">Anything else.</exception>
    public static CacheExpire? Expire(in Value value, string option = "expire")
    {
        switch (value.Kind)
        {
            case ValueKind.Nil:
                return null;
            case ValueKind.Int when value.AsInt >= 0:
                return value.AsInt;
            case ValueKind.Float when value.AsFloat >= 0:
                return value.AsFloat;
            case ValueKind.Decimal when value.AsDecimal >= 0:
                return (double)value.AsDecimal;
            case ValueKind.String when CacheExpire.TryParse(value.AsString, out var expire):
                return expire;
            default:
                throw new TemplateRenderException($"{option} takes a number of seconds, or \"never\"");
        }
    }

    /// <summary>Seconds, or nil. A window that has no end is as long as time is.</summary>
    /// <exception cref="TemplateRenderException">Anything else.</exception>
    public static TimeSpan? Span(Expression? option, string name, RenderFrame frame) =>
        option is null || Expire(option.Evaluate(frame), name) is not { } span ? null : span.IsNever ? TimeSpan.MaxValue : span.Span;

    /// <summary>How long a section lives, and what voids it. What is still on its way is nil until then.</summary>
    public static FragmentSpec Life(FragmentSpec spec, CacheArguments arguments, RenderFrame frame) => spec with
    {
        Expire = arguments.Expire is { } expire ? Expire(expire.Evaluate(frame)) : null,
        Sliding = Span(arguments.Sliding, "sliding", frame),
        Stale = Span(arguments.Stale, "stale", frame),
        Tags = arguments.Tags is { } tags ? Tags(tags.Evaluate(frame), frame) : null,
    };

    /// <summary>The name of a store (<c>type</c>) or of a region, or nil for the configured one.</summary>
    /// <exception cref="TemplateRenderException">Anything else.</exception>
    public static string? Name(Expression? name, string option, RenderFrame frame) => name is null ? null : Name(name.Evaluate(frame), option);

    private static string? Name(in Value value, string option) => value.IsNil ? null
        : value.AsString ?? throw new TemplateRenderException(option == "type"
            ? "type takes the name of a store in quotes, such as \"memory\""
            : "region takes the name of a region in quotes, such as \"short_term\"");

    /// <summary>Text with commas, or a list.</summary>
    public static IReadOnlyCollection<string>? Tags(in Value value, RenderFrame frame)
    {
        if (value.IsNil) return null;
        if (value.AsString is { } text) return text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var items = Items.Of(value, frame.Limits.LoopLength)?.Items ?? throw new TemplateRenderException("tags takes text with commas, or a list");
        return [.. items.Select(item => frame.Formatter.ToText(item)).Where(static tag => tag.Length > 0)];
    }
}
