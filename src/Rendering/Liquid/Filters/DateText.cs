using System.Globalization;
using System.Text.RegularExpressions;

namespace Rendering.Liquid.Filters;

/// <summary>
/// Dates as people write them, by the rules of Ruby's Date._parse: a time of day anywhere, then the first form of a date that
/// fits: 31 Jan 2024, Jan 31, 2024, 2024-01-31, 31-Jan-2024, 2024/1/31, 31.1.2024, a month, a day (3rd), or digits in a row.
/// </summary>
internal static partial class DateText
{
    /// <summary>Ruby refuses longer texts; the bound also keeps every match short.</summary>
    public const int MaxLength = 128;

    public static bool TryRead(string text, out DateFields fields)
    {
        fields = default;
        try
        {
            var rest = TakeTime(Separators().Replace(text, " "), ref fields);
            var found = TakeNamed(rest, ref fields) || TakeNumbers(rest, ref fields) || TakeSingle(rest, ref fields) || DateDigits.TryRead(rest, ref fields);
            return found || fields.Hour is not null;
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    /// <summary>Digits behind the point of a second, as ticks.</summary>
    public static long Fraction(ReadOnlySpan<char> digits)
    {
        var ticks = 0L;
        for (var i = 0; i < 7; i++) ticks = ticks * 10 + (i < digits.Length ? digits[i] - '0' : 0);
        return ticks;
    }

    private static string TakeTime(string text, ref DateFields fields)
    {
        var match = Time().Match(text);
        if (!match.Success) return text;
        var hour = Number(match, "h") ?? Number(match, "hh") ?? Number(match, "hp");
        if (match.Groups["p"].ValueSpan is { Length: > 0 } half) hour = hour % 12 + (half[0] is 'p' or 'P' ? 12 : 0);
        fields.Hour = hour;
        fields.Minute = Number(match, "m") ?? Number(match, "mm");
        fields.Second = Number(match, "s") ?? Number(match, "ss");
        fields.Fraction = Fraction(match.Groups["f"].ValueSpan);
        fields.Offset = DateZone.Offset(match.Groups["z"].ValueSpan);
        return string.Concat(text.AsSpan(0, match.Index), " ", text.AsSpan(match.Index + match.Length));
    }

    private static bool TakeNamed(string text, ref DateFields fields)
    {
        foreach (var form in (ReadOnlySpan<Regex>)[DayMonthYear(), MonthDayYear(), DayMonthYearDashed()])
        {
            var match = form.Match(text);
            if (!match.Success) continue;
            (fields.Month, fields.Day, fields.Year) = (MonthOf(match), Number(match, "d"), Year(match.Groups["y"].ValueSpan));
            // 2024-jan-31: what is longer than a day is the year.
            if (match.Groups["d"].Length > 2) (fields.Year, fields.Day) = (Year(match.Groups["d"].ValueSpan), Number(match, "y"));
            return true;
        }
        return false;
    }

    private static bool TakeNumbers(string text, ref DateFields fields)
    {
        foreach (var form in (ReadOnlySpan<Regex>)[Dashed(), Slashed(), Dotted()])
        {
            var match = form.Match(text);
            if (!match.Success) continue;
            var (first, second, third) = (match.Groups["a"].Value, match.Groups["b"].Value, match.Groups["c"].Value);
            if (third.Length == 0)
            {
                if (first.Length > 2) (fields.Year, fields.Month) = (Year(first), Parse(second));
                else (fields.Month, fields.Day) = (Parse(first), Parse(second));
            }
            else if (IsYear(second)) (fields.Month, fields.Year, fields.Day) = (Parse(third), Year(second), Parse(first));
            else if (IsYear(third) && !IsYear(first)) (fields.Day, fields.Month, fields.Year) = (Parse(first), Parse(second), Year(third));
            else (fields.Year, fields.Month, fields.Day) = (Year(first), Parse(second), Parse(third));
            return true;
        }
        return false;
    }

    private static bool TakeSingle(string text, ref DateFields fields)
    {
        if (YearMonth().Match(text) is { Success: true } both)
        {
            (fields.Year, fields.Month) = (Number(both, "y"), Number(both, "m"));
            return true;
        }
        if (YearDay().Match(text) is { Success: true } ordinal)
        {
            (fields.Year, fields.DayOfYear) = (Number(ordinal, "y"), Number(ordinal, "d"));
            return true;
        }
        if (MonthOnly().Match(text) is { Success: true } month)
        {
            fields.Month = MonthOf(month);
            return true;
        }
        if (DayOnly().Match(text) is not { Success: true } day) return false;
        fields.Day = Number(day, "d");
        return true;
    }

    private static bool IsYear(string digits) => digits.Length > 2 || digits.StartsWith('\'');

    /// <summary>A year; of two digits, those from 69 are of the last century.</summary>
    internal static int? Year(ReadOnlySpan<char> digits)
    {
        if (Parse(digits) is not { } year) return null;
        return digits.Trim('\'').Length > 2 || year > 99 ? year : year >= 69 ? 1900 + year : 2000 + year;
    }

    private static int? Number(Match match, string group) => Parse(match.Groups[group].ValueSpan);

    private static int? Parse(ReadOnlySpan<char> digits) =>
        digits.Length == 0 ? null : int.TryParse(digits.Trim('\''), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue;

    private static int MonthOf(Match match) => Months.IndexOf(match.Groups["mon"].Value[..3], StringComparison.OrdinalIgnoreCase) / 4 + 1;
}
