using System.Globalization;
using Rendering.Syntax.Filters;
using Rendering.Values;

namespace Rendering.Liquid.Filters;

/// <summary>What the date filter takes for a date: a date, seconds since 1970, <c>now</c> and <c>today</c>, and text as Ruby's Time.parse reads it.</summary>
internal static class DateInput
{
    private static readonly long MinSeconds = DateTimeOffset.MinValue.ToUnixTimeSeconds() + 86_400;
    private static readonly long MaxSeconds = DateTimeOffset.MaxValue.ToUnixTimeSeconds() - 86_400;

    public static bool TryRead(FilterContext context, in Value input, out DateTimeOffset date)
    {
        switch (input.Kind)
        {
            case ValueKind.Date:
                date = input.AsDate;
                return true;
            case ValueKind.Int:
                return TrySeconds(context, input.AsInt, out date);
            case ValueKind.String:
                return TryText(context, input.AsString!, out date);
            default:
                date = default;
                return false;
        }
    }

    private static bool TryText(FilterContext context, string text, out DateTimeOffset date)
    {
        date = default;
        if (text.Length is 0 or > DateText.MaxLength) return false;
        if (text.Equals("now", StringComparison.OrdinalIgnoreCase) || text.Equals("today", StringComparison.OrdinalIgnoreCase))
        {
            date = Now(context);
            return true;
        }
        if (!text.AsSpan().ContainsAnyExceptInRange('0', '9'))
            return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && TrySeconds(context, seconds, out date);
        return (IsoDate.TryRead(text, out var fields) || DateText.TryRead(text, out fields)) && fields.TryResolve(context, out date);
    }

    private static bool TrySeconds(FilterContext context, long seconds, out DateTimeOffset date)
    {
        date = default;
        if (seconds < MinSeconds || seconds > MaxSeconds) return false;
        date = TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeSeconds(seconds), context.Zone);
        return true;
    }

    public static DateTimeOffset Now(FilterContext context) => TimeZoneInfo.ConvertTime(context.Time.GetUtcNow(), context.Zone);
}
