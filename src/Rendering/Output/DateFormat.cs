using System.Collections.Concurrent;

namespace Rendering.Output;

/// <summary>
/// A date format as Ruby's Time#strftime has it, compiled into steps that write UTF-8 digits directly. Directives that do not exist
/// are printed as they are. Names of days and months are English, as Ruby's are.
/// </summary>
internal sealed class DateFormat
{
    // Formats are few and come from templates; one that is made of data at run time must not fill the memory.
    private const int MaxKept = 256;

    private static readonly ConcurrentDictionary<string, DateFormat> Kept = new();

    private readonly DateFormatStep[] _steps;

    private readonly PlainDateFormat? _plain;

    private DateFormat(DateFormatStep[] steps, PlainDateFormat? plain)
    {
        _steps = steps;
        _plain = plain;
    }

    /// <summary>Compiles a format. Every text is one.</summary>
    public static DateFormat Compile(string format) => new([.. DateFormatParser.Parse(format)], PlainDateFormat.Of(format));

    /// <summary>The compiled format, kept for the next time.</summary>
    public static DateFormat Of(string format)
    {
        if (Kept.TryGetValue(format, out var known)) return known;
        var compiled = Compile(format);
        if (Kept.Count < MaxKept) Kept.TryAdd(format, compiled);
        return compiled;
    }

    /// <summary>Set where the date's clock is all that the format needs.</summary>
    public PlainDateFormat? Plain => _plain;

    public void Write(DateTimeOffset date, Utf8Output output, bool escape)
    {
        if (_plain is not null)
        {
            _plain.Write(date.DateTime, output);
            return;
        }
        foreach (var step in _steps) step.Write(date, output, escape);
    }

    /// <exception cref="LimitException">The text would be longer than <paramref name="limit"/> bytes.</exception>
    public string ToText(DateTimeOffset date, int limit)
    {
        using var output = new Utf8Output();
        output.Reset(limit);
        Write(date, output, escape: false);
        return output.ToText();
    }
}
