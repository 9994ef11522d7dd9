using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace Rendering.AspNetCore;

/// <summary>HTTP-date (RFC 9110, 5.6.7): the preferred form and the two obsolete ones that a recipient must still read.</summary>
internal static class HttpDate
{
    private static readonly string[] Forms =
    [
        "ddd, dd MMM yyyy HH:mm:ss 'GMT'",
        "dddd, dd-MMM-yy HH:mm:ss 'GMT'",
        "ddd MMM d HH:mm:ss yyyy",
        "ddd MMM  d HH:mm:ss yyyy",
    ];

    private static readonly CultureInfo Culture = WithTwoDigitYears();

    /// <summary>False for anything but one date: a list of dates is no date (RFC 9110, 13.1.3).</summary>
    public static bool TryParse(StringValues header, out DateTimeOffset date)
    {
        date = default;
        return header.Count == 1 && DateTimeOffset.TryParseExact(
            header[0], Forms, Culture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out date);
    }

    // A year of two digits lies at most 50 years ahead. The framework's own bound is fixed at 2049.
    private static CultureInfo WithTwoDigitYears()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.DateTimeFormat.Calendar.TwoDigitYearMax = TimeProvider.System.GetUtcNow().Year + 50;
        return culture;
    }
}
