using System.Globalization;

namespace Caching.Configuration;

/// <summary>One value of the configuration with the full key that an error about it names.</summary>
internal readonly record struct Setting(string Path, string Value)
{
    private const string ASpan = "a number of seconds, such as 90, or a time such as 00:01:30 or 2.00:00:00";

    public string Text() => Value.Length > 0 ? Value : throw Wrong("a text that is not empty");

    public bool Flag() => Value.Trim().ToUpperInvariant() switch
    {
        "TRUE" or "YES" or "ON" or "1" => true,
        "FALSE" or "NO" or "OFF" or "0" => false,
        _ => throw Wrong("true or false"),
    };

    public long Number(long least, long most) =>
        long.TryParse(Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw Wrong(most == long.MaxValue ? $"a whole number from {least} on" : $"a whole number from {least} to {most}");

    public double Part() =>
        double.TryParse(Value, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
            CultureInfo.InvariantCulture, out var part) && part is >= 0 and <= 1
            ? part
            : throw Wrong("a number from 0 to 1, such as 0.8");

    public TimeSpan Span() => TryExpire(out var expire) && !expire.IsNever ? expire.Span : throw Wrong(ASpan);

    public TimeSpan PositiveSpan() =>
        TryExpire(out var expire) && !expire.IsNever && expire.Span > TimeSpan.Zero
            ? expire.Span
            : throw Wrong(ASpan + ", and more than none");

    /// <summary>A span of which none at all can be asked for: <see cref="TimeSpan.MaxValue"/>.</summary>
    public TimeSpan PositiveSpanOrNever() =>
        TryExpire(out var expire) && expire.Span > TimeSpan.Zero ? expire.Span : throw Wrong(ASpan + ", and more than none; or never");

    public CacheExpire Expire() => TryExpire(out var expire) ? expire : throw Wrong(ASpan + ", or never");

    public CacheConfigurationException Wrong(string expected) => new($"The setting '{Path}' is '{Value}'. Expected: {expected}.");

    // A plain number is seconds here, and days where the framework reads a TimeSpan: only what has a colon goes there.
    private bool TryExpire(out CacheExpire expire)
    {
        if (CacheExpire.TryParse(Value, out expire)) return true;
        if (!Value.Contains(':', StringComparison.Ordinal)
            || !TimeSpan.TryParse(Value, CultureInfo.InvariantCulture, out var span) || span < TimeSpan.Zero) return false;
        expire = span;
        return true;
    }
}
