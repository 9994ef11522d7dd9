using Rendering.Values;

namespace Rendering.Scriban;

/// <summary>Dates and spans of time: arithmetic within their bounds, and members.</summary>
internal static class Dates
{
    public static Value Add(DateTimeOffset date, TimeSpan span) => Within(date, d => d + span);

    public static Value Subtract(DateTimeOffset date, TimeSpan span) => Within(date, d => d - span);

    public static Value Add(TimeSpan first, TimeSpan second) => Within(first, second, static (a, b) => a + b);

    public static Value Subtract(TimeSpan first, TimeSpan second) => Within(first, second, static (a, b) => a - b);

    /// <exception cref="TemplateRenderException">The date is beyond the calendar.</exception>
    public static Value Within(DateTimeOffset date, Func<DateTimeOffset, DateTimeOffset> change)
    {
        try
        {
            return Value.FromDate(change(date));
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new TemplateRenderException("The date is not within the years 1 to 9999");
        }
    }

    private static Value Within(TimeSpan first, TimeSpan second, Func<TimeSpan, TimeSpan, TimeSpan> combine)
    {
        try
        {
            return Value.FromReference(combine(first, second));
        }
        catch (OverflowException)
        {
            throw new TemplateRenderException("The span of time is too long");
        }
    }

    public static Value Member(DateTimeOffset date, string name) => name switch
    {
        "year" => Value.FromInt(date.Year),
        "month" => Value.FromInt(date.Month),
        "day" => Value.FromInt(date.Day),
        "day_of_year" => Value.FromInt(date.DayOfYear),
        "hour" => Value.FromInt(date.Hour),
        "minute" => Value.FromInt(date.Minute),
        "second" => Value.FromInt(date.Second),
        "millisecond" => Value.FromInt(date.Millisecond),
        _ => default,
    };

    public static Value Member(TimeSpan span, string name) => name switch
    {
        "days" => Value.FromInt(span.Days),
        "hours" => Value.FromInt(span.Hours),
        "minutes" => Value.FromInt(span.Minutes),
        "seconds" => Value.FromInt(span.Seconds),
        "milliseconds" => Value.FromInt(span.Milliseconds),
        "total_days" => Value.FromFloat(span.TotalDays),
        "total_hours" => Value.FromFloat(span.TotalHours),
        "total_minutes" => Value.FromFloat(span.TotalMinutes),
        "total_seconds" => Value.FromFloat(span.TotalSeconds),
        "total_milliseconds" => Value.FromFloat(span.TotalMilliseconds),
        _ => default,
    };
}
