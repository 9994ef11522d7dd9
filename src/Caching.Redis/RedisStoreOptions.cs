namespace Caching.Redis;

/// <summary>The options of a Redis store. All processes of an application say the same.</summary>
public sealed record RedisStoreOptions
{
    /// <summary>The prefix of all keys unless another is set.</summary>
    public const string DefaultKeyPrefix = "{cache}:";

    internal const int DefaultLogLength = 10_000;
    internal static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(1);
    internal static readonly TimeSpan LeastTimeout = TimeSpan.FromMilliseconds(10);
    internal static readonly TimeSpan LongestTimeout = TimeSpan.FromDays(1);

    private readonly string _keyPrefix = DefaultKeyPrefix;
    private readonly TimeSpan _timeout = DefaultTimeout;
    private readonly int _logLength = DefaultLogLength;

    /// <summary>
    /// What all keys of the application begin with, one prefix an application: nothing else on the server is read, written or removed.
    /// Between braces, since in a cluster those decide where a key lies: an entry, its epochs, its lease and the log are asked
    /// and changed in one step, and so must lie together. The cluster therefore serves an application from one of its shards; several
    /// stores with prefixes of their own (<c>{pages}:</c>, <c>{data}:</c>) use several.
    /// </summary>
    public string KeyPrefix
    {
        get => _keyPrefix;
        init
        {
            ArgumentException.ThrowIfNullOrEmpty(value);
            _keyPrefix = value;
        }
    }

    /// <summary>
    /// How long a call may take, from ten milliseconds to a day: one second unless another is set. After it a read is a miss, and a write is
    /// no longer done, should it reach the server later.
    /// </summary>
    public TimeSpan Timeout
    {
        get => _timeout;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, LeastTimeout);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, LongestTimeout);
            _timeout = value;
        }
    }

    /// <summary>
    /// How many invalidations the server remembers for those whose connection was cut: 10,000 unless another is set. Who was away for
    /// longer empties its memory.
    /// </summary>
    public int LogLength
    {
        get => _logLength;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            _logLength = value;
        }
    }

    /// <summary>
    /// Whether the server forgets nothing that it has confirmed, neither when it is restarted nor when another takes its place. False
    /// unless said otherwise, since most servers do: then all entries of before are void after a restart or a failover, because an invalidation
    /// may be among what was forgotten. True keeps them, spares each read about a tenth of the server's time, and revives what
    /// was removed if it is not so.
    /// </summary>
    public bool IsDurable { get; init; }
}
