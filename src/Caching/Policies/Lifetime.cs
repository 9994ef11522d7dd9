namespace Caching.Policies;

/// <summary>
/// The instants of an entry, in UTC ticks, none before the one before it; <see cref="Never"/> where there is no end.
/// </summary>
/// <param name="Created">When its factory ended.</param>
/// <param name="RefreshFrom">From when on a hit has it made anew.</param>
/// <param name="FreshUntil">Until when it is fresh.</param>
/// <param name="StaleUntil">Until when it is served while it is made anew.</param>
/// <param name="ErrorUntil">Until when it is served where making it anew fails.</param>
/// <param name="Sliding">The longest time between two hits, in ticks; 0: hits do not matter.</param>
internal readonly record struct Lifetime(
    long Created, long RefreshFrom, long FreshUntil, long StaleUntil, long ErrorUntil, long Sliding)
{
    public const long Never = long.MaxValue;

    // DateTime.MaxValue.Ticks, which is no constant.
    private const long LastInstant = 3_155_378_975_999_999_999;

    // A tenth is long enough for one refresh of what is worth caching; the minute keeps a day's entry from being served
    // for hours after its end.
    private static readonly TimeSpan LongestDefaultStale = TimeSpan.FromMinutes(1);

    // No hit is a thousand years apart from the next; beyond it the sums of instants would overflow.
    private static readonly TimeSpan LongestSliding = TimeSpan.FromDays(365_000);

    public static Lifetime From(long now, CacheCreation creation)
    {
        var sliding = creation.Sliding is { } span && span < LongestSliding ? Positive(span, "Sliding") : 0;
        if (creation.Expire.IsNever) return new(now, Never, Never, Never, Never, sliding);
        var whole = creation.Expire.Span.Ticks;
        var fresh = whole - (long)(whole * Random.Shared.NextDouble() * Part(creation.Jitter, "Jitter"));
        var stale = creation.Stale?.Ticks ?? Math.Min(fresh / 10, LongestDefaultStale.Ticks);
        ArgumentOutOfRangeException.ThrowIfNegative(stale, "Stale");
        var error = Math.Max(stale, creation.StaleIfError?.Ticks ?? 0);
        var early = creation.RefreshAfter is { } part ? (long)(fresh * Part(part, "RefreshAfter")) : fresh;
        var freshUntil = Add(now, fresh);
        return new(now, Math.Min(Add(now, early), freshUntil), freshUntil, Add(freshUntil, stale), Add(freshUntil, error), sliding);
    }

    /// <summary>The same, no longer fresh at <paramref name="now"/>; what it may still be served for stays.</summary>
    public Lifetime EndedAt(long now) => this with
    {
        RefreshFrom = Math.Min(RefreshFrom, now),
        FreshUntil = Math.Min(FreshUntil, now),
        // A window of no length stays one.
        StaleUntil = StaleUntil == FreshUntil && StaleUntil != Never ? Math.Min(StaleUntil, now) : StaleUntil,
        ErrorUntil = ErrorUntil == FreshUntil && ErrorUntil != Never ? Math.Min(ErrorUntil, now) : ErrorUntil,
    };

    /// <summary>The same instants on another clock.</summary>
    public Lifetime Moved(long by) => new(
        Created + by, Move(RefreshFrom, by), Move(FreshUntil, by), Move(StaleUntil, by), Move(ErrorUntil, by), Sliding);

    /// <summary>Whether stored bytes may say this: instants that exist.</summary>
    public bool IsPossible(long accessed) =>
        Created is >= 0 and <= LastInstant && accessed >= 0 && Sliding >= 0 && Sliding <= LongestSliding.Ticks && accessed <= LastInstant - Sliding
        && IsEnd(RefreshFrom) && IsEnd(FreshUntil) && IsEnd(StaleUntil) && IsEnd(ErrorUntil);

    private static bool IsEnd(long instant) => instant is >= 0 and (<= LastInstant or Never);

    private static long Positive(TimeSpan span, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(span, TimeSpan.Zero, name);
        return span.Ticks;
    }

    private static double Part(double part, string name)
    {
        if (part is >= 0 and <= 1) return part;
        throw new ArgumentOutOfRangeException(name, part, $"{name} is a part of the expire, from 0 to 1.");
    }

    /// <summary>The instant so much later; never, where there is none.</summary>
    public static long Add(long instant, long span) => instant > LastInstant - span ? Never : instant + span;

    private static long Move(long instant, long by) => instant == Never ? Never : Math.Clamp(instant + by, 0, LastInstant);
}
