using Rendering.Syntax.Filters;

namespace Rendering.Liquid.Filters;

/// <summary>The fields that were found in the text of a date; null where it does not say.</summary>
internal record struct DateFields
{
    public int? Year, Month, Day, DayOfYear, Hour, Minute, Second;

    /// <summary>Ticks beyond the second.</summary>
    public long Fraction;

    /// <summary>The offset from UTC; null for the zone of the render.</summary>
    public TimeSpan? Offset;

    /// <summary>
    /// The point in time. Fields larger than the largest that is given come from the clock, smaller ones are the first of their kind:
    /// "10:30" is today, "March" its first day this year. The 31st of a shorter month is a day of the next one, as in Ruby.
    /// </summary>
    public readonly bool TryResolve(FilterContext context, out DateTimeOffset date)
    {
        date = default;
        if (Year is null && Month is null && Day is null && DayOfYear is null && Hour is null) return false;
        if (Offset is { } asked && asked.Duration() > TimeSpan.FromHours(14)) return false;
        var now = Offset is { } given ? context.Time.GetUtcNow().ToOffset(given) : DateInput.Now(context);
        var year = Year ?? now.Year;
        var month = Month ?? (Year is null && DayOfYear is null ? now.Month : 1);
        var day = Day ?? (Year is null && Month is null && DayOfYear is null ? now.Day : 1);
        if (year is < 2 or > 9998 || month is < 1 or > 12 || day is < 1 or > 31 || DayOfYear is < 1 or > 366) return false;
        if (Hour is < 0 or > 24 || Minute is < 0 or > 59 || Second is < 0 or > 60 || (Hour == 24 && (Minute > 0 || Second > 0))) return false;
        var local = new DateTime(year, month, 1).AddDays((DayOfYear ?? day) - 1)
            .AddHours(Hour ?? 0).AddMinutes(Minute ?? 0).AddSeconds(Second ?? 0).AddTicks(Fraction);
        date = new DateTimeOffset(local, Offset ?? context.Zone.GetUtcOffset(local));
        return true;
    }
}
