using System.Globalization;
using Rendering.Scriban.Expressions;
using Rendering.Syntax.Filters;
using Rendering.Values;

namespace Rendering.Scriban.Functions;

/// <summary>Spans of time, which dates can be moved by.</summary>
internal static class TimeSpanFunctions
{
    public static BuiltInFunction[] All { get; } =
    [
        new("timespan.from_days", "days", static (FilterContext _, in Value count, in FilterArguments _) => From(count, TimeSpan.TicksPerDay)),
        new("timespan.from_hours", "hours", static (FilterContext _, in Value count, in FilterArguments _) => From(count, TimeSpan.TicksPerHour)),
        new("timespan.from_milliseconds", "millis", static (FilterContext _, in Value count, in FilterArguments _) => From(count, TimeSpan.TicksPerMillisecond)),
        new("timespan.from_minutes", "minutes", static (FilterContext _, in Value count, in FilterArguments _) => From(count, TimeSpan.TicksPerMinute)),
        new("timespan.from_seconds", "seconds", static (FilterContext _, in Value count, in FilterArguments _) => From(count, TimeSpan.TicksPerSecond)),
        new("timespan.parse", "text", Parse),
        new("timespan.zero", "", static (FilterContext _, in Value _, in FilterArguments _) => Value.FromReference(TimeSpan.Zero)),
    ];

    private static Value From(in Value count, long ticks)
    {
        if (!count.IsNumber) throw new FilterException($"Expecting a number instead of {Errors.TypeOf(count)}");
        var span = Arithmetic.ToFloat(count) * ticks;
        return double.Abs(span) < long.MaxValue ? Value.FromReference(new TimeSpan((long)span)) : throw new FilterException("The span of time is too long");
    }

    private static Value Parse(FilterContext context, in Value text, in FilterArguments arguments) =>
        TimeSpan.TryParse(ScribanText.Of(context, text), CultureInfo.InvariantCulture, out var span) ? Value.FromReference(span)
            : throw new FilterException($"`{ScribanText.Of(context, text)}` is no span of time. Write it as 1.12:30:00");
}
