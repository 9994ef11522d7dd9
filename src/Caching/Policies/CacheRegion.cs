namespace Caching;

/// <summary>
/// A named policy and store. What a call does not say is taken from its region, what the region does not say from
/// <see cref="CacheManagerOptions.Defaults"/>, and the rest is as each member says for null.
/// </summary>
public sealed record CacheRegion
{
    /// <summary>The type: which store. Null: <c>memory</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Whether anything is cached. False: every call runs its factory, and nothing is read or stored. Null: true.</summary>
    public bool? Enabled { get; init; }

    /// <summary>How long values are fresh. Null: for ever.</summary>
    public CacheExpire? Expire { get; init; }

    /// <summary>The longest time between two hits. Null: hits do not matter.</summary>
    public TimeSpan? Sliding { get; init; }

    /// <summary>
    /// By how much the expire of each value is shortened at random, at most: a part of it, from 0 to 1, so that what was stored together
    /// does not end together. Null: 0.
    /// </summary>
    public double? Jitter { get; init; }

    /// <summary>The stale window. Null: a tenth of the expire, at most a minute. Zero: none.</summary>
    public TimeSpan? Stale { get; init; }

    /// <summary>
    /// How long after its expire an old value is served where making the new one fails or takes too long. It contains the stale window.
    /// Null: no longer than that.
    /// </summary>
    public TimeSpan? StaleIfError { get; init; }

    /// <summary>After a failed refresh, how long the old value is served without another try. Null: five seconds.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>
    /// The part of the expire, from 0 to 1, after which a hit has the value made anew in the background, before it expires. Null: never.
    /// </summary>
    public double? RefreshAfter { get; init; }

    /// <summary>How long a caller waits for a factory while there is an old value that it may have instead. Null: as long as it takes.</summary>
    public TimeSpan? SoftTimeout { get; init; }

    /// <summary>How long a caller waits for a factory at all, before it has an old value or an error. Null: as long as it takes.</summary>
    public TimeSpan? HardTimeout { get; init; }

    /// <summary>For how long a factory's failure is given to those who ask next, instead of another try. Null or zero: not at all.</summary>
    public TimeSpan? FailureExpire { get; init; }

    /// <summary>
    /// Signs what is stored, where a store keeps bytes: what was written without it, or changed since, is a miss. Null: bytes carry
    /// a checksum, which finds damage and not intent.
    /// </summary>
    public string? Secret { get; init; }

    /// <summary>This policy with what it does not say taken from <paramref name="other"/>.</summary>
    internal CacheRegion Over(CacheRegion other) => new()
    {
        Type = Type ?? other.Type,
        Enabled = Enabled ?? other.Enabled,
        Expire = Expire ?? other.Expire,
        Sliding = Sliding ?? other.Sliding,
        Jitter = Jitter ?? other.Jitter,
        Stale = Stale ?? other.Stale,
        StaleIfError = StaleIfError ?? other.StaleIfError,
        RetryAfter = RetryAfter ?? other.RetryAfter,
        RefreshAfter = RefreshAfter ?? other.RefreshAfter,
        SoftTimeout = SoftTimeout ?? other.SoftTimeout,
        HardTimeout = HardTimeout ?? other.HardTimeout,
        FailureExpire = FailureExpire ?? other.FailureExpire,
        Secret = Secret ?? other.Secret,
    };
}
