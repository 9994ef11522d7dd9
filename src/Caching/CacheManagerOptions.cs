using System.Text.Json;
using Caching.Configuration;
using Caching.Stores;

namespace Caching;

/// <summary>The stores, regions and defaults of a <see cref="CacheManager"/>, read once when it is made.</summary>
public sealed partial class CacheManagerOptions
{
    /// <summary>The bound of the memory store unless another is set: 256 MiB.</summary>
    public const long DefaultMemoryLimitBytes = 256L << 20;

    internal const string MemoryType = StoreKinds.Memory;

    private readonly Dictionary<Type, object> _serializers;
    private long _memoryLimitBytes = DefaultMemoryLimitBytes;
    private long _memoryTierLimitBytes = 64L << 20;
    private TimeSpan _leaseDuration = TimeSpan.FromSeconds(10);

    /// <summary>Options with the one store that is always there, <c>memory</c>.</summary>
    public CacheManagerOptions()
    {
        _serializers = [];
        Kinds = new();
        Sources = [];
        Regions = new Dictionary<string, CacheRegion>(StringComparer.OrdinalIgnoreCase);
        Stores = new(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The same options, which later changes of <paramref name="other"/> do not reach.</summary>
    internal CacheManagerOptions(CacheManagerOptions other)
    {
        _serializers = new(other._serializers);
        _memoryLimitBytes = other._memoryLimitBytes;
        _memoryTierLimitBytes = other._memoryTierLimitBytes;
        _leaseDuration = other._leaseDuration;
        Kinds = new(other.Kinds);
        Sources = [.. other.Sources];
        Regions = new Dictionary<string, CacheRegion>(other.Regions, StringComparer.OrdinalIgnoreCase);
        Stores = new(other.Stores, StringComparer.OrdinalIgnoreCase);
        Defaults = other.Defaults;
        Json = other.Json;
    }

    /// <summary>What calls and regions take where they do not say it themselves.</summary>
    public CacheRegion Defaults { get; set; } = new();

    /// <summary>The type in <see cref="Defaults"/>: <c>memory</c> unless another is set.</summary>
    public string DefaultType
    {
        get => Defaults.Type ?? MemoryType;
        set => Defaults = Defaults with { Type = value };
    }

    /// <summary>The expire in <see cref="Defaults"/>. Null: never.</summary>
    public CacheExpire? DefaultExpire
    {
        get => Defaults.Expire;
        set => Defaults = Defaults with { Expire = value };
    }

    /// <summary>The most that the entries of the memory store may cost together, in bytes, as stated or estimated (<see cref="EntryCost"/>).</summary>
    public long MemoryLimitBytes
    {
        get => _memoryLimitBytes;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            _memoryLimitBytes = value;
        }
    }

    /// <summary>
    /// The most that is kept in memory before a store over a network that tells of its invalidations (<see cref="IInvalidationLog"/>), in
    /// bytes, for each such store: 64 MiB unless another is set. Zero: nothing is, and each hit is a round trip.
    /// </summary>
    public long MemoryTierLimitBytes
    {
        get => _memoryTierLimitBytes;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _memoryTierLimitBytes = value;
        }
    }

    /// <summary>
    /// For how long the other processes on a shared store leave the making of a cold entry to the one that began; then another tries.
    /// Ten seconds unless another is set. Of stores that give leases (<see cref="ILeaseStore"/>), such as files.
    /// </summary>
    public TimeSpan LeaseDuration
    {
        get => _leaseDuration;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            _leaseDuration = value;
        }
    }

    /// <summary>Named policies, for <see cref="CacheEntryOptions.Region"/>. As in a configuration, names do not differ by case.</summary>
    public IDictionary<string, CacheRegion> Regions { get; }

    /// <summary>How values without a serializer of their own are written where a store keeps bytes.</summary>
    public JsonSerializerOptions Json { get; set; } = JsonSerializerOptions.Default;

    internal Dictionary<string, StoreRegistration> Stores { get; }

    internal IReadOnlyDictionary<Type, object> Serializers => _serializers;

    /// <summary>Makes a store that keeps bytes a type, valid wherever a type is. An earlier store of that name is replaced.</summary>
    public CacheManagerOptions AddStore(string name, Func<StoreContext, IByteStore> store)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(store);
        Stores[name] = new(null, store);
        return this;
    }

    /// <summary>Makes a store that keeps live entries a type, valid wherever a type is. An earlier store of that name is replaced.</summary>
    public CacheManagerOptions AddStore(string name, Func<StoreContext, ILocalStore> store)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(store);
        Stores[name] = new(store, null);
        return this;
    }

    /// <summary>Says how values of exactly this type are written where a store keeps bytes.</summary>
    public CacheManagerOptions AddSerializer<T>(ICacheSerializer<T> serializer)
    {
        ArgumentNullException.ThrowIfNull(serializer);
        _serializers[typeof(T)] = serializer;
        return this;
    }
}
