using System.Globalization;

namespace Rendering.Liquid.Filters;

/// <summary>Dates as machines write them, <c>2024-01-31T10:30:00.5+02:00</c>: without a regular expression, since most are.</summary>
internal static class IsoDate
{
    public static bool TryRead(ReadOnlySpan<char> text, out DateFields fields)
    {
        fields = default;
        text = text.Trim(' ');
        if (text.Length < 10 || text[4] != '-' || text[7] != '-') return false;
        if (!Digits(text[..4], out var year) || !Digits(text[5..7], out var month) || !Digits(text[8..10], out var day)) return false;
        fields = new DateFields { Year = year, Month = month, Day = day };
        text = text[10..];
        if (text.Length == 0) return true;
        if (text.Length < 6 || text[0] is not ('T' or 't' or ' ') || text[3] != ':') return false;
        if (!Digits(text[1..3], out var hour) || !Digits(text[4..6], out var minute)) return false;
        (fields.Hour, fields.Minute) = (hour, minute);
        text = text[6..];
        if (text.Length >= 3 && text[0] == ':')
        {
            if (!Digits(text[1..3], out var second)) return false;
            fields.Second = second;
            text = text[3..];
            if (text.Length > 1 && text[0] == '.')
            {
                var end = text[1..].IndexOfAnyExceptInRange('0', '9');
                var digits = end < 0 ? text[1..] : text[1..(end + 1)];
                fields.Fraction = DateText.Fraction(digits);
                text = text[(digits.Length + 1)..];
            }
        }
        text = text.TrimStart(' ');
        if (text.Length == 0) return true;
        fields.Offset = DateZone.Offset(text);
        return fields.Offset is not null;
    }

    private static bool Digits(ReadOnlySpan<char> text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
