namespace Caching;

/// <summary>The root of all errors that this library raises on its own account.</summary>
public class CacheException : Exception
{
    /// <summary>An error that says what is wrong and what to do.</summary>
    public CacheException(string message) : base(message)
    {
    }

    /// <summary>An error that another one caused.</summary>
    public CacheException(string message, Exception? cause) : base(message, cause)
    {
    }
}

/// <summary>A type, region or option that does not exist or contradicts another. The message names those that do exist.</summary>
public sealed class CacheConfigurationException(string message) : CacheException(message);

/// <summary>
/// A value needs itself in order to be made: its factory asked for its own key, or for a key whose factory waits for it.
/// Raised at once, in the call that would have closed the ring.
/// </summary>
public sealed class CacheRingException : CacheException
{
    internal CacheRingException(IReadOnlyList<string> ring)
        : base($"A cached value needs itself in order to be made: {string.Join(" -> ", ring)}. Break the ring: "
            + "one of these factories must not ask for the next key (TryGetAsync reads what is stored without waiting).") =>
        Ring = ring;

    /// <summary>The keys of the ring in order, as <c>namespace:key</c>; the first is repeated at the end.</summary>
    public IReadOnlyList<string> Ring { get; }
}

/// <summary>
/// An invalidation could not be carried to a store. Reads and writes of entries never raise this: they are a miss and a
/// log line. An invalidation that is not known to have arrived must be. It is sent again by itself, and until it has arrived this process
/// reads nothing from that store.
/// </summary>
public sealed class CacheInvalidationException(string type, Exception? cause)
    : CacheException($"An invalidation has not reached the store '{type}' yet: other processes may still serve what was removed. "
        + "It is sent again until it arrives, for as long as this process lives.", cause)
{
    /// <summary>The type (the store's name) that could not be reached.</summary>
    public string Type { get; } = type;
}

/// <summary>
/// A factory took longer than <see cref="CacheRegion.HardTimeout"/>, and there is no old value. It goes on; what it makes is stored, and
/// who asks meanwhile waits for it.
/// </summary>
public sealed class CacheTimeoutException : CacheException
{
    internal CacheTimeoutException(string key, TimeSpan timeout)
        : base($"The value of {key} was not made within {timeout.TotalSeconds:0.###} s. It is made on in the background: ask again.") =>
        Timeout = timeout;

    /// <summary>How long the caller waited.</summary>
    public TimeSpan Timeout { get; }
}
