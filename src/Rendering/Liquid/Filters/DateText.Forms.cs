using System.Text.RegularExpressions;

namespace Rendering.Liquid.Filters;

/// <summary>The forms in which people write dates. Texts are short, so no match takes long; the bound is there all the same.</summary>
internal static partial class DateText
{
    private const int Timeout = 250;
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
    private const string Months = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec";

    [GeneratedRegex(@"[^-+',./:@0-9a-z\[\]]+", Options, Timeout)]
    private static partial Regex Separators();

    [GeneratedRegex(@"((?<h>\d+)\s*:\s*(?<m>\d+)(\s*:\s*(?<s>\d+)([,.](?<f>\d*))?)?(\s*(?<p>[ap])(m\b|\.m\.))?|(?<hh>\d+)\s*h(\s*(?<mm>\d+)m?(\s*(?<ss>\d+)s?)?)?\b|(?<hp>\d+)\s*(?<p>[ap])(m\b|\.m\.))"
        + @"(\s*(?<z>(gmt|utc?)?[-+]\d+(:\d+)?|z\b|[a-z]{1,5}\b(?<!\b(" + Months + @"|sun|mon|tue|wed|thu|fri|sat)[a-z]*)))?", Options, Timeout)]
    private static partial Regex Time();

    [GeneratedRegex(@"'?(?<d>\d+)[^-\d\s]*\s*\b(?<mon>" + Months + @")[^-\d\s']*(\s*(?<y>'?-?\d+)(st|nd|rd|th)?\b)?", Options, Timeout)]
    private static partial Regex DayMonthYear();

    [GeneratedRegex(@"\b(?<mon>" + Months + @")[^-\d\s']*\s*(?<d>'?\d+)[^-\d\s']*(\s*,?\s*(?<y>'?-?\d+))?", Options, Timeout)]
    private static partial Regex MonthDayYear();

    [GeneratedRegex(@"(?<d>'?\d+)-(?<mon>" + Months + @")[^-/.]*-(?<y>'?\d+)", Options, Timeout)]
    private static partial Regex DayMonthYearDashed();

    [GeneratedRegex(@"(?<a>'?[-+]?\d+)-(?<b>\d+)-(?<c>'?-?\d+)", Options, Timeout)]
    private static partial Regex Dashed();

    [GeneratedRegex(@"(?<a>'?-?\d+)/\s*(?<b>'?\d+)(\D\s*(?<c>'?-?\d+))?", Options, Timeout)]
    private static partial Regex Slashed();

    [GeneratedRegex(@"(?<a>'?-?\d+)\.\s*(?<b>'?\d+)\.\s*(?<c>'?-?\d+)", Options, Timeout)]
    private static partial Regex Dotted();

    [GeneratedRegex(@"\b(?<y>\d{4})-(?<m>\d{2})\b", Options, Timeout)]
    private static partial Regex YearMonth();

    [GeneratedRegex(@"\b(?<y>\d{4})-(?<d>\d{3})\b", Options, Timeout)]
    private static partial Regex YearDay();

    [GeneratedRegex(@"\b(?<mon>" + Months + @")\S*", Options, Timeout)]
    private static partial Regex MonthOnly();

    [GeneratedRegex(@"(?<d>\d+)(st|nd|rd|th)\b", Options, Timeout)]
    private static partial Regex DayOnly();
}
