using Caching.Stores;
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
    /// <param name="configuration">
    /// A connection string of StackExchange.Redis: servers, password, TLS, database. <c>abortConnect</c> is always false. Or an address,
    /// as <c>redis://localhost:6379/0</c>; <c>rediss</c> is with TLS.
    /// </param>
    /// <param name="store">The store's own options.</param>
    /// <exception cref="CacheConfigurationException">The connection string cannot be read.</exception>
    public static CacheManagerOptions AddRedisStore(
        this CacheManagerOptions options, string name, string configuration, RedisStoreOptions? store = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrEmpty(configuration);
        // Not the string itself: it may hold a password.
        var server = ServerAddress.TryParse(configuration) ?? throw new CacheConfigurationException(
            $"The connection string of the store '{name}' cannot be read. Expected {ServerAddress.Expected}.");
        return options.AddStore(name, context => new RedisStore(context, RedisLink.To(server, context.Time), store ?? new()));
    }

    /// <summary>The same over a connection that is already there. It is left open.</summary>
    public static CacheManagerOptions AddRedisStore(
        this CacheManagerOptions options, string name, IConnectionMultiplexer connection, RedisStoreOptions? store = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(connection);
        return options.AddStore(name, context => new RedisStore(context, RedisLink.Over(connection), store ?? new()));
    }

    /// <summary>
    /// Makes <c>redis</c> a kind: what a configuration may name as the type of one of its stores. Its settings are <c>Url</c> (as the connection
    /// string of <see cref="AddRedisStore(CacheManagerOptions, string, string, RedisStoreOptions?)"/>) and those of <see cref="RedisStoreOptions"/>.
    /// </summary>
    public static CacheManagerOptions AddRedisKind(this CacheManagerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.AddStoreKind("redis", Open);
    }

    private static RedisStore Open(StoreContext context, StoreSettings settings)
    {
        var server = ServerAddress.TryParse(settings.Required("Url", ServerAddress.Expected))
            ?? throw settings.Wrong("Url", ServerAddress.Expected, isSecret: true);
        var timeout = settings.Span("Timeout", RedisStoreOptions.DefaultTimeout);
        if (timeout < RedisStoreOptions.LeastTimeout || timeout > RedisStoreOptions.LongestTimeout)
            throw settings.Wrong("Timeout", "a time from 0.01 seconds to a day");
        return new(context, RedisLink.To(server, context.Time), new()
        {
            KeyPrefix = settings.Text("KeyPrefix") ?? RedisStoreOptions.DefaultKeyPrefix,
            Timeout = timeout,
            LogLength = (int)settings.Number("LogLength", RedisStoreOptions.DefaultLogLength, most: int.MaxValue),
            IsDurable = settings.Flag("IsDurable", false),
        });
    }
}
