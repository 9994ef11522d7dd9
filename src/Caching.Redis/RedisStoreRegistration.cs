using StackExchange.Redis;

namespace Caching.Redis;

/// <summary>Adds Redis stores to the options of a manager.</summary>
public static class RedisStoreRegistration
{
    /// <summary>
    /// Makes a Redis or Valkey server, 3.2 or later, a type: <c>options.AddRedisStore("redis", "localhost:6379")</c>. The connection is made
    /// when it is first needed, and belongs to the store; a server that is down is a miss, and is found when it comes up.
    /// </summary>
    /// <remarks>
    /// <para><b>Atomic</b>: each call is one script. An entry is read together with its present epochs and the server's clock; it is written
    /// together with the question who may.</para>
    /// <para><b>Across processes</b>: entries, removals, Clear and tags are seen by every process at once where it asks the server. What
    /// it has in the memory before the server (<see cref="CacheManagerOptions.MemoryTierLimitBytes"/>) goes when it has heard of
    /// the change, usually within a few milliseconds, and is not served for more than two seconds where it cannot hear.</para>
    /// <para><b>Lost at a crash or a failover</b>: every entry, unless <see cref="RedisStoreOptions.IsDurable"/>; never an invalidation.</para>
    /// <para><b>Reclaimed</b> by the server, since every key has an end: an entry when it can no longer be served, one that never expires
    /// thirty days after the last look at it. A <c>maxmemory</c> with any policy is safe: what is evicted is a miss.</para>
    /// </remarks>
    /// <param name="options">The manager's options.</param>
    /// <param name="name">The type, such as <c>redis</c>. An earlier store of that name is replaced.</param>
    /// <param name="configuration">A connection string of StackExchange.Redis: servers, password, TLS, database. <c>abortConnect</c> is always false.</param>
    /// <param name="store">The store's own options.</param>
    /// <exception cref="CacheConfigurationException">The connection string cannot be read.</exception>
    public static CacheManagerOptions AddRedisStore(
        this CacheManagerOptions options, string name, string configuration, RedisStoreOptions? store = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrEmpty(configuration);
        Parse(name, configuration);
        return options.AddStore(name, context => new RedisStore(
            context, RedisLink.To(Parse(name, configuration), context.Time), store ?? new()));
    }

    /// <summary>The same over a connection that is already there. It is left open.</summary>
    public static CacheManagerOptions AddRedisStore(
        this CacheManagerOptions options, string name, IConnectionMultiplexer connection, RedisStoreOptions? store = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(connection);
        return options.AddStore(name, context => new RedisStore(context, RedisLink.Over(connection), store ?? new()));
    }

    private static ConfigurationOptions Parse(string name, string configuration)
    {
        try
        {
            var parsed = ConfigurationOptions.Parse(configuration);
            if (parsed.EndPoints.Count == 0) throw new ArgumentException("it names no server");
            return parsed;
        }
        catch (Exception error) when (error is ArgumentException or FormatException or OverflowException)
        {
            // Not the string itself: it may hold a password.
            throw new CacheConfigurationException($"The connection string of the store '{name}' cannot be read: {error.Message}");
        }
    }
}
