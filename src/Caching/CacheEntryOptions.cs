namespace Caching;

/// <summary>What one call says about its entry. Everything is optional; what is not said comes from the region, then the manager.</summary>
public sealed record CacheEntryOptions
{
    internal static readonly CacheEntryOptions None = new();

    /// <summary>How long the value is fresh, from the moment its factory ended.</summary>
    public CacheExpire? Expire { get; init; }

    /// <summary>The longest time between two hits; without a hit for so long the value is gone, whatever its expire.</summary>
    public TimeSpan? Sliding { get; init; }

    /// <summary>
    /// How long after its expire the old value may be served while one caller refreshes it.
    /// Null: a tenth of the expire, at most a minute. Zero: not at all.
    /// </summary>
    public TimeSpan? Stale { get; init; }

    /// <summary>As <see cref="CacheRegion.Jitter"/>.</summary>
    public double? Jitter { get; init; }

    /// <summary>As <see cref="CacheRegion.StaleIfError"/>.</summary>
    public TimeSpan? StaleIfError { get; init; }

    /// <summary>As <see cref="CacheRegion.RetryAfter"/>.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>As <see cref="CacheRegion.RefreshAfter"/>.</summary>
    public double? RefreshAfter { get; init; }

    /// <summary>As <see cref="CacheRegion.SoftTimeout"/>. Not where the caller itself refreshes (<see cref="StaleRefresh.Caller"/>).</summary>
    public TimeSpan? SoftTimeout { get; init; }

    /// <summary>As <see cref="CacheRegion.HardTimeout"/>. Not where the caller itself refreshes (<see cref="StaleRefresh.Caller"/>).</summary>
    public TimeSpan? HardTimeout { get; init; }

    /// <summary>As <see cref="CacheRegion.FailureExpire"/>.</summary>
    public TimeSpan? FailureExpire { get; init; }

    /// <summary>The name of the store, such as <c>memory</c> or one given to <see cref="CacheManagerOptions.AddStore(string, Func{Stores.StoreContext, Stores.IByteStore})"/>.</summary>
    public string? Type { get; init; }

    /// <summary>A name in <see cref="CacheManagerOptions.Regions"/>.</summary>
    public string? Region { get; init; }

    /// <summary>Tags that the value has from the start; its factory may add more.</summary>
    public IReadOnlyCollection<string>? Tags { get; init; }

    /// <summary>What the value is made with, such as a template's digest: an entry of another version is a miss and is replaced.</summary>
    public ulong Version { get; init; }

    /// <summary>
    /// In a call for many keys, what each value must have been made with, in the order of the keys, in place of <see cref="Version"/>.
    /// Of a key given twice the first counts. A call for one key does not look at it.
    /// </summary>
    public IReadOnlyList<ulong>? Versions { get; init; }

    /// <summary>
    /// Asked of a stored value, and of one that another caller made while this one waited: refused, it is a miss.
    /// What this call's own factory makes is not asked about. It may be called on any thread and must be quick.
    /// </summary>
    public Func<object?, bool>? Accept { get; init; }

    /// <summary>Who refreshes a stale value.</summary>
    public StaleRefresh Refresh { get; init; }

    /// <summary>Filled in by the call: what became of it, and why. One object is for one call.</summary>
    public CacheExplanation? Explanation { get; init; }

    /// <summary>What the value costs in memory, in bytes. Null: estimated; see <see cref="CacheCreation.Size"/>.</summary>
    public long? Size { get; init; }

    /// <summary>What was read ahead; of many calls, those whose keys it has an answer for use it.</summary>
    public CacheReadAhead? Ahead { get; init; }

    /// <summary>These options with what they do not say taken from <paramref name="other"/>.</summary>
    internal CacheEntryOptions Over(CacheEntryOptions other) => new()
    {
        Expire = Expire ?? other.Expire,
        Sliding = Sliding ?? other.Sliding,
        Stale = Stale ?? other.Stale,
        Jitter = Jitter ?? other.Jitter,
        StaleIfError = StaleIfError ?? other.StaleIfError,
        RetryAfter = RetryAfter ?? other.RetryAfter,
        RefreshAfter = RefreshAfter ?? other.RefreshAfter,
        SoftTimeout = SoftTimeout ?? other.SoftTimeout,
        HardTimeout = HardTimeout ?? other.HardTimeout,
        FailureExpire = FailureExpire ?? other.FailureExpire,
        Type = Type ?? other.Type,
        Region = Region ?? other.Region,
        Tags = Tags ?? other.Tags,
        Version = Version == 0 ? other.Version : Version,
        Versions = Versions ?? other.Versions,
        Accept = Accept ?? other.Accept,
        Refresh = Refresh == StaleRefresh.Background ? other.Refresh : Refresh,
        Explanation = Explanation ?? other.Explanation,
        Size = Size ?? other.Size,
        Ahead = Ahead ?? other.Ahead,
    };

    /// <summary>Options that say the expire and nothing else, in seconds: <c>cache.SetAsync(key, value, 60)</c>.</summary>
    public static implicit operator CacheEntryOptions(int seconds) => new() { Expire = seconds };

    /// <summary>Options that say the expire and nothing else.</summary>
    public static implicit operator CacheEntryOptions(TimeSpan expire) => new() { Expire = expire };

    /// <summary>Options that say the expire and nothing else.</summary>
    public static implicit operator CacheEntryOptions(CacheExpire expire) => new() { Expire = expire };
}

/// <summary>Who runs the factory when a value is stale, and so, what the factory may use.</summary>
public enum StaleRefresh
{
    /// <summary>
    /// Every caller has the stale value at once and the factory runs in the background. The factory must not use what ends with
    /// its caller. A caller that is cancelled leaves at once, though its factory goes on for those who still wait.
    /// </summary>
    Background,

    /// <summary>
    /// The one caller that wins the refresh runs the factory and waits for it; all others have the stale value at once.
    /// The factory may use what belongs to its caller (a request's model): the caller never leaves before it has ended.
    /// When the caller is cancelled and nobody else waits, the factory is cancelled; while others wait, the caller stays.
    /// </summary>
    Caller,
}
