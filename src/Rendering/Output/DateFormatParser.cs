namespace Rendering.Output;

/// <summary>Reads a format: text, and directives of flags, a width, a modifier and a letter (<c>%-d</c>, <c>%^10a</c>, <c>%::z</c>, <c>%Ey</c>).</summary>
internal static class DateFormatParser
{
    // Wider fields than this have no use, and would let a short format make a long text.
    private const int MaxWidth = 1024;

    private const string Directives = "aAbBcCdDeFgGhHIjklLmMnNpPrRsStTuUvVwWxXyYzZ+%";
    private const string WithEra = "cCxXyY";
    private const string WithAlternativeDigits = "deHkIlmMSuUVwWy";

    public static List<DateFormatStep> Parse(string format)
    {
        var steps = new List<DateFormatStep>();
        var start = 0;
        for (var at = 0; (at = format.IndexOf('%', at)) >= 0;)
        {
            var end = at + 1;
            if (ReadDirective(format, ref end) is not { } step)
            {
                at = end;
                continue;
            }
            if (at > start) steps.Add(DateFormatStep.OfText(format[start..at]));
            steps.Add(step);
            start = at = end;
        }
        if (start < format.Length) steps.Add(DateFormatStep.OfText(format[start..]));
        return steps;
    }

    // Null where this is no directive; then `at` is where to look on, and the text in between is printed as it is.
    private static DateFormatStep? ReadDirective(string format, ref int at)
    {
        var options = new DateFormatOptions { Width = -1 };
        for (; at < format.Length; at++)
        {
            var c = format[at];
            switch (c)
            {
                case '-' or '_':
                case '0' when options.Width < 0:
                    options.Padding = c;
                    continue;
                case '^':
                    options.Upper = true;
                    continue;
                case '#':
                    options.ChangesCase = true;
                    continue;
                case ':':
                    options.Colons++;
                    continue;
                case >= '0' and <= '9':
                    options.Width = Math.Min(MaxWidth, Math.Max(0, options.Width) * 10 + c - '0');
                    continue;
                case 'E' or 'O' when at + 1 < format.Length && (c == 'E' ? WithEra : WithAlternativeDigits).Contains(format[at + 1], StringComparison.Ordinal):
                    continue;
            }
            if (!Directives.Contains(c, StringComparison.Ordinal) || (options.Colons > 0 && (c != 'z' || options.Colons > 3))) return null;
            at++;
            return DateFormatStep.Of(c, options);
        }
        return null;
    }
}
