using System.Globalization;

namespace Caching;

/// <summary>
/// How long a value is fresh: a number of seconds, a <see cref="TimeSpan"/>, or never ending. Zero means that the value is
/// handed to who asked for it and not stored. The default value is <see cref="Never"/>.
/// </summary>
public readonly struct CacheExpire : IEquatable<CacheExpire>
{
    private readonly bool _limited;
    private readonly TimeSpan _span;

    private CacheExpire(TimeSpan span)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(span, TimeSpan.Zero);
        _limited = true;
        _span = span;
    }

    /// <summary>The value never expires.</summary>
    public static CacheExpire Never => default;

    /// <summary>Whether the value never expires.</summary>
    public bool IsNever => !_limited;

    /// <summary>How long the value is fresh; <see cref="TimeSpan.MaxValue"/> if it never expires.</summary>
    public TimeSpan Span => _limited ? _span : TimeSpan.MaxValue;

    /// <summary>Reads a number of seconds, whole or with a decimal point (<c>60</c>, <c>0.5</c>), or the word <c>never</c>.</summary>
    /// <exception cref="FormatException">It is neither.</exception>
    public static CacheExpire Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out var expire)
            ? expire
            : throw new FormatException($"'{text}' is not an expire: give a number of seconds, such as 60, or never.");
    }

    /// <summary>As <see cref="Parse"/>, and false instead of an error.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out CacheExpire expire)
    {
        text = text.Trim();
        expire = default;
        if (text.Equals("never", StringComparison.OrdinalIgnoreCase)) return true;
        const NumberStyles seconds = NumberStyles.AllowDecimalPoint;
        if (!double.TryParse(text, seconds, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number)) return false;
        expire = number;
        return true;
    }

    /// <summary>That many seconds.</summary>
    public static implicit operator CacheExpire(int seconds) => (long)seconds;

    /// <summary>That many seconds; more than a <see cref="TimeSpan"/> holds is never.</summary>
    public static implicit operator CacheExpire(long seconds) =>
        seconds > (long)TimeSpan.MaxValue.TotalSeconds ? Never : new(TimeSpan.FromSeconds(seconds));

    /// <summary>That many seconds; more than a <see cref="TimeSpan"/> holds is never.</summary>
    public static implicit operator CacheExpire(double seconds) =>
        seconds >= TimeSpan.MaxValue.TotalSeconds ? Never : new(TimeSpan.FromSeconds(seconds));

    /// <summary>That long; <see cref="TimeSpan.MaxValue"/> is never.</summary>
    public static implicit operator CacheExpire(TimeSpan span) => span == TimeSpan.MaxValue ? Never : new(span);

    /// <summary>Whether both last equally long.</summary>
    public bool Equals(CacheExpire other) => Span == other.Span;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is CacheExpire other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Span.GetHashCode();

    /// <summary>Whether both last equally long.</summary>
    public static bool operator ==(CacheExpire left, CacheExpire right) => left.Equals(right);

    /// <summary>Whether they last differently long.</summary>
    public static bool operator !=(CacheExpire left, CacheExpire right) => !left.Equals(right);

    /// <summary>As <see cref="Parse"/> reads it.</summary>
    public override string ToString() => IsNever ? "never" : _span.TotalSeconds.ToString("0.#######", CultureInfo.InvariantCulture);
}
