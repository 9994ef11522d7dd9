using System.Globalization;
using Caching.Stores;

namespace Caching.Configuration;

/// <summary>All that a manager is to be at one moment: what code says, and over it what each configuration says, in their order.</summary>
internal sealed class CacheSettings
{
    private CacheSettings(CacheManagerOptions options)
    {
        Kinds = options.Kinds;
        Defaults = options.Defaults;
        LeaseDuration = options.LeaseDuration;
        MemoryLimitBytes = options.MemoryLimitBytes;
        MemoryTierLimitBytes = options.MemoryTierLimitBytes;
        Regions = new(options.Regions, StringComparer.OrdinalIgnoreCase);
        Stores = new(options.Stores, StringComparer.OrdinalIgnoreCase);
    }

    public StoreKinds Kinds { get; }

    public CacheRegion Defaults { get; set; }

    public TimeSpan LeaseDuration { get; set; }

    public long MemoryLimitBytes { get; set; }

    public long MemoryTierLimitBytes { get; set; }

    public StoreLimits Limits => new(LeaseDuration, MemoryTierLimitBytes);

    public Dictionary<string, CacheRegion> Regions { get; }

    public Dictionary<string, StoreRegistration> Stores { get; }

    /// <summary>Where a configuration says a type, by region (the defaults: empty): which stores there are is known at the end.</summary>
    public Dictionary<string, Setting> Types { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads the configurations anew.</summary>
    /// <exception cref="CacheConfigurationException">One of them is wrong.</exception>
    public static CacheSettings Of(CacheManagerOptions options)
    {
        var settings = new CacheSettings(options);
        foreach (var source in options.Sources) source.ReadInto(settings);
        settings.Complete();
        return settings;
    }

    public void Add(string name, StoreDefinition definition) => Stores[name] = definition.By(Kinds[definition.Kind]);

    private void Complete()
    {
        if (!Stores.ContainsKey(StoreKinds.Memory))
        {
            var limit = new Setting("LimitBytes", MemoryLimitBytes.ToString(CultureInfo.InvariantCulture));
            var said = new Dictionary<string, Setting>(StringComparer.OrdinalIgnoreCase) { [limit.Path] = limit };
            Add(StoreKinds.Memory, new StoreDefinition(StoreKinds.Memory, static key => key, said, IsStrict: false));
        }

        foreach (var type in Types.Values)
        {
            if (StoreKinds.NamesOf(type.Value).Any(Stores.ContainsKey)) continue;
            var known = string.Join(", ", Stores.Keys.Order(StringComparer.Ordinal));
            throw type.Wrong($"a store: {known}. Another is added below Stores, or by CacheManagerOptions.AddStore");
        }

        // Only what is made of its definition: a store that code gave may be one object, which must not be closed and opened again.
        foreach (var (name, store) in Stores.ToArray())
            if (store is { IsLocal: false, Definition: { } definition })
                Add(name, definition with { Limits = Limits });
    }
}
