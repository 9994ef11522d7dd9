using System.Globalization;
using System.Text.RegularExpressions;

namespace Rendering.Liquid.Filters;

/// <summary>Dates written as digits in a row, told apart by their count: 20240131, 20240131T103000, 240131, 0131.</summary>
internal static partial class DateDigits
{
    public static bool TryRead(string text, ref DateFields fields)
    {
        var match = Row().Match(text);
        if (!match.Success) return false;
        var digits = match.Groups["d"].ValueSpan;
        switch (digits.Length)
        {
            case 2:
                fields.Day = Part(digits, 0, 2);
                break;
            case 3:
                fields.DayOfYear = Part(digits, 0, 3);
                break;
            case 4:
                (fields.Month, fields.Day) = (Part(digits, 0, 2), Part(digits, 2, 2));
                break;
            case 5:
                (fields.Year, fields.DayOfYear) = (DateText.Year(digits[..2]), Part(digits, 2, 3));
                break;
            case 6:
                (fields.Year, fields.Month, fields.Day) = (DateText.Year(digits[..2]), Part(digits, 2, 2), Part(digits, 4, 2));
                break;
            case 7:
                (fields.Year, fields.DayOfYear) = (Part(digits, 0, 4), Part(digits, 4, 3));
                break;
            case 8 or 10 or 12 or 14:
                (fields.Year, fields.Month, fields.Day) = (Part(digits, 0, 4), Part(digits, 4, 2), Part(digits, 6, 2));
                Time(digits[8..], ref fields);
                break;
            default:
                return false;
        }
        Time(match.Groups["t"].ValueSpan, ref fields);
        if (match.Groups["f"].Length > 0) fields.Fraction = DateText.Fraction(match.Groups["f"].ValueSpan);
        if (match.Groups["z"].Length > 0) fields.Offset = DateZone.Offset(match.Groups["z"].ValueSpan);
        return true;
    }

    private static void Time(ReadOnlySpan<char> digits, ref DateFields fields)
    {
        if (digits.Length >= 2) fields.Hour = Part(digits, 0, 2);
        if (digits.Length >= 4) fields.Minute = Part(digits, 2, 2);
        if (digits.Length >= 6) fields.Second = Part(digits, 4, 2);
    }

    private static int Part(ReadOnlySpan<char> digits, int start, int length) => int.Parse(digits.Slice(start, length), NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<d>\d{2,14})(\s*t?\s*(?<t>\d{2,6})([,.](?<f>\d*))?)?(?<z>z\b|[-+]\d{1,4}\b)?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 250)]
    private static partial Regex Row();
}
