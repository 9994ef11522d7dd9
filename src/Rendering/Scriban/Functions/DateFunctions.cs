using System.Globalization;
using Rendering.Output;
using Rendering.Scriban.Expressions;
using Rendering.Syntax.Filters;
using Rendering.Values;

namespace Rendering.Scriban.Functions;

/// <summary>Dates, in formats of strftime. The format <c>%g</c> stands for the default one.</summary>
internal static class DateFunctions
{
    private const string Default = "%d %b %Y";

    public static BuiltInFunction[] All { get; } =
    [
        new("date.add_days", "date days", static (FilterContext _, in Value date, in FilterArguments arguments) => Add(date, arguments[0], static (d, n) => d.AddDays(n))),
        new("date.add_hours", "date hours", static (FilterContext _, in Value date, in FilterArguments arguments) => Add(date, arguments[0], static (d, n) => d.AddHours(n))),
        new("date.add_milliseconds", "date millis", static (FilterContext _, in Value date, in FilterArguments arguments) => Add(date, arguments[0], static (d, n) => d.AddMilliseconds(n))),
        new("date.add_minutes", "date minutes", static (FilterContext _, in Value date, in FilterArguments arguments) => Add(date, arguments[0], static (d, n) => d.AddMinutes(n))),
        new("date.add_months", "date months", static (FilterContext _, in Value date, in FilterArguments arguments) => Add(date, arguments[0], static (d, n) => d.AddMonths(Months(n)))),
        new("date.add_seconds", "date seconds", static (FilterContext _, in Value date, in FilterArguments arguments) => Add(date, arguments[0], static (d, n) => d.AddSeconds(n))),
        new("date.add_years", "date years", static (FilterContext _, in Value date, in FilterArguments arguments) => Add(date, arguments[0], static (d, n) => d.AddYears(Months(n)))),
        new("date.now", "", static (FilterContext context, in Value _, in FilterArguments _) => Value.FromDate(TimeZoneInfo.ConvertTime(context.Time.GetUtcNow(), context.Zone))),
        new("date.parse", "text", Parse),
        new("date.to_string", "date pattern", ToText, WriteText, Bind),
        new("date.utc_now", "", static (FilterContext context, in Value _, in FilterArguments _) => Value.FromDate(context.Time.GetUtcNow())),
    ];

    private static Value Add(in Value date, in Value count, Func<DateTimeOffset, double, DateTimeOffset> add)
    {
        if (date.IsNil) return default;
        if (!date.IsDate) throw new FilterException($"Expecting a date instead of {Errors.TypeOf(date)}");
        if (!count.IsNumber) throw new FilterException($"Expecting a number instead of {Errors.TypeOf(count)}");
        var number = Arithmetic.ToFloat(count);
        return double.IsNaN(number) ? throw new FilterException("The number is none") : Dates.Within(date.AsDate, d => add(d, number));
    }

    // Beyond this, any date is out of the calendar.
    private static int Months(double count) => (int)Math.Clamp(count, -120_000, 120_000);

    private static Value Parse(FilterContext context, in Value text, in FilterArguments arguments)
    {
        if (text.IsDate || text.IsNil) return text;
        return DateTimeOffset.TryParse(ScribanText.Of(context, text), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? Value.FromDate(date) : default;
    }

    private static Value ToText(FilterContext context, in Value date, in FilterArguments arguments) =>
        Text(context, date, DateFormat.Of(Pattern(ScribanText.Of(context, arguments[0]))));

    private static void WriteText(FilterContext context, in Value date, in FilterArguments arguments, Utf8Output output, bool escape) =>
        Write(context, date, DateFormat.Of(Pattern(ScribanText.Of(context, arguments[0]))), output, escape);

    private static BoundFilter? Bind(Value[] arguments)
    {
        if (arguments is not [{ IsString: true } pattern]) return null;
        var format = DateFormat.Compile(Pattern(pattern.AsString!));
        return new BoundFilter(
            (FilterContext context, in Value date, in FilterArguments _) => Text(context, date, format),
            (FilterContext context, in Value date, in FilterArguments _, Utf8Output output, bool escape) => Write(context, date, format, output, escape));
    }

    private static string Pattern(string pattern)
    {
        var plain = pattern.StartsWith("%g", StringComparison.Ordinal) ? pattern[2..].TrimStart() : pattern;
        return plain.Length == 0 ? Default : plain;
    }

    private static Value Text(FilterContext context, in Value date, DateFormat format) =>
        date.IsNil ? default : Value.FromString(format.ToText(Date(date), context.Limits.StringLength));

    private static void Write(FilterContext context, in Value date, DateFormat format, Utf8Output output, bool escape)
    {
        if (date.IsDate && format.Plain is { } plain) plain.Write(date.AsClock, output);
        else if (!date.IsNil) format.Write(Date(date), output, escape);
    }

    private static DateTimeOffset Date(in Value date) => date.IsDate ? date.AsDate : throw new FilterException($"Expecting a date instead of {Errors.TypeOf(date)}. Make one with date.parse");
}
