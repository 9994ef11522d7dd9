using System.Globalization;

namespace Rendering.Liquid.Filters;

/// <summary>Offsets from UTC as dates carry them: Z, +0200, +02:00, -4, EST.</summary>
internal static class DateZone
{
    /// <summary>Null for a name that is not known.</summary>
    public static TimeSpan? Offset(ReadOnlySpan<char> zone)
    {
        Span<char> name = stackalloc char[16];
        if (zone.Length is 0 or > 16) return null;
        name = name[..zone.ToUpperInvariant(name)];
        foreach (var prefix in (ReadOnlySpan<string>)["UTC", "GMT"])
            if (name.Length > 3 && name.StartsWith(prefix)) name = name[3..];
        if (name[0] is '+' or '-') return Numeric(name[1..]) is { } size ? (name[0] == '-' ? -size : size) : null;
        return name switch
        {
            "Z" or "UTC" or "UT" or "GMT" => TimeSpan.Zero,
            "EST" => TimeSpan.FromHours(-5),
            "EDT" => TimeSpan.FromHours(-4),
            "CST" => TimeSpan.FromHours(-6),
            "CDT" => TimeSpan.FromHours(-5),
            "MST" => TimeSpan.FromHours(-7),
            "MDT" => TimeSpan.FromHours(-6),
            "PST" => TimeSpan.FromHours(-8),
            "PDT" => TimeSpan.FromHours(-7),
            [>= 'A' and <= 'I'] => TimeSpan.FromHours(name[0] - 'A' + 1),
            [>= 'K' and <= 'M'] => TimeSpan.FromHours(name[0] - 'K' + 10),
            [>= 'N' and <= 'Y'] => TimeSpan.FromHours('N' - name[0] - 1),
            _ => null,
        };
    }

    // h, hh, hmm, hhmm, hh:mm
    private static TimeSpan? Numeric(ReadOnlySpan<char> digits)
    {
        var colon = digits.IndexOf(':');
        var hours = colon >= 0 ? digits[..colon] : digits.Length > 2 ? digits[..^2] : digits;
        var minutes = colon >= 0 ? digits[(colon + 1)..] : digits.Length > 2 ? digits[^2..] : "0";
        if (!int.TryParse(hours, NumberStyles.None, CultureInfo.InvariantCulture, out var h) || h > 99) return null;
        if (!int.TryParse(minutes, NumberStyles.None, CultureInfo.InvariantCulture, out var m) || m > 59) return null;
        return new TimeSpan(h, m, 0);
    }
}
