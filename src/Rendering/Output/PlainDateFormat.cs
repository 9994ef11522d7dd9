namespace Rendering.Output;

/// <summary>
/// A date format of fixed length (<c>%Y-%m-%d %H:%M:%S</c> and the like): the bytes are laid out at compile time, and writing a date
/// fills in its digits.
/// </summary>
internal sealed class PlainDateFormat
{
    private readonly byte[] _layout;
    private readonly (char Directive, int At)[] _fields;

    private PlainDateFormat(byte[] layout, (char, int)[] fields)
    {
        _layout = layout;
        _fields = fields;
    }

    /// <summary>The plain form of a format; null where it has anything but plain numbers and ASCII text that needs no escaping.</summary>
    public static PlainDateFormat? Of(string format)
    {
        List<byte> layout = [];
        List<(char, int)> fields = [];
        for (var i = 0; i < format.Length; i++)
        {
            var c = format[i];
            if (c == '%')
            {
                if (++i == format.Length || !"YmdHMSy".Contains(format[i], StringComparison.Ordinal)) return null;
                fields.Add((format[i], layout.Count));
                layout.AddRange(format[i] == 'Y' ? "0000"u8 : "00"u8);
            }
            else if (char.IsAscii(c) && c is not ('<' or '>' or '&' or '"' or '\'')) layout.Add((byte)c);
            else return null;
        }
        return new([.. layout], [.. fields]);
    }

    public void Write(DateTime date, Utf8Output output)
    {
        var target = output.GetSpan(_layout.Length)[.._layout.Length];
        _layout.CopyTo(target);
        date.Deconstruct(out var year, out int month, out var day);
        foreach (var (directive, at) in _fields)
        {
            var number = directive switch
            {
                'Y' => year,
                'm' => month,
                'd' => day,
                'H' => date.Hour,
                'M' => date.Minute,
                'S' => date.Second,
                _ => year % 100,
            };
            if (directive == 'Y')
            {
                Pair(target[at..], number / 100);
                Pair(target[(at + 2)..], number % 100);
            }
            else Pair(target[at..], number);
        }
        output.Advance(_layout.Length);
    }

    private static void Pair(Span<byte> target, int number)
    {
        target[1] = (byte)('0' + number % 10);
        target[0] = (byte)('0' + number / 10);
    }
}
