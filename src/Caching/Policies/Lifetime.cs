namespace Caching.Policies;

/// <summary>The instants of an entry, in UTC ticks; <see cref="Never"/> where there is no end.</summary>
internal readonly record struct Lifetime(long Created, long FreshUntil, long StaleUntil, long Sliding)
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
        if (creation.Expire.IsNever) return new(now, Never, Never, sliding);
        var fresh = creation.Expire.Span;
        var stale = creation.Stale ?? TimeSpan.FromTicks(Math.Min(fresh.Ticks / 10, LongestDefaultStale.Ticks));
        ArgumentOutOfRangeException.ThrowIfLessThan(stale, TimeSpan.Zero, "Stale");
        var freshUntil = Add(now, fresh.Ticks);
        return new(now, freshUntil, Add(freshUntil, stale.Ticks), sliding);
    }

    /// <summary>Whether stored bytes may say this: instants that exist.</summary>
    public bool IsPossible(long accessed) =>
        Created is >= 0 and <= LastInstant && accessed is >= 0 and <= LastInstant && Sliding >= 0 && Sliding <= LongestSliding.Ticks
        && IsEnd(FreshUntil) && IsEnd(StaleUntil);

    private static bool IsEnd(long instant) => instant is >= 0 and (<= LastInstant or Never);

    private static long Positive(TimeSpan span, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(span, TimeSpan.Zero, name);
        return span.Ticks;
    }

    private static long Add(long instant, long span) => instant > LastInstant - span ? Never : instant + span;
}
