using System.Globalization;
using System.Text;

namespace Rendering.Output;

/// <summary>One part of a compiled date format: text, a number, a name, an offset, or a format inside the format (<c>%T</c>).</summary>
internal sealed class DateFormatStep
{
    private readonly char _directive;
    private readonly DateFormatOptions _options;
    private readonly byte[] _text;
    private readonly byte[] _escaped;
    private readonly DateFormat? _inner;

    private DateFormatStep(char directive, DateFormatOptions options, string text = "", DateFormat? inner = null)
    {
        _directive = directive;
        _options = options;
        _text = Encoding.UTF8.GetBytes(text);
        _escaped = Escape(text);
        _inner = inner;
    }

    public static DateFormatStep OfText(string text) => new('\0', default, text);

    public static DateFormatStep Of(char directive, DateFormatOptions options) => directive switch
    {
        'n' => OfPadded("\n", options),
        't' => OfPadded("\t", options),
        '%' => OfPadded("%", options),
        'c' => new(directive, options, inner: DateFormat.Of("%a %b %e %H:%M:%S %Y")),
        'D' or 'x' => new(directive, options, inner: DateFormat.Of("%m/%d/%y")),
        'F' => new(directive, options, inner: DateFormat.Of("%Y-%m-%d")),
        'R' => new(directive, options, inner: DateFormat.Of("%H:%M")),
        'r' => new(directive, options, inner: DateFormat.Of("%I:%M:%S %p")),
        'T' or 'X' => new(directive, options, inner: DateFormat.Of("%H:%M:%S")),
        'v' => new(directive, options, inner: DateFormat.Of("%e-%^b-%Y")),
        '+' => new(directive, options, inner: DateFormat.Of("%a %b %e %H:%M:%S %Z %Y")),
        _ => new(directive, options),
    };

    private static DateFormatStep OfPadded(string text, DateFormatOptions options) =>
        OfText(options.Padding == '-' ? text : text.PadLeft(Math.Max(0, options.Width), options.Padding == '0' ? '0' : ' '));

    private static byte[] Escape(string text)
    {
        using var output = new Utf8Output();
        output.Write(text, escape: true);
        return output.Written.ToArray();
    }

    public void Write(DateTimeOffset date, Utf8Output output, bool escape)
    {
        if (_inner is not null)
        {
            var mark = output.Length;
            _inner.Write(date, output, escape);
            DateFormatWriter.Pad(output, mark, _options);
            return;
        }
        switch (_directive)
        {
            case '\0':
                output.Write(escape ? _escaped : _text);
                break;
            case 'a' or 'A' or 'b' or 'B' or 'h' or 'p' or 'P' or 'Z':
                DateFormatWriter.Name(output, DateFormatNames.Of(_directive, date), _directive, _options);
                break;
            case 'z':
                DateFormatWriter.Offset(output, date.Offset, _options);
                break;
            case 'N' or 'L':
                DateFormatWriter.Fraction(output, date.Ticks % TimeSpan.TicksPerSecond, _options.Width > 0 ? _options.Width : _directive == 'N' ? 9 : 3);
                break;
            default:
                var (number, width, padding) = NumberOf(date);
                DateFormatWriter.Number(output, number, width, padding, _options);
                break;
        }
    }

    private (long Number, int Width, char Padding) NumberOf(DateTimeOffset date) => _directive switch
    {
        'Y' => (date.Year, 4, '0'),
        'C' => (date.Year / 100, 2, '0'),
        'y' => (date.Year % 100, 2, '0'),
        'm' => (date.Month, 2, '0'),
        'd' => (date.Day, 2, '0'),
        'e' => (date.Day, 2, ' '),
        'j' => (date.DayOfYear, 3, '0'),
        'H' => (date.Hour, 2, '0'),
        'k' => (date.Hour, 2, ' '),
        'I' => ((date.Hour + 11) % 12 + 1, 2, '0'),
        'l' => ((date.Hour + 11) % 12 + 1, 2, ' '),
        'M' => (date.Minute, 2, '0'),
        'S' => (date.Second, 2, '0'),
        's' => (date.ToUnixTimeSeconds(), 1, '0'),
        'u' => (((int)date.DayOfWeek + 6) % 7 + 1, 1, '0'),
        'w' => ((int)date.DayOfWeek, 1, '0'),
        'G' => (ISOWeek.GetYear(date.DateTime), 4, '0'),
        'g' => (ISOWeek.GetYear(date.DateTime) % 100, 2, '0'),
        'V' => (ISOWeek.GetWeekOfYear(date.DateTime), 2, '0'),
        'U' => ((date.DayOfYear + 6 - (int)date.DayOfWeek) / 7, 2, '0'),
        _ => ((date.DayOfYear + 6 - ((int)date.DayOfWeek + 6) % 7) / 7, 2, '0'),
    };
}
