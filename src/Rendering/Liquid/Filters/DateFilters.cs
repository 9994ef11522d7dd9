using Rendering.Output;
using Rendering.Syntax.Filters;
using Rendering.Values;

namespace Rendering.Liquid.Filters;

/// <summary>Dates in a format of strftime. What is no date, or an empty format, gives the input as it was.</summary>
internal static class DateFilters
{
    public static Value Date(FilterContext context, in Value input, in FilterArguments arguments)
    {
        var format = FilterText.Of(arguments[0]);
        return format.Length == 0 ? input : Apply(context, input, DateFormat.Of(format));
    }

    public static void WriteDate(FilterContext context, in Value input, in FilterArguments arguments, Utf8Output output, bool escape)
    {
        var format = FilterText.Of(arguments[0]);
        Write(context, input, format.Length == 0 ? null : DateFormat.Of(format), output, escape);
    }

    public static BoundFilter? Bind(Value[] arguments)
    {
        if (arguments.Length != 1) return null;
        var text = FilterText.Of(arguments[0]);
        var format = text.Length == 0 ? null : DateFormat.Compile(text);
        return new BoundFilter(
            (FilterContext context, in Value input, in FilterArguments _) => format is null ? input : Apply(context, input, format),
            (FilterContext context, in Value input, in FilterArguments _, Utf8Output output, bool escape) => Write(context, input, format, output, escape));
    }

    private static Value Apply(FilterContext context, in Value input, DateFormat format) =>
        DateInput.TryRead(context, input, out var date) ? Value.FromString(format.ToText(date, context.Limits.StringLength)) : input;

    private static void Write(FilterContext context, in Value input, DateFormat? format, Utf8Output output, bool escape)
    {
        if (input.IsDate && format?.Plain is { } plain) plain.Write(input.AsClock, output);
        else if (format is not null && DateInput.TryRead(context, input, out var date)) format.Write(date, output, escape);
        else context.Formatter.Write(input, output, escape);
    }
}
